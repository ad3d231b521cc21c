package eu.staytuned.lod.store.frozen;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/** Small datasets and queries in which much can go wrong. The same number makes the same ones. */
final class RandomData {

    static final String NS = "http://example.org/";

    private static final List<Node> LITERALS = List.of(
            NodeFactory.createLiteralString("a"),
            NodeFactory.createLiteralString(""),
            NodeFactory.createLiteralLang("a", "en"),
            NodeFactory.createLiteralLang("a", "EN-gb"),
            NodeFactory.createLiteralLang("a", "en-GB"),
            NodeFactory.createLiteralLang("b", "fr"),
            NodeFactory.createLiteralDT("1", XSDDatatype.XSDinteger),
            NodeFactory.createLiteralDT("01", XSDDatatype.XSDinteger),
            NodeFactory.createLiteralDT("1", XSDDatatype.XSDint),
            NodeFactory.createLiteralDT("1.0", XSDDatatype.XSDdecimal),
            NodeFactory.createLiteralDT("1e0", XSDDatatype.XSDdouble),
            NodeFactory.createLiteralDT("2", XSDDatatype.XSDinteger),
            NodeFactory.createLiteralDT("x", XSDDatatype.XSDinteger),
            NodeFactory.createLiteralDT("2020-01-01", XSDDatatype.XSDdate));

    private final Random random;
    private final List<Node> blanks = new ArrayList<>();

    RandomData(long seed) {
        random = new Random(seed);
        for (int i = 0; i < 3; i++) {
            blanks.add(NodeFactory.createBlankNode("b" + i));
        }
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static Node iri(String name) {
        return NodeFactory.createURI(NS + name);
    }

    Node thing() {
        return random.nextInt(5) == 0 ? one(blanks) : iri("t" + random.nextInt(6));
    }

    Node predicate() {
        return iri("p" + random.nextInt(4));
    }

    Node object() {
        if (random.nextInt(20) == 0) {
            return NodeFactory.createTripleTerm(iri("t0"), iri("p0"), one(LITERALS));
        }
        return random.nextInt(2) == 0 ? thing() : one(LITERALS);
    }

    Node graph() {
        return random.nextInt(8) == 0 ? one(blanks) : iri("g" + random.nextInt(3));
    }

    /** Statements, some of them more than once. */
    List<Quad> quads() {
        List<Quad> quads = new ArrayList<>();
        int count = random.nextInt(40);
        for (int i = 0; i < count; i++) {
            Triple triple = Triple.create(thing(), predicate(), object());
            if (random.nextBoolean()) {
                quads.add(new Quad(Quad.defaultGraphIRI, triple));
            }
            while (random.nextBoolean()) {
                quads.add(new Quad(graph(), triple));
            }
        }
        return quads;
    }

    static void fill(DatasetGraph dataset, List<Quad> quads) {
        dataset.executeWrite(() -> quads.forEach(dataset::add));
    }

    // --- Queries

    String query() {
        String pattern = group(2);
        return switch (random.nextInt(12)) {
            case 0 -> "ASK " + from() + pattern;
            case 1 -> "SELECT DISTINCT " + variables() + from() + " " + pattern;
            case 2 -> "SELECT (COUNT(*) AS ?n) " + from() + pattern;
            case 3 ->
                "SELECT ?a (COUNT(*) AS ?n) (COUNT(?b) AS ?m) (COUNT(DISTINCT ?c) AS ?k) " + from() + pattern
                        + " GROUP BY ?a";
            case 4 ->
                "SELECT ?a ?b (COUNT(DISTINCT *) AS ?n) (MIN(?c) AS ?m) { " + triple()
                        + " } GROUP BY ?a ?b HAVING (COUNT(*) > 1)";
            case 5 -> "SELECT " + one(List.of("", "DISTINCT ")) + variables() + " { " + triple() + " }";
            case 6 ->
                "SELECT " + one(List.of("?a", "?b", "?c", "?a ?c", "")) + " (COUNT("
                        + one(List.of("*", "?a", "?b", "?d", "DISTINCT ?a", "DISTINCT ?b", "DISTINCT ?c"))
                        + ") AS ?n) { "
                        + one(List.<Function<RandomData, String>>of(
                                        RandomData::triple, RandomData::graphBlock, r -> r.triple() + r.triple()))
                                .apply(this)
                        + " } "
                        + one(List.of(
                                "", "GROUP BY ?a", "GROUP BY ?b", "GROUP BY ?c", "GROUP BY ?a ?b", "GROUP BY ?g"));
            default -> "SELECT * " + from() + pattern;
        };
    }

    private String from() {
        if (random.nextInt(10) > 0) {
            return "";
        }
        return one(List.of(
                "FROM <" + NS + "g0> ",
                "FROM <" + NS + "g0> FROM <" + NS + "g1> ",
                "FROM NAMED <" + NS + "g0> ",
                "FROM <" + NS + "g1> FROM NAMED <" + NS + "g0> FROM NAMED <" + NS + "g2> ",
                "FROM <urn:x-arq:UnionGraph> FROM NAMED <" + NS + "g0> "));
    }

    private String variables() {
        return one(List.of("*", "?a", "?b", "?c", "?a ?b", "?b ?c", "?a ?c ?d"));
    }

    private String variable() {
        return "?" + "abcd".charAt(random.nextInt(4));
    }

    private String text(Node node) {
        if (node.isBlank()) {
            return random.nextBoolean() ? variable() : "<_:" + node.getBlankNodeLabel() + ">";
        }
        return NodeFmtLib.strNT(node);
    }

    private String subject() {
        return random.nextInt(3) > 0 ? variable() : text(thing());
    }

    String triple() {
        return triple(random.nextInt(4) == 0 ? variable() : text(predicate()));
    }

    private String triple(String predicate) {
        Node object = object();
        return subject() + " " + predicate + " "
                + (random.nextInt(3) > 0 || object.isTripleTerm() ? variable() : text(object)) + " . ";
    }

    private String path(int depth) {
        if (depth == 0) {
            return text(predicate());
        }
        return switch (random.nextInt(9)) {
            case 0 -> "(" + path(depth - 1) + "/" + path(depth - 1) + ")";
            case 1 -> "(" + path(depth - 1) + "|" + path(depth - 1) + ")";
            case 2 -> "^" + "(" + path(depth - 1) + ")";
            case 3 -> "(" + path(depth - 1) + ")*";
            case 4 -> "(" + path(depth - 1) + ")+";
            case 5 -> "(" + path(depth - 1) + ")?";
            case 6 -> "!(" + text(predicate()) + "|^" + text(predicate()) + ")";
            default -> text(predicate());
        };
    }

    private String graphName() {
        return switch (random.nextInt(8)) {
            case 0 -> "<urn:x-arq:UnionGraph>";
            case 1 -> "<urn:x-arq:DefaultGraph>";
            case 2 -> "<" + NS + "nowhere>";
            case 3, 4, 5 -> "?g";
            case 6 -> variable();
            default -> "<" + NS + "g" + random.nextInt(3) + ">";
        };
    }

    private String graphBlock() {
        return "GRAPH " + graphName() + " { " + triple() + (random.nextBoolean() ? triple() : "") + "} ";
    }

    private String expression() {
        return switch (random.nextInt(12)) {
            case 0 -> variable() + " = " + variable();
            case 1 -> variable() + " != " + text(LITERALS.get(random.nextInt(LITERALS.size())));
            case 2 -> variable() + " < 2";
            case 3 -> "BOUND(" + variable() + ")";
            case 4 -> "isIRI(" + variable() + ") || isBlank(" + variable() + ")";
            case 5 -> "LANG(" + variable() + ") = \"en\"";
            case 6 -> "NOT EXISTS { " + triple(text(predicate())) + "}";
            case 7 -> "EXISTS { " + triple(text(predicate())) + triple(text(predicate())) + "}";
            case 8 -> "sameTerm(" + variable() + ", " + variable() + ")";
            case 9 -> variable() + " = " + text(iri("t" + random.nextInt(6)));
            case 10 -> "STR(?g) != \"" + NS + "g1\"";
            default -> "STR(" + variable() + ") > \"" + NS + "t2\"";
        };
    }

    private String group(int depth) {
        StringBuilder text = new StringBuilder("{ ");
        int elements = 1 + random.nextInt(3);
        for (int i = 0; i < elements; i++) {
            text.append(element(depth));
        }
        return text.append("} ").toString();
    }

    private String element(int depth) {
        if (depth == 0) {
            return triple();
        }
        return switch (random.nextInt(17)) {
            case 0 -> "OPTIONAL " + group(depth - 1);
            case 1 -> "OPTIONAL { " + triple() + (random.nextBoolean() ? "FILTER(" + expression() + ") " : "") + "} ";
            case 2 -> group(depth - 1) + "UNION " + group(depth - 1);
            case 3 -> "MINUS " + group(depth - 1);
            case 4, 5 -> graphBlock();
            case 6 -> "GRAPH " + graphName() + " " + group(depth - 1);
            case 7, 8 -> "FILTER(" + expression() + ") ";
            case 9 ->
                subject() + " " + path(2) + " "
                        + (random.nextBoolean() ? variable() : text(object().isTripleTerm() ? iri("t1") : thing()))
                        + " . ";
            case 10 ->
                "BIND("
                        + one(List.of(
                                "1", "?a", "STR(?b)", "<" + NS + "t1>", "<" + NS + "g1>", "<urn:x-arq:DefaultGraph>"))
                        + " AS " + one(List.of("?x", "?y", "?e")) + random.nextInt(1000) + ") ";
            case 11 ->
                "VALUES " + one(List.of("?a", "?b", "?g")) + " { <" + NS + "t1> <" + NS
                        + "g1> 1 \"a\"@en-GB <urn:x-arq:DefaultGraph> UNDEF } ";
            case 12 -> "{ SELECT " + one(List.of("", "DISTINCT ")) + "?a ?b " + group(depth - 1) + "} ";
            default -> triple();
        };
    }
}
