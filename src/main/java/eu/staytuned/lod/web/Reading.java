package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.text.NumberFormat;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.springframework.context.MessageSource;

/**
 * The published data as one reader gets it: in the reader's languages, with links that start from the reader's page. Holds
 * for one transaction.
 *
 * @param shelf the release that is read
 * @param texts the reader's languages
 * @param site the page's place in the site
 * @param links those that were made already
 * @param terms those of our ontology that were asked for already
 * @param letters the order of the reader's alphabet
 */
public record Reading(
        Shelf shelf,
        PageTexts texts,
        Site site,
        MessageSource messages,
        Map<Node, Value> links,
        Map<String, Node> terms,
        Alphabet letters) {

    private static final String ONTOLOGY = "ontology#";

    /** For one page, and so for one thread. */
    Reading(Shelf shelf, PageTexts texts, Site site, MessageSource messages) {
        this(shelf, texts, site, messages, new HashMap<>(), new HashMap<>(), new Alphabet(texts.locale()));
    }

    /** All that is published, as one graph. */
    public Graph graph() {
        return texts.graph();
    }

    public Edition edition() {
        return shelf.edition();
    }

    public IriSpace iris() {
        return site.iris();
    }

    public Locale locale() {
        return texts.locale();
    }

    /** A term of our ontology, by its local name. */
    public Node term(String name) {
        return terms.computeIfAbsent(name, any -> iris().node(ONTOLOGY + name));
    }

    /** A thing of ours, by kind and name: {@code city}, {@code ghent}. */
    public Node thing(String kind, String name) {
        return iris().node("id/" + kind + "/" + name);
    }

    /** A term of any vocabulary. */
    public static Node iri(String iri) {
        return NodeFactory.createURI(iri);
    }

    public boolean isA(Node subject, Node type) {
        return graph().contains(subject, Terms.TYPE, type);
    }

    public List<Node> objects(Node subject, Node property) {
        return graph().find(subject, property, Node.ANY)
                .mapWith(Triple::getObject)
                .toList();
    }

    /** Values of a property of our ontology. */
    public List<Node> objects(Node subject, String property) {
        return objects(subject, term(property));
    }

    public Optional<Node> object(Node subject, Node property) {
        return objects(subject, property).stream().findFirst();
    }

    public Optional<Node> object(Node subject, String property) {
        return object(subject, term(property));
    }

    public List<Node> subjects(Node property, Node object) {
        return graph().find(Node.ANY, property, object)
                .mapWith(Triple::getSubject)
                .toList();
    }

    public List<Node> subjects(String property, Node object) {
        return subjects(term(property), object);
    }

    /** Everything of a class of our ontology but what was withdrawn. */
    public List<Node> instances(String type) {
        return subjects(Terms.TYPE, term(type)).stream()
                .filter(thing -> !graph().contains(thing, Terms.DEPRECATED, Node.ANY))
                .toList();
    }

    /** The best name of a thing, linked to its page. */
    public Value link(Node node) {
        if (!node.isURI()) {
            return literal(node);
        }
        String iri = node.getURI();
        return links.computeIfAbsent(
                node, any -> Value.link(texts.name(node, site), site.href(iri), !site.isOurs(iri), iri));
    }

    /** Links in the order of the reader's alphabet. */
    public List<Value> links(Collection<Node> nodes) {
        return nodes.stream().distinct().map(this::link).sorted(byText()).toList();
    }

    /** The best name of a thing. */
    public Text name(Node node) {
        return texts.name(node, site);
    }

    /** The value of a property that suits the reader's languages best. */
    public Optional<Text> text(Node subject, Node property) {
        return Labels.best(graph(), subject, List.of(property), texts.languages())
                .map(texts::text);
    }

    public Optional<Text> text(Node subject, String property) {
        return text(subject, term(property));
    }

    /** What a thing is in a sentence or two. */
    public Optional<Text> description(Node subject) {
        return Labels.best(graph(), subject, Labels.DESCRIPTIONS, texts.languages())
                .map(texts::text);
    }

    /** All values of a property in the one language that suits best, and those that have none. */
    public List<Text> texts(Node subject, Node property) {
        return inOneLanguage(subject, property).map(texts::text).toList();
    }

    /** The same as people write it: numbers and dates too. */
    public List<Value> values(Node subject, Node property) {
        return inOneLanguage(subject, property).map(this::literal).toList();
    }

    private Stream<Node> inOneLanguage(Node subject, Node property) {
        List<Node> literals =
                objects(subject, property).stream().filter(Node::isLiteral).toList();
        String best = Labels.best(
                        literals.stream()
                                .filter(literal -> !literal.getLiteralLanguage().isEmpty())
                                .toList(),
                        texts.languages())
                .map(Node::getLiteralLanguage)
                .orElse("");
        return literals.stream()
                .filter(literal -> literal.getLiteralLanguage().isEmpty()
                        || literal.getLiteralLanguage().equals(best));
    }

    public List<Text> texts(Node subject, String property) {
        return texts(subject, term(property));
    }

    /** A literal as people write it. */
    public Value literal(Node literal) {
        if (!literal.isLiteral()) {
            return Value.of(Text.of("…"));
        }
        String datatype = PageTexts.datatype(literal);
        if (datatype.equals("anyURI")) {
            String iri = literal.getLiteralLexicalForm();
            return Value.link(Text.of(iri), site.href(iri), !site.isOurs(iri), "");
        }
        if (datatype.equals("boolean")) {
            boolean yes = literal.getLiteralLexicalForm().matches("\\s*(true|1)\\s*");
            return Value.of(Text.of(message(yes ? "value.yes" : "value.no")));
        }
        Optional<String> formatted = texts.formatted(literal);
        String time = formatted.isPresent() && PageTexts.isTime(literal)
                ? literal.getLiteralLexicalForm().strip()
                : "";
        return new Value(formatted.map(Text::of).orElseGet(() -> texts.text(literal)), "", false, "", time, List.of());
    }

    /** A whole number in the reader's way of writing. */
    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale()).format(number);
    }

    /** The size of a file in the reader's way of writing. */
    public String size(long bytes) {
        return bytes < 10_000_000
                ? number(Math.max(1, (bytes + 500) / 1_000)) + "\u00a0kB"
                : number((bytes + 500_000) / 1_000_000) + "\u00a0MB";
    }

    public String message(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale());
    }

    /** The reader's alphabet; things of one name by their address, whatever order the store has. */
    public Comparator<Value> byText() {
        return Comparator.comparing((Value value) -> value.text().text(), letters)
                .thenComparing(Value::href);
    }
}
