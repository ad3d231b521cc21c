package eu.staytuned.lod.rdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.util.IsoMatcher;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TurtleTests {

    private static final int GRAPHS = 3_000;

    private static final List<String> NAMESPACES = List.of(
            "http://example.org/",
            "http://example.org/city/",
            "http://example.org/city#",
            "urn:isbn:",
            "http://example.org/a?b=",
            "http://beispiel.de/straße/");

    private static final List<String> LOCAL = List.of(
            "",
            "a",
            "ghent",
            "a.b",
            "a.",
            ".a",
            "-a",
            "a-",
            "_a",
            "1",
            "1a",
            "a:b",
            ":",
            "a%20b",
            "a,b",
            "a(b)",
            "a/b",
            "a#b",
            "a'b",
            "a\"b",
            "a b",
            "a<b>",
            "a\\b",
            "a^b",
            "a{b}|`",
            "\u0000",
            "\u0001b",
            "\u007F",
            "größe",
            "\u00B7a",
            "a\u00B7",
            "a\u0301",
            "\u0301",
            "€",
            "\uFFFD",
            "\u00D7",
            "\uD83D\uDE00",
            "δ",
            "b\u2040");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "Ghent",
            "Göteborg",
            "Гент",
            "\uD83D\uDE00",
            "\"",
            "\"\"\"",
            "'",
            "\\",
            "\\n",
            "\n",
            "\r",
            "\r\n",
            "\t",
            "\f",
            "\b",
            "\u0000",
            "\u001F",
            "\u007F",
            "\u0085",
            "\u2028",
            "\uFFFD",
            "a\uFFFDb\"",
            "a \"b\" \\ c\nd",
            "<a>",
            "^^",
            "@en",
            ".",
            "x".repeat(300) + "\"" + "é".repeat(300));

    private static final List<String> NUMBERS = List.of(
            "", "1", "01", "+1", "-1", "+", "-", ".", "1.", ".1", "1.0", "-1.50", "+.5", "1e", "1e1", "1E-7", "1.e1",
            ".1e+1", ".e1", "e1", "1e1.0", "1.2.3", " 1", "1 ", "١", "INF", "NaN", "true", "false", "TRUE", "0x1");

    private static final List<String> DATATYPES = List.of(
            XSDDatatype.XSDinteger.getURI(),
            XSDDatatype.XSDdecimal.getURI(),
            XSDDatatype.XSDdouble.getURI(),
            XSDDatatype.XSDboolean.getURI(),
            XSDDatatype.XSDfloat.getURI(),
            XSDDatatype.XSDstring.getURI(),
            "http://example.org/city/type",
            "urn:isbn:a b");

    @Test
    void whateverAGraphSaysIsReadAgain() {
        for (int seed = 0; seed < GRAPHS; seed++) {
            Graph graph = random(new Random(seed));
            // Unlike the graphs' own comparison, it looks for blank nodes in terms as well.
            assertThat(IsoMatcher.isomorphic(read(turtle(graph)), graph))
                    .describedAs("%d%n%s", seed, turtle(graph))
                    .isTrue();
        }
    }

    private static Graph random(Random random) {
        DocumentGraph graph = new DocumentGraph();
        if (random.nextInt(4) > 0) {
            for (int i = 0; i < NAMESPACES.size(); i++) {
                if (random.nextBoolean()) {
                    graph.getPrefixMapping()
                            .setNsPrefix(
                                    List.of("", "a", "b-1", "c.d", "größe", "rdf")
                                            .get(i),
                                    NAMESPACES.get(i));
                }
            }
        }
        List<Node> blanks = new ArrayList<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
            blanks.add(NodeFactory.createBlankNode("n" + i));
        }
        for (int i = random.nextInt(24); i >= 0; i--) {
            Node subject = random.nextInt(3) == 0 ? iri(random) : one(random, blanks);
            switch (random.nextInt(6)) {
                case 0 -> graph.add(Triple.create(subject, RDF.Nodes.type, iri(random)));
                case 1 -> addList(graph, subject, blanks, random);
                case 2 ->
                    graph.add(Triple.create(
                            subject, random.nextBoolean() ? RDF.Nodes.first : RDF.Nodes.rest, term(random, blanks)));
                default -> graph.add(Triple.create(subject, iri(random), term(random, blanks)));
            }
        }
        return graph;
    }

    /** A list that may have members which lead back to it, cells of which more is said, and a wrong end. */
    private static void addList(Graph graph, Node subject, List<Node> blanks, Random random) {
        Node property = iri(random);
        for (int i = random.nextInt(4); i >= 0; i--) {
            Node cell = random.nextInt(8) == 0 ? one(random, blanks) : NodeFactory.createBlankNode();
            graph.add(Triple.create(subject, property, cell));
            graph.add(Triple.create(cell, RDF.Nodes.first, random.nextInt(6) == 0 ? cell : term(random, blanks)));
            if (random.nextInt(10) == 0) {
                graph.add(Triple.create(cell, iri(random), term(random, blanks)));
            }
            subject = cell;
            property = RDF.Nodes.rest;
        }
        graph.add(
                Triple.create(subject, RDF.Nodes.rest, random.nextInt(8) == 0 ? term(random, blanks) : RDF.Nodes.nil));
    }

    private static Node term(Random random, List<Node> blanks) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> iri(random);
            case 2, 3 -> one(random, blanks);
            case 4 ->
                NodeFactory.createLiteralLang(one(random, TEXTS), one(random, List.of("en", "nl-BE", "zh-Hant-x-a1")));
            case 5 ->
                NodeFactory.createLiteralDT(
                        one(random, NUMBERS), TypeMapper.getInstance().getSafeTypeByName(one(random, DATATYPES)));
            case 6 ->
                random.nextInt(10) == 0
                        ? NodeFactory.createTripleTerm(one(random, blanks), iri(random), term(random, blanks))
                        : RDF.Nodes.nil;
            default -> NodeFactory.createLiteralString(one(random, TEXTS));
        };
    }

    private static Node iri(Random random) {
        return NodeFactory.createURI(one(random, NAMESPACES) + one(random, LOCAL));
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Shapes have lists in statements in brackets; the ontology has unions of classes. */
    static Stream<Path> files() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Stream.concat(Files.walk(Path.of("ontology")), Files.walk(Path.of("rdf-data")))) {
            files = all.filter(file -> file.toString().endsWith(".ttl"))
                    .filter(file -> !file.toString().contains("history"))
                    .sorted()
                    .toList();
        }
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void theLayoutIsThatOfJena(Path file) {
        DocumentGraph graph = DocumentGraph.copyOf(RDFDataMgr.loadGraph(file.toString()));
        // With it, Jena spells out rdf:type.
        graph.getPrefixMapping().removeNsPrefix("rdf");
        ByteArrayOutputStream jena = new ByteArrayOutputStream();
        RDFDataMgr.write(jena, graph, RDFFormat.TURTLE_PRETTY);

        assertThat(turtle(graph)).isEqualTo(jena.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aTypeIsWrittenAsSuchEvenWhereItsPrefixIsKnown() {
        assertThat(
                        turtle(
                                """
                        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
                        <http://example.org/1> rdf:value 1 ; rdf:type rdf:Bag ."""))
                .isEqualTo(
                        """
                        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

                        <http://example.org/1>
                                a          rdf:Bag;
                                rdf:value  1 .
                        """);
    }

    @Test
    void aListIsWrittenAsOneOnlyWhereNothingElseRefersToIt() {
        assertThat(
                        turtle(
                                """
                        PREFIX : <http://example.org/>
                        :a :p ( 1 ( "x" [ :q 2 ; :r 3 ] ) () ) , _:shared .
                        :b :p _:shared .
                        _:shared <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> 1 ;
                            <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> ( 2 ) ."""))
                .isEqualTo(
                        """
                        PREFIX : <http://example.org/>

                        _:b0    <http://www.w3.org/1999/02/22-rdf-syntax-ns#first>
                                        1;
                                <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>
                                        ( 2 ) .

                        :b      :p      _:b0 .

                        :a      :p      _:b0;
                                :p      ( 1 ( "x"
                                              [ :q      2;
                                                :r      3
                                              ]
                                            ) () ) .
                        """);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 30_000})
    void statementsInEachOtherMayBeAsDeepAsTheyLike(int deep) {
        DocumentGraph graph = new DocumentGraph();
        for (int i = 0; i < deep; i++) {
            graph.add(Triple.create(
                    NodeFactory.createBlankNode("n" + i),
                    NodeFactory.createURI("urn:x:in"),
                    NodeFactory.createBlankNode("n" + (i + 1))));
        }
        Graph again = read(turtle(graph));

        assertThat(again.size()).isEqualTo(deep);
        assertThat(again.stream().map(Triple::getSubject).distinct().count()).isEqualTo(deep);
        assertThat(again.stream()
                        .filter(triple -> !again.contains(triple.getObject(), Node.ANY, Node.ANY))
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aDocumentThatIsLargerThanItsBufferIsWhole() {
        DocumentGraph graph = new DocumentGraph();
        Node property = NodeFactory.createURI("urn:x:text");
        for (int i = 0; i < 2_000; i++) {
            graph.add(Triple.create(
                    NodeFactory.createURI("urn:x:" + i),
                    property,
                    NodeFactory.createLiteralLang("é\"\n".repeat(i % 200), "fr")));
        }

        assertThat(read(turtle(graph)).isIsomorphicWith(graph)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.org/a,    :a",
        "http://example.org/,     :",
        "http://example.org/a.b,  :a.b",
        "http://example.org/a.,   <http://example.org/a.>",
        "http://example.org/a/b,  <http://example.org/a/b>",
        "http://example.org/c/b,  c:b",
        "http://example.org/1:2,  :1:2",
        "http://example.org/-a,   <http://example.org/-a>",
        "http://example.org/größe, :größe",
        "http://example.org/a%20, <http://example.org/a%20>",
        "urn:isbn:123,            isbn:123",
        "urn:isbn,                <urn:isbn>"
    })
    void aPrefixStandsForItsNamespaceWhereTheRestIsAName(String iri, String written) {
        DocumentGraph graph = new DocumentGraph();
        graph.getPrefixMapping().setNsPrefix("", "http://example.org/");
        graph.getPrefixMapping().setNsPrefix("c", "http://example.org/c/");
        graph.getPrefixMapping().setNsPrefix("isbn", "urn:isbn:");
        graph.add(Triple.create(
                NodeFactory.createURI("urn:x:s"), NodeFactory.createURI("urn:x:p"), NodeFactory.createURI(iri)));

        assertThat(turtle(graph)).endsWith("<urn:x:p>  " + written + " .\n");
    }

    private static String turtle(String turtle) {
        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.fromString(turtle, Lang.TURTLE).parse(graph);
        return turtle(DocumentGraph.copyOf(graph));
    }

    private static String turtle(Graph graph) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RdfSyntax.TURTLE.write(graph, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Graph read(String turtle) {
        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.create()
                .source(new StringReader(turtle))
                .lang(Lang.TURTLE)
                .checking(false)
                .resolveURIs(false)
                .errorHandler(ErrorHandlerFactory.errorHandlerNoWarnings)
                .parse(graph);
        return graph;
    }
}
