package eu.staytuned.lod.sparql;

import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Store;
import java.time.Instant;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;

/** A small release, so that what a query answers is known. */
final class PublishedFixture {

    static final String BASE = "https://w3id.org/stay-tuned/";

    static final Edition EDITION = new Edition(7, "7".repeat(64), Instant.parse("2026-03-04T05:06:07Z"));

    private PublishedFixture() {}

    static void publish(Store store) {
        publish(store, EDITION);
    }

    static void publish(Store store, Edition edition) {
        store.replaceWith(edition, sink -> RDFParser.source(PublishedFixture.class.getResourceAsStream("fixture.trig"))
                .lang(Lang.TRIG)
                .parse(sink));
    }
}
