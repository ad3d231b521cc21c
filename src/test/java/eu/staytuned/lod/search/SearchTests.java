package eu.staytuned.lod.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.ReleasePublished;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.store.Store;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The index is made in the background, once for each release. */
class SearchTests {

    private static final IriSpace IRIS = new IriSpace(IriSpace.CANONICAL_BASE);
    private static final String CITIES =
            """
            PREFIX city: <https://w3id.org/stay-tuned/id/city/>
            PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
            PREFIX owl:  <http://www.w3.org/2002/07/owl#>
            PREFIX st:   <https://w3id.org/stay-tuned/ontology#>
            city:one a st:City ; rdfs:label "Uppsala"@sv .
            city:old a st:City ; rdfs:label "Gamla Uppsala"@sv ; owl:deprecated true .
            <http://www.wikidata.org/entity/Q25286> a st:City ; rdfs:label "Uppsala"@en .
            """;
    private static final Question UPPSALA = Question.of("upsala", List.of("en"));

    private final Shelves store = new Shelves();
    private final Search search = new Search(store, IRIS, Duration.ofSeconds(20));

    @AfterEach
    void stop() {
        store.open.countDown();
        search.destroy();
    }

    @Test
    void aReleaseThatIsPublishedIsReadOnceAndByNobodyWhoWaits() {
        search.on(new ReleasePublished(store.edition));

        assertThat(store.readers).hasValueLessThanOrEqualTo(1);
        store.open.countDown();
        for (int i = 0; i < 3; i++) {
            assertThat(search.find(UPPSALA, store.edition).hits()).hasSize(1);
        }
        assertThat(store.readers).hasValue(1);
        assertThat(store.reader).isEqualTo("search-index");
    }

    @Test
    void whoSearchesBeforeTheIndexIsReadyWaitsAndIsNotKeptForEver() {
        Search impatient = new Search(store, IRIS, Duration.ofMillis(50));
        assertThatThrownBy(() -> impatient.find(UPPSALA, store.edition)).isInstanceOf(SearchNotReadyException.class);

        store.open.countDown();
        assertThat(search.find(UPPSALA, store.edition).hits()).hasSize(1);
        impatient.destroy();
    }

    @Test
    void theNextReleaseTakesThePlaceOfTheOneBefore() {
        store.open.countDown();
        assertThat(search.find(UPPSALA, store.edition).hits()).hasSize(1);

        store.publish(CITIES.replace("Uppsala", "Lund"));
        search.on(new ReleasePublished(store.edition));
        assertThat(search.find(UPPSALA, store.edition).hits()).isEmpty();
        assertThat(search.find(Question.of("Lund", List.of()), store.edition).hits())
                .hasSize(1);
    }

    @Test
    void anIndexThatCannotBeMadeIsTriedAgain() {
        store.open.countDown();
        store.broken = true;
        assertThatThrownBy(() -> search.find(UPPSALA, store.edition)).isInstanceOf(IllegalStateException.class);

        store.broken = false;
        assertThat(search.find(UPPSALA, store.edition).hits()).hasSize(1);
    }

    @Test
    void neitherWhatIsWithdrawnNorWhatIsOfOthersIsFound() {
        store.open.countDown();
        assertThat(search.find(Question.of("Uppsala", List.of("en")), store.edition)
                        .hits())
                .singleElement()
                .matches(hit -> hit.node().getURI().endsWith("id/city/one"))
                .matches(hit -> hit.score() > 0.99);
    }

    /** A shelf that opens when the test says so. */
    private static final class Shelves implements Store {

        final CountDownLatch open = new CountDownLatch(1);
        final AtomicInteger readers = new AtomicInteger();
        volatile String reader = "";
        volatile boolean broken;
        volatile Edition edition = new Edition(1, "0".repeat(64), Instant.EPOCH);
        private volatile DatasetGraph data = parse(CITIES);

        void publish(String turtle) {
            data = parse(turtle);
            edition = new Edition(edition.number() + 1, "1".repeat(64), Instant.EPOCH);
        }

        private static DatasetGraph parse(String turtle) {
            DatasetGraph data = DatasetGraphFactory.create();
            RDFParser.create()
                    .source(new StringReader(turtle))
                    .lang(Lang.TURTLE)
                    .parse(data);
            return data;
        }

        @Override
        public Optional<Edition> edition() {
            return Optional.of(edition);
        }

        @Override
        public <T> T read(Function<Shelf, T> reading) {
            readers.incrementAndGet();
            reader = Thread.currentThread().getName();
            try {
                assertThat(open.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (broken) {
                throw new IllegalStateException("as the test wants");
            }
            return reading.apply(new Shelf(edition, data));
        }

        @Override
        public Pin pin(int number, Supplier<Shelf> elsewhere) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void replaceWith(Edition edition, Consumer<StreamRDF> content) {
            throw new UnsupportedOperationException();
        }
    }
}
