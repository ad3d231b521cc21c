package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Store;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.springframework.core.io.ClassPathResource;

/** The release that the tests of the site read: a file, and 120 inhabitants of Ghent that no one wants to see in it. */
public final class PublishedFixture {

    public static final String HASH = "0123456789abcdef".repeat(4);
    public static final Instant ISSUED = Instant.parse("2026-11-22T12:00:00Z");
    public static final Edition EDITION = new Edition(7, HASH, ISSUED);
    public static final int INHABITANTS = 120;

    private PublishedFixture() {}

    /**
     * A port that nothing listens on, to be known before the server is started: the IRIs are made of it. None of those that
     * a system gives to outgoing connections, of which one might have it by then.
     */
    public static int freePort() {
        for (int tries = 0; tries < 100; tries++) {
            try (ServerSocket socket =
                    new ServerSocket(ThreadLocalRandom.current().nextInt(20_000, 32_000))) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("No port between 20000 and 32000 is free.");
    }

    public static void publish(Store store, IriSpace iris) {
        publish(store, iris, EDITION);
    }

    public static void publish(Store store, IriSpace iris, Edition edition) {
        store.replaceWith(edition, sink -> send(read(iris), iris, sink));
    }

    private static DatasetGraph read(IriSpace iris) {
        try {
            String text = new ClassPathResource("resource/release.trig")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .replace(IriSpace.CANONICAL_BASE, iris.base());
            DatasetGraph data = DatasetGraphFactory.create();
            RDFParser.create().source(new StringReader(text)).lang(Lang.TRIG).parse(data);
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(DatasetGraph data, IriSpace iris, StreamRDF sink) {
        Set<String> apart = Set.of(iris.resolve("graph/ontology/shapes"), iris.resolve("ontology/1.0.0"));
        data.prefixes().forEach(sink::prefix);
        data.find().forEachRemaining(quad -> {
            sink.quad(quad);
            if (!apart.contains(quad.getGraph().getURI())) {
                sink.triple(quad.asTriple());
            }
        });
        for (int i = 1; i <= INHABITANTS; i++) {
            Triple lives = Triple.create(
                    iris.node("id/person/p%03d".formatted(i)),
                    iris.node("ontology#livesIn"),
                    iris.node("id/city/ghent"));
            Triple born = Triple.create(
                    lives.getSubject(),
                    iris.node("ontology#born"),
                    NodeFactory.createLiteralDT("19" + (i % 90 + 10), XSDDatatype.XSDgYear));
            for (Triple triple : new Triple[] {lives, born}) {
                sink.triple(triple);
                sink.quad(Quad.create(iris.node("graph/people"), triple));
            }
        }
    }
}
