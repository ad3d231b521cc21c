package eu.staytuned.lod.queries;

import java.io.StringReader;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.lang.arq.javacc.ARQParser;
import org.apache.jena.sparql.lang.arq.javacc.ARQParserConstants;
import org.apache.jena.sparql.lang.arq.javacc.Token;

/**
 * The IRIs in the text of a query, wherever they stand: patterns, paths, expressions, templates.
 *
 * @param iris those of its words, not those that prefixes stand for
 * @param services the endpoints that it calls
 */
record Words(Set<Node> iris, Set<String> services) {

    static Words of(String text, Query query) {
        Set<Node> iris = new LinkedHashSet<>();
        Set<String> services = new LinkedHashSet<>();
        ARQParser words = new ARQParser(new StringReader(text));
        int before = ARQParserConstants.EOF;
        for (Token word = words.getNextToken(); word.kind != ARQParserConstants.EOF; word = words.getNextToken()) {
            boolean declared = before == ARQParserConstants.PNAME_NS || before == ARQParserConstants.BASE;
            if (!declared) {
                boolean called = before == ARQParserConstants.SERVICE;
                iri(word, query).ifPresent(iri -> {
                    if (called) {
                        services.add(iri);
                    } else {
                        iris.add(NodeFactory.createURI(iri));
                    }
                });
            }
            if (word.kind != ARQParserConstants.SILENT) {
                before = word.kind;
            }
        }
        return new Words(Set.copyOf(iris), Set.copyOf(services));
    }

    private static Optional<String> iri(Token word, Query query) {
        return switch (word.kind) {
            case ARQParserConstants.IRIref ->
                Optional.of(word.image.substring(1, word.image.length() - 1)).filter(iri -> iri.contains(":"));
            case ARQParserConstants.PNAME_LN ->
                Optional.of(query.getPrefixMapping().expandPrefix(word.image.replace("\\", "")))
                        .filter(iri -> !iri.equals(word.image));
            default -> Optional.empty();
        };
    }
}
