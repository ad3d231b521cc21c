package eu.staytuned.lod.lookup;

import eu.staytuned.lod.rdf.IriSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What others call our things in one release: their identifiers, and the codes of lists that are not ours.
 *
 * <p>In memory up to so many links as nobody has by hand; beyond that the release itself is asked, for the spellings that a
 * publisher would use.
 */
final class Links {

    private static final Logger log = LoggerFactory.getLogger(Links.class);

    private static final String SKOS = "http://www.w3.org/2004/02/skos/core#";
    private static final String OWL = "http://www.w3.org/2002/07/owl#";
    private static final Node NOTATION = node(SKOS + "notation");
    private static final Node IDENTIFIER = node("http://purl.org/dc/terms/identifier");
    private static final Pattern CODE = Pattern.compile("ontology#(\\w+?)(Code|Alpha[23])");
    private static final Pattern AUTHORITY = Pattern.compile(".*/resource/authority/([a-z0-9-]+)/([A-Za-z0-9_]+)");

    /** How sure it is that two names are of the same thing. */
    enum Sureness {
        /** They are. */
        SAME,
        /** They may be, for many purposes. */
        CLOSE,
        /** They are not, but have to do with each other. */
        RELATED
    }

    private static final Map<Node, Sureness> PROPERTIES = properties();

    private static Map<Node, Sureness> properties() {
        Map<Node, Sureness> properties = new LinkedHashMap<>();
        for (String same : List.of(
                OWL + "sameAs",
                SKOS + "exactMatch",
                OWL + "equivalentClass",
                OWL + "equivalentProperty",
                "http://schema.org/url",
                "https://schema.org/url",
                "http://xmlns.com/foaf/0.1/homepage")) {
            properties.put(node(same), Sureness.SAME);
        }
        for (String close : List.of(
                SKOS + "closeMatch",
                "http://www.w3.org/2000/01/rdf-schema#seeAlso",
                "http://xmlns.com/foaf/0.1/page",
                "http://www.w3.org/ns/dcat#landingPage")) {
            properties.put(node(close), Sureness.CLOSE);
        }
        for (String related : List.of("broadMatch", "narrowMatch", "relatedMatch")) {
            properties.put(node(SKOS + related), Sureness.RELATED);
        }
        return properties;
    }

    /**
     * One of our things, under a name of somebody else.
     *
     * @param property that says so
     */
    record Link(Node thing, Node property, Sureness sureness) {}

    /**
     * One of our things, under a code.
     *
     * @param schemes names of the list that the code is from: {@code nuts}, {@code lau}, {@code iso3166-1-alpha-2}
     */
    record Code(Node thing, Node property, String code, Sureness sureness, Set<String> schemes) {}

    private final IriSpace iris;
    private final boolean whole;
    private final Map<String, List<Link>> links;
    private final Map<String, List<Code>> codes;

    private Links(IriSpace iris, boolean whole, Map<String, List<Link>> links, Map<String, List<Code>> codes) {
        this.iris = iris;
        this.whole = whole;
        this.links = links;
        this.codes = codes;
    }

    /** Reads a release; to be called within a transaction. */
    static Links of(Graph graph, IriSpace iris, int most) {
        Map<String, List<Link>> links = new HashMap<>();
        Map<String, List<Code>> codes = new HashMap<>();
        int left = most;
        for (Map.Entry<Node, Sureness> property : PROPERTIES.entrySet()) {
            left = readLinks(graph, iris, property.getKey(), property.getValue(), links, codes, left);
        }
        for (Node property : codeProperties(graph, iris)) {
            left = readCodes(graph, iris, property, codes, left);
        }
        if (left <= 0) {
            log.warn("This release has more than {} links and codes: look-up asks the store for each.", most);
            return new Links(iris, false, Map.of(), Map.of());
        }
        return new Links(iris, true, links, codes);
    }

    private static int readLinks(
            Graph graph,
            IriSpace iris,
            Node property,
            Sureness sureness,
            Map<String, List<Link>> links,
            Map<String, List<Code>> codes,
            int most) {
        int left = most;
        var found = graph.find(Node.ANY, property, Node.ANY);
        try {
            while (found.hasNext() && left > 0) {
                Triple triple = found.next();
                String iri = addressOf(triple.getObject());
                if (!iri.isEmpty() && isOurs(triple.getSubject(), iris) && !iris.contains(iri)) {
                    add(links, ForeignIri.key(iri), new Link(triple.getSubject(), property, sureness));
                    Matcher authority = AUTHORITY.matcher(iri);
                    if (authority.matches() && sureness != Sureness.RELATED) {
                        add(
                                codes,
                                folded(authority.group(2)),
                                new Code(
                                        triple.getSubject(),
                                        property,
                                        authority.group(2),
                                        sureness,
                                        Set.of("authority/" + authority.group(1), authority.group(1))));
                    }
                    left--;
                }
            }
        } finally {
            found.close();
        }
        return left;
    }

    private static int readCodes(Graph graph, IriSpace iris, Node property, Map<String, List<Code>> codes, int most) {
        int left = most;
        var found = graph.find(Node.ANY, property, Node.ANY);
        try {
            while (found.hasNext() && left > 0) {
                Triple triple = found.next();
                if (triple.getObject().isLiteral() && isOurs(triple.getSubject(), iris)) {
                    String code = triple.getObject().getLiteralLexicalForm();
                    add(codes, folded(code), code(graph, iris, triple.getSubject(), property, code));
                    left--;
                }
            }
        } finally {
            found.close();
        }
        return left;
    }

    private static Code code(Graph graph, IriSpace iris, Node thing, Node property, String code) {
        Set<String> schemes = new LinkedHashSet<>();
        String term = iris.pathOf(property.getURI()).orElse("");
        Matcher own = CODE.matcher(term);
        if (own.matches()) {
            schemes.add(
                    own.group(2).equals("Code")
                            ? hyphenated(own.group(1))
                            : "iso3166-1-alpha-" + own.group(2).charAt(5));
            schemes.add(folded(term.substring("ontology#".length())));
        } else {
            graph.find(thing, Schema.IN_SCHEME, Node.ANY).forEachRemaining(triple -> {
                String scheme = triple.getObject().toString();
                schemes.add(scheme.substring(scheme.lastIndexOf('/') + 1));
            });
            String kind = iris.pathOf(thing.getURI())
                    .orElse("")
                    .replaceFirst("^id/", "")
                    .replaceFirst("/.*", "");
            schemes.add(kind.equals("region") ? "nuts" : kind);
            schemes.add(kind);
        }
        return new Code(thing, property, code, Sureness.SAME, Set.copyOf(schemes));
    }

    private static String hyphenated(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static Set<Node> codeProperties(Graph graph, IriSpace iris) {
        Set<Node> properties = new LinkedHashSet<>(List.of(NOTATION, IDENTIFIER));
        graph.find(Node.ANY, node("http://www.w3.org/2000/01/rdf-schema#isDefinedBy"), Node.ANY)
                .mapWith(Triple::getSubject)
                .filterKeep(term -> term.isURI()
                        && CODE.matcher(iris.pathOf(term.getURI()).orElse("")).matches())
                .forEachRemaining(properties::add);
        return properties;
    }

    private static String addressOf(Node object) {
        return object.isURI()
                ? object.getURI()
                : object.isLiteral() && object.getLiteralDatatypeURI().endsWith("#anyURI")
                        ? object.getLiteralLexicalForm()
                        : "";
    }

    private static boolean isOurs(Node thing, IriSpace iris) {
        return thing.isURI() && iris.contains(thing.getURI());
    }

    private static <T> void add(Map<String, List<T>> to, String key, T value) {
        List<T> values = to.computeIfAbsent(key, any -> new ArrayList<>(1));
        if (!values.contains(value)) {
            values.add(value);
        }
    }

    /** How many identifiers and codes there are in memory. */
    int size() {
        return links.size() + codes.size();
    }

    /** Our things under an IRI of somebody else, the surest first. */
    List<Link> ofIri(String iri, Graph graph) {
        String key = ForeignIri.key(iri);
        List<Link> found = whole ? links.getOrDefault(key, List.of()) : ask(key, graph);
        return found.stream()
                .sorted(Comparator.comparing(Link::sureness)
                        .thenComparing(link -> link.thing().getURI()))
                .toList();
    }

    private List<Link> ask(String key, Graph graph) {
        List<Link> found = new ArrayList<>();
        PROPERTIES.forEach((property, sureness) -> ForeignIri.spellings(key)
                .forEach(spelling -> graph.find(Node.ANY, property, node(spelling))
                        .mapWith(Triple::getSubject)
                        .filterKeep(thing -> isOurs(thing, iris))
                        .forEachRemaining(thing -> found.add(new Link(thing, property, sureness)))));
        return found;
    }

    /** Our things that have a code, whatever its case, the surest first. */
    List<Code> ofCode(String code, Graph graph) {
        List<Code> found = new ArrayList<>(whole ? codes.getOrDefault(folded(code), List.of()) : askCode(code, graph));
        found.sort(Comparator.comparing(Code::sureness)
                .thenComparing(each -> each.thing().getURI()));
        return found;
    }

    /** Whether a statement gives its subject a code. */
    boolean isCode(Triple triple, Graph graph) {
        return triple.getObject().isLiteral()
                && ofCode(triple.getObject().getLiteralLexicalForm(), graph).stream()
                        .anyMatch(code -> code.thing().equals(triple.getSubject())
                                && code.property().equals(triple.getPredicate()));
    }

    private List<Code> askCode(String code, Graph graph) {
        List<Code> found = new ArrayList<>();
        for (Node property : codeProperties(graph, iris)) {
            for (String spelling : new LinkedHashSet<>(List.of(code.strip(), folded(code)))) {
                graph.find(Node.ANY, property, NodeFactory.createLiteralString(spelling))
                        .mapWith(Triple::getSubject)
                        .filterKeep(thing -> isOurs(thing, iris))
                        .toList()
                        .forEach(thing -> found.add(code(graph, iris, thing, property, spelling)));
            }
        }
        return found;
    }

    /** Codes that begin as another does, or as it would without its end: the nearest first. */
    List<Code> near(String code, int most) {
        String folded = folded(code);
        List<Code> near = new ArrayList<>();
        for (int length = folded.length() - 1; length >= 2 && near.isEmpty(); length--) {
            near.addAll(codes.getOrDefault(folded.substring(0, length), List.of()));
        }
        if (folded.length() >= 2) {
            codes.entrySet().stream()
                    .filter(entry ->
                            entry.getKey().startsWith(folded) && !entry.getKey().equals(folded))
                    .sorted(Map.Entry.comparingByKey())
                    .limit(most)
                    .forEach(entry -> near.addAll(entry.getValue()));
        }
        return near.size() > most ? near.subList(0, most) : near;
    }

    static String folded(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }

    private static Node node(String iri) {
        return NodeFactory.createURI(iri);
    }
}
