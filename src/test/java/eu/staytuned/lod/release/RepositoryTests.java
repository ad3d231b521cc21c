package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.lang.LabelToNode;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.system.Txn;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repository's own ontology and data, from the files to the shelf. */
class RepositoryTests {

    @TempDir
    Path folder;

    @Test
    void theRepositoryCanBePublishedWithoutAWarning() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exitCode = ReleaseCheck.run(new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Good to publish: ")
                .contains("kinds complete in all of 11 languages", "Confidence: high ", "Links out: ")
                .doesNotContain("warning");
        assertThat(exitCode).isZero();
    }

    @Test
    void aCheckOfSpoiltFoldersSaysWhatIsWrongAndWritesNothing() {
        Sources sources = Sources.ofTheRepository(folder);
        sources.replace("rdf-data/cities/ghent.ttl", "a st:City", "a st:Town");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exitCode = ReleaseCheck.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                "--check=" + sources.file("ontology") + "," + sources.file("rdf-data"),
                "--publication.data-dir=" + sources.dataDir());

        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Release refused: ")
                .contains("id/city/ghent  rdf:type")
                .contains("rdf-data/cities/ghent.ttl:16");
        assertThat(sources.dataDir()).doesNotExist();
    }

    @Test
    void theArchiveHoldsExactlyWhatIsOnTheShelf() throws Exception {
        Sources sources = Sources.ofTheRepository(folder);
        DatasetGraph shelf = DatasetGraphFactory.createTxnMem();
        try (Desk desk = new Desk(sources.settings(), shelf)) {
            desk.number();
        }
        DatasetGraph archived = DatasetGraphFactory.createTxnMem();
        Path file = sources.dataDir().resolve("releases/1/release.nq.gz");
        assertThat(file).exists();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            Txn.executeWrite(archived, () -> RDFParser.source(in)
                    .lang(Lang.NQUADS)
                    .labelToNode(LabelToNode.createUseLabelEncoded())
                    .parse(archived));
        }

        Set<String> inArchive = new TreeSet<>();
        Set<String> onShelf = new TreeSet<>();
        Txn.executeRead(archived, () -> archived.stream().forEach(quad -> inArchive.add(quad.toString())));
        Txn.executeRead(shelf, () -> shelf.stream()
                .filter(quad -> !quad.isDefaultGraph())
                .forEach(quad -> onShelf.add(quad.toString())));
        assertThat(inArchive).isEqualTo(onShelf).hasSizeGreaterThan(5000);
        assertThat(Files.readString(sources.dataDir().resolve("releases/1/manifest.json")))
                .contains("\"quads\" : " + inArchive.size());
    }

    @Test
    void whatThePublisherSaysUsesTermsThatHaveAName() {
        try (Desk desk = new Desk(Sources.ofTheRepository(folder).settings(), DatasetGraphFactory.createTxnMem())) {
            Set<String> nameless = desk.store.read(shelf -> {
                Graph everything = shelf.data().getDefaultGraph();
                Set<String> found = new TreeSet<>();
                for (String graph : List.of(Release.RELEASE, Release.QUALITY)) {
                    Graph said = shelf.data().getGraph(NodeFactory.createURI(Sources.IRIS.resolve(graph)));
                    assertThat(said.isEmpty()).as(graph).isFalse();
                    said.find().forEachRemaining(triple -> {
                        addNameless(everything, triple.getPredicate(), found);
                        if (triple.predicateMatches(RDF.type.asNode())) {
                            addNameless(everything, triple.getObject(), found);
                        }
                    });
                }
                return found;
            });
            assertThat(nameless)
                    .as("terms to name in ontology/reused-terms.ttl")
                    .isEmpty();
        }
    }

    private static void addNameless(Graph everything, Node term, Set<String> found) {
        if (!everything.contains(term, RDFS.label.asNode(), Node.ANY)) {
            found.add(term.getURI());
        }
    }
}
