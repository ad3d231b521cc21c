package eu.staytuned.lod.store;

import eu.staytuned.lod.rdf.IriSpace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;

/** The graph in which a store says which release it holds. */
public final class ReleaseGraph {

    /** From the releases to the one that is on the shelf. */
    public static final Node CURRENT = NodeFactory.createURI(DCAT.NS + "hasCurrentVersion");

    private static final Node VERSION = NodeFactory.createURI(DCAT.NS + "version");
    /** From a release to the sum of its input. */
    public static final Node IDENTIFIER = DCTerms.identifier.asNode();

    private static final Node ISSUED = DCTerms.issued.asNode();

    private final Node name;
    private final Node series;
    private final IriSpace iris;

    public ReleaseGraph(IriSpace iris) {
        this.iris = iris;
        this.name = iris.node("graph/release");
        this.series = iris.node("releases");
    }

    /** Its name. */
    public Node name() {
        return name;
    }

    /** All releases, of which one is on the shelf. */
    public Node series() {
        return series;
    }

    /** What it says of a release that is on the shelf. */
    List<Triple> statements(Edition edition) {
        Node release = iris.node(edition.path());
        Instant second = edition.issued().truncatedTo(ChronoUnit.SECONDS);
        return List.of(
                Triple.create(series, CURRENT, release),
                Triple.create(release, VERSION, NodeFactory.createLiteralString("" + edition.number())),
                Triple.create(release, IDENTIFIER, NodeFactory.createLiteralString("sha256:" + edition.contentHash())),
                Triple.create(
                        release, ISSUED, NodeFactory.createLiteralDT(second.toString(), XSDDatatype.XSDdateTime)));
    }

    /** The release on the shelf; empty where there is none. */
    public Optional<Edition> edition(Graph statements) {
        return object(statements, series, CURRENT)
                .map(release -> new Edition(
                        Integer.parseInt(literal(statements, release, VERSION)),
                        literal(statements, release, IDENTIFIER).substring("sha256:".length()),
                        Instant.parse(literal(statements, release, ISSUED))));
    }

    private static String literal(Graph statements, Node subject, Node property) {
        return object(statements, subject, property)
                .map(Node::getLiteralLexicalForm)
                .orElseThrow(() -> new IllegalStateException("The store names its release but not its " + property
                        + ". Delete the store's folder; it is filled again from the archive."));
    }

    private static Optional<Node> object(Graph statements, Node subject, Node property) {
        return statements
                .find(subject, property, Node.ANY)
                .mapWith(Triple::getObject)
                .nextOptional();
    }
}
