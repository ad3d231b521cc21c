package eu.staytuned.lod.rdf;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * The datasets of others that links lead to. Those that a release describes ({@code void:uriSpace}) are known by their
 * names; of any other, all that one host publishes counts as one.
 */
public final class LinkTargets {

    private static final Node URI_SPACE = NodeFactory.createURI("http://rdfs.org/ns/void#uriSpace");

    /** Hosts that lend addresses to many: there the owner is told by what follows. */
    private static final Set<String> LENDING = Set.of("purl.org", "w3id.org", "www.w3.org");

    /**
     * A dataset of somebody else.
     *
     * @param iri what it is called
     * @param space what the names of all that it describes begin with
     */
    public record Target(String iri, String space) {}

    private final List<Target> described;

    private LinkTargets(List<Target> described) {
        this.described = described;
    }

    /** Those of a release. */
    public static LinkTargets of(Graph published, IriSpace iris) {
        Map<String, Target> bySpace = new HashMap<>();
        published.find(Node.ANY, URI_SPACE, Node.ANY).forEachRemaining(triple -> {
            if (triple.getSubject().isURI() && triple.getObject().isLiteral()) {
                String space = triple.getObject().getLiteralLexicalForm();
                if (!space.isEmpty() && !iris.contains(space)) {
                    bySpace.merge(
                            space,
                            new Target(triple.getSubject().getURI(), space),
                            (one, other) -> one.iri().compareTo(other.iri()) <= 0 ? one : other);
                }
            }
        });
        return new LinkTargets(bySpace.values().stream()
                .sorted(Comparator.comparing((Target target) -> target.space().length())
                        .reversed()
                        .thenComparing(Target::space))
                .toList());
    }

    /** The dataset that describes what is called so. */
    public Target of(String iri) {
        for (Target target : described) {
            if (iri.startsWith(target.space())) {
                return target;
            }
        }
        String host = host(iri);
        return new Target(host, host);
    }

    private static String host(String iri) {
        String[] parts = iri.split("/", 5);
        if (parts.length < 4 || !parts[1].isEmpty()) {
            return iri;
        }
        String host = parts[0] + "//" + parts[2] + "/";
        return LENDING.contains(parts[2]) && parts.length == 5 ? host + parts[3] + "/" : host;
    }
}
