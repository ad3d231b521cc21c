package eu.staytuned.lod.explain;

import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.util.FmtUtils;

/** Nodes as they are written in a query. */
final class Wording {

    private static final Pattern LOCAL_NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_-]*");

    private Wording() {}

    static String of(Node node) {
        return of(node, PrefixMapping.Standard);
    }

    static String of(Node node, PrefixMapping prefixes) {
        if (node.isVariable()) {
            // Jena's name for a blank node in a query.
            return node.getName().startsWith("?") ? "[]" : "?" + node.getName();
        }
        return FmtUtils.stringForNode(node, prefixes);
    }

    /** Whether it can follow a prefix as it is; some that need escapes are left out. */
    static boolean isLocalName(String name) {
        return LOCAL_NAME.matcher(name).matches();
    }
}
