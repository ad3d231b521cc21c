package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.release.Outcome.Failed;
import eu.staytuned.lod.release.Outcome.Published;
import eu.staytuned.lod.release.Outcome.Refused;
import eu.staytuned.lod.release.Outcome.Unchanged;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.MemoryDataset;
import eu.staytuned.lod.store.ReleasePublished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.DatabaseMgr;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTests {

    @TempDir
    Path folder;

    Sources sources;
    DatasetGraph dataset = DatasetGraphFactory.createTxnMem();

    @BeforeEach
    void copy() {
        sources = Sources.small(folder);
    }

    @Test
    void atStartTheFirstReleaseIsPublishedArchivedAndAnnounced() throws IOException {
        try (Desk desk = start()) {
            Edition edition = desk.store.edition().orElseThrow();

            assertThat(edition.number()).isEqualTo(1);
            assertThat(edition.contentHash()).isEqualTo(sources.read().release().contentHash());
            assertThat(desk.announced).containsExactly(new ReleasePublished(edition));
            assertThat(desk.says("Aveiro")).isTrue();
            assertThat(archived()).containsExactlyInAnyOrder("1", "last-number");
            assertThat(Files.exists(sources.dataDir().resolve("releases/1/release.nq.gz")))
                    .isTrue();
        }
    }

    @Test
    void unchangedInputIsTheSameReleaseAlsoAfterARestart() {
        Edition edition;
        try (Desk desk = start()) {
            edition = desk.store.edition().orElseThrow();
            assertThat(desk.publish()).isEqualTo(new Unchanged(edition, false));
        }
        dataset = DatasetGraphFactory.createTxnMem();
        try (Desk desk = start()) {
            assertThat(desk.store.edition()).contains(edition);
            assertThat(desk.announced).containsExactly(new ReleasePublished(edition));
        }
    }

    @Test
    void aStoreThatKeptTheReleaseIsNotFilledAgain() {
        dataset = DatabaseMgr.connectDatasetGraph(folder.resolve("tdb2").toString());
        Node mark = org.apache.jena.graph.NodeFactory.createURI("http://example.org/left-alone");
        start().close();
        Txn.executeWrite(dataset, () -> dataset.add(mark, mark, mark, mark));
        try (Desk desk = start()) {
            boolean leftAlone = desk.store.read(shelf -> shelf.data().contains(mark, mark, mark, mark));
            assertThat(leftAlone).isTrue();
            assertThat(desk.announced).hasSize(1);
        }
    }

    @Test
    void theShelfIsTheSameWhetherItWasFilledFromTheFilesOrFromTheArchive() {
        start().close();
        DatasetGraph fromFiles = dataset;
        dataset = DatasetGraphFactory.createTxnMem();
        start().close();

        assertThat(quads(dataset)).isEqualTo(quads(fromFiles));
        assertThat(prefixes(dataset)).isEqualTo(prefixes(fromFiles)).isNotEmpty();
    }

    @Test
    void aShelfThatWasKeptIsPutBackWithoutItsArchiveBeingRead() throws IOException {
        dataset = MemoryDataset.create();
        Path kept = KeptShelf.in(sources.dataDir());
        Node mark = org.apache.jena.graph.NodeFactory.createURI("http://example.org/only-in-what-was-kept");
        try (Desk desk = start()) {
            keep(desk, kept);
        }
        DatasetGraph fromFiles = dataset;
        dataset = MemoryDataset.create();
        start().close();
        assertThat(quads(dataset)).isEqualTo(quads(fromFiles));
        assertThat(prefixes(dataset)).isEqualTo(prefixes(fromFiles)).isNotEmpty();

        Files.delete(kept);
        try (Desk desk = start()) {
            Txn.executeWrite(dataset, () -> dataset.add(mark, mark, mark, mark));
            keep(desk, kept);
        }
        dataset = MemoryDataset.create();
        try (Desk desk = start()) {
            assertThat(desk.store.<Boolean>read(shelf -> shelf.data().contains(mark, mark, mark, mark)))
                    .isTrue();
            sources.replace("rdf-data/cities/aveiro.ttl", "\"Aveiro\"@pt", "\"Aveiro\"@pt , \"Veneza\"@pt");
            assertThat(desk.publish()).isInstanceOf(Published.class);
        }
        // What was kept is of the release before now.
        dataset = MemoryDataset.create();
        try (Desk desk = start()) {
            assertThat(desk.number()).isEqualTo(2);
            assertThat(desk.says("Veneza")).isTrue();
        }
    }

    private static void keep(Desk desk, Path file) {
        String seal = desk.publisher()
                .archive()
                .flatMap(archive -> archive.newest().flatMap(archive::seal))
                .orElseThrow();
        desk.store.read(shelf -> {
            try {
                desk.store.keep(file, seal);
                return file;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void aChangeBecomesTheNextReleaseAndNamesTheOneBefore() {
        try (Desk desk = start()) {
            sources.replace("rdf-data/cities/aveiro.ttl", "\"Aveiro\"@pt", "\"Aveiro\"@pt , \"Veneza\"@pt");
            assertThat(desk.publish()).isInstanceOf(Published.class);

            assertThat(desk.number()).isEqualTo(2);
            assertThat(desk.says("Veneza")).isTrue();
            assertThat(
                            ask(
                                    desk,
                                    """
                            ASK { GRAPH <http://localhost:8080/graph/release> {
                              <http://localhost:8080/releases> dcat:hasCurrentVersion <http://localhost:8080/releases/2> .
                              <http://localhost:8080/releases/2> a dcat:Dataset, prov:Entity ;
                                  dcat:version "2" ; dcat:previousVersion <http://localhost:8080/releases/1> ;
                                  dcat:inSeries <http://localhost:8080/releases> ; void:triples ?n .
                              <http://localhost:8080/releases/1> dcterms:identifier ?hash ; dcterms:issued ?time .
                              <http://localhost:8080/graph/cities/ghent> dcterms:isPartOf <http://localhost:8080/releases/2> ;
                                  rdfs:label "rdf-data/cities/ghent.ttl"@en ; void:triples ?m .
                              FILTER NOT EXISTS {
                                <http://localhost:8080/releases> dcat:hasCurrentVersion <http://localhost:8080/releases/1> }
                            } }"""))
                    .isTrue();
        }
    }

    @Test
    void goingBackIsANewReleaseSinceNumbersOnlyGrow() {
        String before = sources.text("rdf-data/cities/aveiro.ttl");
        try (Desk desk = start()) {
            String first = desk.store.edition().orElseThrow().contentHash();
            sources.append("rdf-data/cities/aveiro.ttl", "# edited\n");
            desk.publish();
            sources.write("rdf-data/cities/aveiro.ttl", before);
            desk.publish();

            assertThat(desk.number()).isEqualTo(3);
            assertThat(desk.store.edition().orElseThrow().contentHash()).isEqualTo(first);
        }
    }

    @Test
    void anotherBaseIsAnotherRelease() {
        start().close();
        dataset = DatasetGraphFactory.createTxnMem();
        try (Desk desk = new Desk(sources.settings(), dataset, new IriSpace("https://data.example.org/"))) {
            assertThat(desk.number()).isEqualTo(2);
        }
    }

    @Test
    void aRefusedReleaseChangesNothing() throws IOException {
        try (Desk desk = start()) {
            sources.replace("rdf-data/cities/aveiro.ttl", "rdfs:label", "rdfs:seeAlso");
            Outcome outcome = desk.publish();

            assertThat(outcome).isInstanceOf(Refused.class);
            assertThat(outcome.report())
                    .startsWith("Release refused: 1 violation")
                    .contains("(release 1 stays published):")
                    .contains("id/city/aveiro  rdfs:label  \"A city has a name in at least one language.\"")
                    .contains("rdf-data/cities/aveiro.ttl:5");
            assertThat(desk.number()).isEqualTo(1);
            assertThat(desk.says("Aveiro")).isTrue();
            assertThat(archived()).containsExactlyInAnyOrder("1", "last-number");
            assertThat(desk.announced).hasSize(1);
        }
    }

    @Test
    void aFaultyFirstReleaseStopsTheStartWithItsReport() {
        sources.replace("rdf-data/cities/aveiro.ttl", "rdfs:label", "rdfs:seeAlso");

        assertThatThrownBy(this::start)
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("Release refused: 1 violation")
                .hasMessageContaining("rdf-data/cities/aveiro.ttl");
        sources.replace("rdf-data/cities/aveiro.ttl", "rdfs:seeAlso", "rdfs:label");
        start().close(); // the data folder was given free
    }

    @Test
    void whatAKilledProcessLeftHalfWrittenIsRemoved() throws IOException {
        start().close();
        Path staging = sources.dataDir().resolve("releases/.staging-2");
        Files.createDirectories(staging);
        Files.writeString(staging.resolve("release.nq.gz"), "half");
        try (Desk desk = start()) {
            assertThat(desk.number()).isEqualTo(1);
            assertThat(archived()).containsExactlyInAnyOrder("1", "last-number");
        }
    }

    @Test
    void killedBetweenArchiveAndShelfTheNextStartCompletesTheRelease() {
        start().close();
        DatasetGraph shelfOfOne = dataset;
        dataset = DatasetGraphFactory.createTxnMem();
        sources.replace("rdf-data/cities/aveiro.ttl", "A city on a lagoon.", "A city on a ria.");
        start().close(); // archives release 2, on another shelf

        dataset = shelfOfOne; // as it was when the process died
        try (Desk desk = start()) {
            assertThat(desk.number()).isEqualTo(2);
            assertThat(desk.says("A city on a ria.")).isTrue();
            assertThat(desk.says("A city on a lagoon.")).isFalse();
        }
    }

    @Test
    void aDamagedArchiveOfTheSameInputIsMendedUnderItsNumber() throws IOException {
        start().close();
        Path data = sources.dataDir().resolve("releases/1/release.nq.gz");
        Edition before = edition();
        byte[] bytes = Files.readAllBytes(data);
        bytes[bytes.length / 2] ^= 1;
        Files.write(data, bytes);
        dataset = DatasetGraphFactory.createTxnMem();
        try (Desk desk = start()) {
            assertThat(desk.store.edition()).contains(before);
            assertThat(desk.says("Aveiro")).isTrue();
        }
        dataset = DatasetGraphFactory.createTxnMem();
        start().close();
        assertThat(edition()).isEqualTo(before);
    }

    @Test
    void aReleaseWhoseManifestIsLostKeepsItsNumber() throws IOException {
        start().close();
        Files.delete(sources.dataDir().resolve("releases/1/manifest.json"));
        dataset = DatasetGraphFactory.createTxnMem();
        try (Desk desk = start()) {
            assertThat(desk.number()).isEqualTo(2);
        }
    }

    @Test
    void aNumberIsNotGivenAgainThoughItsFolderWasDeleted() throws IOException {
        start().close();
        sources.append("rdf-data/cities/aveiro.ttl", "# edited\n");
        start().close();
        try (Stream<Path> files = Files.walk(sources.dataDir().resolve("releases/2"))) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        dataset = DatasetGraphFactory.createTxnMem();
        try (Desk desk = start()) {
            assertThat(desk.number()).isEqualTo(3);
        }
    }

    @Test
    void twoInstancesDoNotShareADataFolder() {
        try (Desk first = start()) {
            assertThatThrownBy(() -> new Desk(sources.settings(), DatasetGraphFactory.createTxnMem()))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("belongs to another instance")
                    .hasMessageContaining("publication.data-dir");
            assertThat(first.publish()).isInstanceOf(Unchanged.class);
        }
    }

    @Test
    void aReleaseThatAnotherInstanceAcceptedIsTheSameHere() throws IOException {
        Sources others = Sources.small(folder.resolve("other"));
        try (Desk first = new Desk(others.settings(), DatasetGraphFactory.createTxnMem())) {
            Sources.copyFolder(
                    others.dataDir().resolve("releases"), sources.dataDir().resolve("releases"));
            try (Desk second = start()) {
                assertThat(second.store.edition()).isEqualTo(first.store.edition());

                others.append("rdf-data/cities/aveiro.ttl", "# edited\n");
                sources.append("rdf-data/cities/aveiro.ttl", "# edited\n");
                assertThat(first.publish()).isInstanceOf(Published.class);
                Sources.copyFolder(
                        others.dataDir().resolve("releases/2"),
                        sources.dataDir().resolve("releases/2"));
                Edition same = first.store.edition().orElseThrow();
                assertThat(second.publish()).isEqualTo(new Unchanged(same, true));
                assertThat(second.store.edition()).contains(same);
            }
        }
    }

    @Test
    void whereTheArchiveCannotBeWrittenTheOldReleaseStays() throws IOException {
        try (Desk desk = start()) {
            // a file where the next release's folder is prepared: as good as a full disk, also for root
            Files.createDirectories(sources.dataDir().resolve("releases/2/release.nq.gz/in-the-way"));
            sources.append("rdf-data/cities/aveiro.ttl", "# edited\n");
            Outcome outcome = desk.publish();

            assertThat(outcome).isInstanceOf(Failed.class);
            assertThat(outcome.report())
                    .contains("release 1 stays published")
                    .contains("Release 2 could not be written");
            assertThat(desk.number()).isEqualTo(1);
            assertThat(Files.exists(sources.dataDir().resolve("releases/.staging-2")))
                    .isFalse();
        }
    }

    @Test
    void requestsThatComeTogetherAreServedOneAfterTheOther() throws Exception {
        try (Desk desk = start()) {
            List<CompletableFuture<Outcome>> requests = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                sources.write("next", sources.text("rdf-data/cities/aveiro.ttl") + "# edit " + i + "\n");
                Files.move(
                        sources.file("next"),
                        sources.file("rdf-data/cities/aveiro.ttl"),
                        StandardCopyOption.ATOMIC_MOVE);
                requests.add(desk.publisher().request());
            }
            List<Integer> numbers = new ArrayList<>();
            for (Outcome outcome :
                    requests.stream().map(CompletableFuture::join).distinct().toList()) {
                if (outcome instanceof Published published) {
                    numbers.add(published.edition().number());
                }
            }

            assertThat(numbers).isNotEmpty().isSorted().doesNotHaveDuplicates();
            assertThat(desk.publish()).isInstanceOf(Unchanged.class);
            assertThat(desk.number()).isEqualTo(1 + numbers.size());
            assertThat(desk.store.edition().orElseThrow().contentHash())
                    .isEqualTo(sources.read().release().contentHash());
        }
    }

    @Test
    void warningsGoOutWithTheRelease() {
        sources.replace("rdf-data/cities/aveiro.ttl", "rdfs:comment", "rdfs:seeAlso");
        try (Desk desk = start()) {
            Outcome outcome = desk.publisher().last().orElseThrow().outcome();
            assertThat(outcome.report())
                    .startsWith(
                            "Release 1 published: 18 triples in 6 graphs, 5 resources; 1 warning:\n  (warning) id/city/");
            assertThat(((Published) outcome).warnings()).singleElement().satisfies(fault -> assertThat(fault.message())
                    .startsWith("A sentence about the city"));
        }
    }

    @Test
    void whereWatchingIsAskedForASavedFileIsPublished() throws Exception {
        try (Desk desk = new Desk(sources.settings(true, Duration.ofSeconds(30)), dataset)) {
            sources.append("rdf-data/cities/aveiro.ttl", "# edited\n");
            for (int i = 0; i < 200 && desk.number() == 1; i++) {
                Thread.sleep(100);
            }
            assertThat(desk.number()).isEqualTo(2);
        }
    }

    @Test
    void theSiteIsShownTheNextReleaseWhileReadersHaveTheOneBefore() {
        dataset = MemoryDataset.create();
        try (Desk desk = start()) {
            assertThat(desk.announcedAhead).isEmpty();
            sources.append("rdf-data/cities/aveiro.ttl", "# edited\n");
            desk.publish();

            assertThat(desk.announcedAhead).containsExactly(List.of(2, 1));
            assertThat(desk.number()).isEqualTo(2);
            assertThat(desk.says("Aveiro")).isTrue();
        }
    }

    @Test
    void aPartOfTheSiteThatFailsToTakeNoticeDoesNotUndoARelease() {
        try (Desk desk = start()) {
            desk.listenerFails = true;
            sources.append("rdf-data/cities/aveiro.ttl", "# edited\n");

            assertThat(desk.publish()).isInstanceOf(Published.class);
            assertThat(desk.number()).isEqualTo(2);
        }
    }

    @Test
    void whoWaitsIsToldWhatIsBeingDoneAndNothingOnceItIsOver() {
        try (Desk desk = start()) {
            sources.append("rdf-data/cities/aveiro.ttl", "# edited\n");
            desk.publish();

            assertThat(desk.whenAnnounced).isEqualTo("Telling the site of release 2");
            assertThat(new PublishEndpoint(desk.publisher(), sources.settings()).state())
                    .containsKey("current")
                    .doesNotContainKey("underWay");
        }
    }

    @Test
    void theEndpointDoesNotWaitForEver() throws Exception {
        PublicationSettings hurried = sources.settings(false, Duration.ofMillis(1));
        try (Desk desk = new Desk(hurried, dataset)) {
            sources.append("rdf-data/cities/aveiro.ttl", "# edited\n");
            PublishEndpoint endpoint = new PublishEndpoint(desk.publisher(), hurried);
            var answer = endpoint.publish();
            assertThat(answer.getStatus()).isEqualTo(202);
            assertThat(answer.getBody()).containsEntry("outcome", "under way");

            desk.publish(); // the same work, where that had not begun yet
            desk.publish();
            assertThat(endpoint.state().toString())
                    .contains("current={number=2")
                    .contains("outcome=unchanged");
        }
    }

    @Test
    void onceStoppedNothingIsPublishedAndTheEndpointSaysSo() throws Exception {
        Desk desk = start();
        Publisher publisher = desk.publisher();
        desk.close();

        var answer = new PublishEndpoint(publisher, sources.settings()).publish();
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getBody()).containsEntry("outcome", "unavailable");
    }

    private Desk start() {
        return new Desk(sources.settings(), dataset);
    }

    private Edition edition() {
        try (ReleaseArchive archive = new ReleaseArchive(sources.dataDir(), Sources.IRIS)) {
            return archive.newest().orElseThrow().edition();
        }
    }

    private List<String> archived() throws IOException {
        try (Stream<Path> files = Files.list(sources.dataDir().resolve("releases"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Set<String> quads(DatasetGraph dataset) {
        return Txn.calculateRead(
                dataset, () -> dataset.stream().map(Object::toString).collect(Collectors.toSet()));
    }

    private static Set<String> prefixes(DatasetGraph dataset) {
        return Txn.calculateRead(dataset, () -> dataset.prefixes().stream()
                .map(entry -> entry.getPrefix() + " " + entry.getUri())
                .collect(Collectors.toSet()));
    }

    private static boolean ask(Desk desk, String query) {
        String prefixes =
                """
                PREFIX dcat: <http://www.w3.org/ns/dcat#>
                PREFIX dcterms: <http://purl.org/dc/terms/>
                PREFIX prov: <http://www.w3.org/ns/prov#>
                PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
                PREFIX void: <http://rdfs.org/ns/void#>
                """;
        return desk.store.read(shelf -> org.apache.jena.sparql.exec.QueryExec.dataset(shelf.data())
                .query(prefixes + query)
                .ask());
    }
}
