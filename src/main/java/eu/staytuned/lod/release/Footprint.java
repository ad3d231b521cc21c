package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.SKOS;

/**
 * What a release says of each resource of ours, as a number that another release has as well where it says the same. So two
 * releases are compared, and only one of them has to be in memory.
 *
 * <p>The number is the sum of those of its statements, in whatever order they come. A blank node counts as one of no name,
 * and what is said about it is left out. What the publisher adds to every release is no part of it.
 */
final class Footprint extends StreamRDFBase {

    private static final String CUBE = "http://purl.org/linked-data/cube#";

    /** What leads to the dataset, or the part of one, that something belongs to; and what the other way. */
    private static final Set<String> TO_WHOLE = Set.of(CUBE + "dataSet", SKOS.inScheme.getURI());

    private static final Set<String> TO_PART = Set.of(CUBE + "slice", DCTerms.hasPart.getURI());
    private static final String DATASET = DCAT.NS + "dataset";

    private final IriSpace iris;
    private final Set<Node> graphs = new HashSet<>();
    private final Map<String, Long> sums = new HashMap<>();
    private final Map<String, List<String>> wholes = new HashMap<>();
    private final Set<String> datasets = new HashSet<>();
    private final Set<String> withdrawn = new HashSet<>();
    private final MessageDigest digest = new Sha256().digest();

    private Footprint(IriSpace iris) {
        this.iris = iris;
    }

    /** Of a release that the publisher has not yet added anything to. */
    static Footprint of(IriSpace iris, Content content) {
        Footprint footprint = new Footprint(iris);
        content.graphs().stream()
                .filter(graph -> !footprint.isLeftOut(graph.name().getURI()))
                .forEach(graph -> graph.triples().find().forEachRemaining(footprint::add));
        return footprint;
    }

    /**
     * Of a release in the archive.
     *
     * @throws ArchiveException where it cannot be read
     */
    static Footprint of(IriSpace iris, ReleaseArchive archive, Manifest manifest) {
        Footprint footprint = new Footprint(iris);
        manifest.graphs().stream()
                .filter(graph -> !footprint.isLeftOut(graph.name()))
                .forEach(graph -> footprint.graphs.add(Nodes.iri(graph.name())));
        archive.send(manifest, footprint);
        return footprint;
    }

    /** What the publisher adds, and earlier versions of the ontology, which speak of the same terms. */
    private boolean isLeftOut(String graph) {
        return graph.equals(iris.resolve(Release.RELEASE))
                || graph.equals(iris.resolve(Release.QUALITY))
                || graph.startsWith(iris.resolve("ontology/"));
    }

    @Override
    public void quad(Quad quad) {
        if (graphs.contains(quad.getGraph())) {
            add(quad.asTriple());
        }
    }

    private void add(Triple triple) {
        if (!triple.getSubject().isURI() || !iris.contains(triple.getSubject().getURI())) {
            return;
        }
        String subject = triple.getSubject().getURI();
        String property = triple.getPredicate().getURI();
        Node object = triple.getObject();
        sums.merge(subject, number(triple), Long::sum);
        if (object.isURI()) {
            if (TO_WHOLE.contains(property)) {
                isPartOf(subject, object.getURI());
            } else if (TO_PART.contains(property)) {
                isPartOf(object.getURI(), subject);
            } else if (property.equals(DATASET)) {
                datasets.add(object.getURI());
            }
        } else if (property.equals(OWL2.deprecated.getURI())
                && object.isLiteral()
                && object.getLiteralLexicalForm().equals("true")) {
            withdrawn.add(subject);
        }
    }

    private void isPartOf(String part, String whole) {
        wholes.computeIfAbsent(part, any -> new ArrayList<>(1)).add(whole);
    }

    private long number(Triple triple) {
        Node object = triple.getObject();
        String text = triple.getSubject().getURI()
                + ' '
                + triple.getPredicate().getURI()
                + ' '
                + (object.isBlank() ? "_:" : NodeFmtLib.strNT(object));
        return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    /** Documents of ours with what is said of them and of their hash terms; those that were withdrawn are not among them. */
    private Map<String, Long> documents() {
        Map<String, Long> documents = new HashMap<>();
        sums.forEach((subject, sum) -> documents.merge(document(subject), sum, Long::sum));
        withdrawn.forEach(documents::remove);
        return documents;
    }

    /** How this release differs from one before it. */
    Difference since(int number, Footprint before) {
        Map<String, Long> earlier = before.documents();
        long added = 0;
        long changed = 0;
        long same = 0;
        for (Map.Entry<String, Long> document : documents().entrySet()) {
            Long sum = earlier.get(document.getKey());
            if (sum == null) {
                added++;
            } else if (sum.equals(document.getValue())) {
                same++;
            } else {
                changed++;
            }
        }
        return new Difference(number, added, changed, earlier.size() - same - changed);
    }

    /**
     * What the datasets of the catalogue consist of, as a number for each: the observations of a cube, the parts that it
     * names with their hash terms, the concepts of its schemes. What is said of the dataset itself is no part of it, nor is
     * a dataset here of which the data name no part.
     */
    Map<String, Long> datasets() {
        Map<String, Long> contents = new HashMap<>();
        sums.forEach((subject, sum) -> {
            Set<String> found = new HashSet<>();
            collect(subject, found);
            collect(document(subject), found);
            found.stream()
                    .filter(datasets::contains)
                    .filter(dataset -> !document(subject).equals(dataset)
                            || wholes.getOrDefault(subject, List.of()).contains(dataset))
                    .forEach(dataset -> contents.merge(dataset, sum, Long::sum));
        });
        return contents;
    }

    private void collect(String part, Set<String> found) {
        for (String whole : wholes.getOrDefault(part, List.of())) {
            if (found.add(whole)) {
                collect(whole, found);
            }
        }
    }

    private static String document(String iri) {
        int hash = iri.indexOf('#');
        return hash < 0 ? iri : iri.substring(0, hash);
    }

    /**
     * How a release differs from the one before.
     *
     * @param since the number of that one
     * @param added how many resources are new
     * @param changed of how many something else is said
     * @param withdrawn how many are not there any more, or only with a pointer to what replaces them
     */
    record Difference(int since, long added, long changed, long withdrawn) {}
}
