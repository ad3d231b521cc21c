package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.GraphDocument;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.PropertyOrder.Place;
import eu.staytuned.lod.web.ResourcePage.Chapter;
import eu.staytuned.lod.web.ResourcePage.Claim;
import eu.staytuned.lod.web.ResourcePage.Colophon;
import eu.staytuned.lod.web.ResourcePage.Counted;
import eu.staytuned.lod.web.ResourcePage.Download;
import eu.staytuned.lod.web.ResourcePage.Group;
import eu.staytuned.lod.web.ResourcePage.Paging;
import eu.staytuned.lod.web.ResourcePage.Row;
import eu.staytuned.lod.web.ResourcePage.Section;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.springframework.context.MessageSource;

/** Turns the graph of a document into what its page shows. One for each page. */
final class ResourcePages {

    private static final int DEEPEST = 6;
    private static final int MOST_SECTIONS = 250;

    private static final Set<Node> CONCEPTS = Set.of(
            term("http://www.w3.org/2004/02/skos/core#Concept"),
            term("http://www.w3.org/2004/02/skos/core#ConceptScheme"));
    private static final Node SEE_ALSO = term("http://www.w3.org/2000/01/rdf-schema#seeAlso");
    private static final Node SUBCLASS_OF = term("http://www.w3.org/2000/01/rdf-schema#subClassOf");
    private static final Node FUNCTIONAL = term("http://www.w3.org/2002/07/owl#FunctionalProperty");
    private static final Node INVERSE_OF = term("http://www.w3.org/2002/07/owl#inverseOf");
    private static final List<Node> SAME = List.of(
            term("http://www.w3.org/2002/07/owl#sameAs"), term("http://www.w3.org/2004/02/skos/core#exactMatch"));
    private static final Set<Node> ELSEWHERE = Set.of(
            term("http://www.w3.org/2002/07/owl#sameAs"),
            term("http://www.w3.org/2000/01/rdf-schema#seeAlso"),
            term("http://www.w3.org/2004/02/skos/core#exactMatch"),
            term("http://www.w3.org/2004/02/skos/core#closeMatch"),
            term("http://www.w3.org/2004/02/skos/core#broadMatch"),
            term("http://www.w3.org/2004/02/skos/core#narrowMatch"),
            term("http://www.w3.org/2004/02/skos/core#relatedMatch"));
    /** Said by the title, the lead and the kinds. */
    private static final Set<Node> SHOWN_ABOVE = new HashSet<>(Labels.PROPERTIES);

    static {
        SHOWN_ABOVE.addAll(Labels.DESCRIPTIONS);
        SHOWN_ABOVE.add(Terms.TYPE);
    }

    private final GraphDocument document;
    private final Graph graph;
    private final Graph published;
    private final Reading everywhere;
    private final PageTexts texts;
    private final Site site;
    private final IriSpace iris;
    private final PropertyOrder order;
    private final DocumentLinks addresses;
    private final MessageSource messages;
    private final Node subject;
    private final Node itself;
    private final Comparator<Row> inOrder;

    ResourcePages(
            GraphDocument document, Graph graph, Reading everywhere, PropertyOrder order, DocumentLinks addresses) {
        this.document = document;
        this.graph = graph;
        this.published = everywhere.graph();
        this.everywhere = everywhere;
        this.texts = new PageTexts(graph, everywhere.texts().languages(), everywhere.locale());
        this.site = everywhere.site();
        this.iris = everywhere.iris();
        this.order = order;
        this.addresses = addresses;
        this.messages = everywhere.messages();
        this.subject = document.subject();
        this.itself = iris.node(document.path());
        this.inOrder = Comparator.comparing(row -> row.property().text().text(), everywhere.letters());
    }

    ResourcePage page() {
        List<Triple> incoming = graph.find(Node.ANY, Node.ANY, subject)
                .filterKeep(triple -> triple.getSubject().isURI()
                        && !triple.getSubject().equals(itself)
                        && !triple.getPredicate().equals(Terms.MEMBER)
                        && !isPart(triple.getSubject())
                        && !isDescribed(triple.getSubject()))
                .toList();
        List<Claim> claims = document.page() == 1 ? Claims.about(subject, everywhere) : List.of();
        return new ResourcePage(
                title(),
                subject.getURI(),
                kinds(),
                lead(subject),
                trail(),
                otherNames(),
                groups(),
                claims.stream().filter(Claim::disputed).toList(),
                claims.stream().filter(claim -> !claim.disputed()).toList(),
                collections(),
                members(),
                number(subject, Terms.TOTAL_ITEMS).orElse(0),
                chapters(),
                incomingRows(incoming),
                paging(),
                downloads(),
                colophon());
    }

    // What it is

    private Text title() {
        return texts.label(subject)
                .orElseGet(() -> isCollection() ? collectionName(subject) : texts.name(subject, site));
    }

    private boolean isCollection() {
        return graph.contains(subject, Terms.TYPE, Terms.COLLECTION);
    }

    /** Named in the words of the page; else after what its members are, or after its path. */
    private Text collectionName(Node collection) {
        String path = iris.pathOf(collection.getURI()).orElse("");
        String kind = path.replaceFirst("^id/(?=.)", "").replaceFirst("/$", "");
        return texts.label(collection)
                .or(() -> Optional.ofNullable(messages.getMessage("kind." + kind, null, null, texts.locale()))
                        .map(Text::of))
                .or(() -> kindOfMembers(collection).flatMap(texts::label).map(PageTexts::capitalised))
                .orElseGet(() -> PageTexts.capitalised(Text.of(Labels.fromIri(collection.getURI()))));
    }

    private Optional<Node> kindOfMembers(Node collection) {
        for (Node assertion : objects(collection, Terms.MEMBER_ASSERTION)) {
            if (graph.contains(assertion, Terms.PROPERTY, Terms.TYPE)) {
                return objects(assertion, Terms.OBJECT).stream().findFirst();
            }
        }
        return Optional.empty();
    }

    /** In our own terms where there are any, and the narrowest of them. */
    private List<Value> kinds() {
        return narrowest(subject).stream().map(this::value).toList();
    }

    private List<Node> narrowest(Node node) {
        List<Node> types = objects(node, Terms.TYPE).stream()
                .filter(type -> type.isURI() && !type.equals(Terms.COLLECTION))
                .toList();
        List<Node> ours =
                types.stream().filter(type -> iris.contains(type.getURI())).toList();
        List<Node> candidates = ours.isEmpty() ? types : ours;
        return candidates.stream()
                .filter(type -> candidates.stream()
                        .noneMatch(other -> !other.equals(type) && published.contains(other, SUBCLASS_OF, type)))
                .toList();
    }

    private List<Text> lead(Node node) {
        Set<Text> lead = new LinkedHashSet<>();
        for (Node property : Labels.DESCRIPTIONS) {
            forReader(objects(node, property)).stream()
                    .filter(Node::isLiteral)
                    .map(texts::text)
                    .forEach(lead::add);
        }
        return List.copyOf(lead);
    }

    private List<Text> otherNames() {
        Set<Text> names = new LinkedHashSet<>();
        for (Node property : Labels.PROPERTIES) {
            objects(subject, property).stream()
                    .filter(Node::isLiteral)
                    .map(name -> new Text(name.getLiteralLexicalForm(), name.getLiteralLanguage()))
                    .forEach(names::add);
        }
        return names.size() < 2 ? List.of() : List.copyOf(names);
    }

    private List<Value> trail() {
        List<Value> trail = new ArrayList<>();
        String path = iris.pathOf(subject.getURI()).orElse("");
        int start = path.startsWith("id/") ? "id/".length() : 0;
        boolean listed = isCollection() || graph.contains(Node.ANY, Terms.MEMBER, subject);
        for (int slash = path.indexOf('/', start);
                slash > 0 && slash < path.length() - 1;
                slash = path.indexOf('/', slash + 1)) {
            String above = path.substring(0, path.startsWith("id/") ? slash + 1 : slash);
            Node node = iris.node(above);
            if (listed || graph.contains(node, Node.ANY, Node.ANY) || graph.contains(Node.ANY, Node.ANY, node)) {
                trail.add(Value.link(collectionName(node), site.link(above), false, ""));
            }
        }
        if (path.startsWith("id/") && !path.equals("id/")) {
            trail.add(0, Value.link(Text.of(message("page.everything")), site.link("id/"), false, ""));
        }
        return trail;
    }

    // What is said about it

    private List<Group> groups() {
        Set<Node> skipped = new HashSet<>(SHOWN_ABOVE);
        skipped.addAll(
                Set.of(Terms.MEMBER, Terms.MEMBER_ASSERTION, Terms.TOTAL_ITEMS, Terms.HAS_COLLECTION, Terms.VIEW));
        if (subject.equals(itself)) {
            skipped.add(Terms.LICENSE);
        }
        if (graph.contains(
                subject, Terms.IS_PART_OF, iris.node(everywhere.edition().path()))) {
            skipped.add(Terms.IS_PART_OF);
        }
        Set<Node> classes = Set.copyOf(objects(subject, Terms.TYPE));
        List<Row> plain = new ArrayList<>();
        List<Row> elsewhere = new ArrayList<>();
        Map<Row, Place> rowPlaces = new HashMap<>();
        TreeMap<Double, Map.Entry<Optional<Text>, List<Row>>> grouped = new TreeMap<>();
        for (Map.Entry<Node, List<Node>> property : byProperty(subject, skipped).entrySet()) {
            Place place = order.of(property.getKey(), classes);
            Row row = row(property.getKey(), place, property.getValue(), new HashSet<>(Set.of(subject)));
            rowPlaces.put(row, place);
            if (!place.group().isEmpty()) {
                grouped.computeIfAbsent(
                                place.groupOrder(),
                                any -> Map.entry(
                                        Labels.best(place.group(), texts.languages())
                                                .map(texts::text),
                                        new ArrayList<>()))
                        .getValue()
                        .add(row);
            } else if (ELSEWHERE.contains(property.getKey())) {
                elsewhere.add(row);
            } else {
                plain.add(row);
            }
        }
        Comparator<Row> placed = Comparator.comparingDouble(
                        (Row row) -> rowPlaces.get(row).order())
                .thenComparing(inOrder);
        List<Node> widerTypes = objects(subject, Terms.TYPE).stream()
                .filter(type ->
                        !type.equals(Terms.COLLECTION) && !narrowest(subject).contains(type))
                .toList();
        if (!widerTypes.isEmpty()) {
            Row row = row(Terms.TYPE, Place.NONE, widerTypes, new HashSet<>());
            rowPlaces.put(row, Place.NONE);
            plain.add(row);
        }
        List<Group> groups = new ArrayList<>();
        grouped.values().forEach(group -> {
            group.getValue().sort(placed);
            groups.add(new Group(group.getKey(), group.getValue()));
        });
        add(groups, groups.isEmpty() ? Optional.empty() : Optional.of(Text.of(message("page.further"))), plain, placed);
        add(groups, Optional.of(Text.of(message("page.elsewhere"))), elsewhere, placed);
        return groups;
    }

    private static void add(List<Group> groups, Optional<Text> name, List<Row> rows, Comparator<Row> order) {
        if (!rows.isEmpty()) {
            rows.sort(order);
            groups.add(new Group(name, rows));
        }
    }

    private Map<Node, List<Node>> byProperty(Node node, Set<Node> skipped) {
        Map<Node, List<Node>> properties = new LinkedHashMap<>();
        graph.find(node, Node.ANY, Node.ANY)
                .filterDrop(triple -> skipped.contains(triple.getPredicate()))
                .forEachRemaining(triple -> properties
                        .computeIfAbsent(triple.getPredicate(), any -> new ArrayList<>())
                        .add(triple.getObject()));
        return properties;
    }

    private Row row(Node property, Place place, Collection<Node> values, Set<Node> above) {
        List<Node> forReader = forReader(values);
        List<Value> others = values.stream()
                .filter(value -> !forReader.contains(value))
                .map(value -> value(value, above))
                .toList();
        List<Value> shown = forReader.stream()
                .map(value -> value(value, above))
                .sorted(byText())
                .toList();
        return new Row(propertyName(property, place), shown, others, values.size());
    }

    /** The name that the shape of the class has for it; the ontology's where that alone is in the reader's language. */
    private Value propertyName(Node property, Place place) {
        Value plain = value(property);
        List<Node> names = new ArrayList<>(place.names());
        if (!names.isEmpty()) {
            Labels.of(graph, property, texts.languages()).ifPresent(names::add);
        }
        return Labels.best(names, texts.languages())
                .map(texts::text)
                .map(name -> Value.link(name, plain.href(), plain.external(), plain.note()))
                .orElse(plain);
    }

    /** Of the same text in several languages, those in the reader's best; whatever has no language always. */
    private List<Node> forReader(Collection<Node> values) {
        List<Node> inLanguages = values.stream()
                .filter(value ->
                        value.isLiteral() && !value.getLiteralLanguage().isEmpty())
                .toList();
        String best = Labels.best(inLanguages, texts.languages())
                .map(Node::getLiteralLanguage)
                .orElse("");
        return values.stream()
                .filter(value -> !value.isLiteral()
                        || value.getLiteralLanguage().isEmpty()
                        || value.getLiteralLanguage().equals(best))
                .toList();
    }

    private Comparator<Value> byText() {
        Alphabet letters = everywhere.letters();
        // Dates by time; names by letter; everything without a link as it was said.
        return Comparator.comparing((Value value) -> value.time())
                .thenComparing(
                        value -> value.href().isEmpty() ? "" : value.text().text(), letters)
                // of one name: whatever order the store has, the same page has the same entity tag elsewhere
                .thenComparing(Value::href);
    }

    Value value(Node node) {
        return value(node, new HashSet<>());
    }

    private Value value(Node node, Set<Node> above) {
        if (node.isURI() && !isChecksum(node)) {
            String iri = node.getURI();
            return Value.link(name(node), site.href(iri), !site.isOurs(iri), iri);
        }
        if (node.isLiteral()) {
            return literal(node);
        }
        if (!node.isBlank() && !isChecksum(node) || !above.add(node) || above.size() > DEEPEST) {
            return Value.of(Text.of("…"));
        }
        List<Row> rows = rows(node, Set.of(), above);
        above.remove(node);
        return new Value(Text.of(""), "", false, "", "", rows);
    }

    private List<Row> rows(Node node, Set<Node> skipped, Set<Node> above) {
        Set<Node> classes = Set.copyOf(objects(node, Terms.TYPE));
        List<Map.Entry<Place, Row>> rows = new ArrayList<>();
        byProperty(node, skipped).forEach((property, values) -> {
            Place place = order.of(property, classes);
            rows.add(Map.entry(place, row(property, place, values, above)));
        });
        return rows.stream()
                .sorted(Comparator.<Map.Entry<Place, Row>>comparingDouble(
                                entry -> entry.getKey().groupOrder())
                        .thenComparingDouble(entry -> entry.getKey().order())
                        .thenComparing(Map.Entry::getValue, inOrder))
                .map(Map.Entry::getValue)
                .toList();
    }

    private Value literal(Node literal) {
        String datatype = PageTexts.datatype(literal);
        if (datatype.equals("anyURI")) {
            String iri = literal.getLiteralLexicalForm();
            // an address of ours is written out, such as a namespace: the words of a link are names
            return site.isOurs(iri) ? Value.of(Text.of(iri)) : Value.link(Text.of(iri), site.href(iri), true, "");
        }
        if (datatype.equals("boolean")) {
            boolean yes = literal.getLiteralLexicalForm().matches("\\s*(true|1)\\s*");
            return Value.of(Text.of(message(yes ? "value.yes" : "value.no")));
        }
        Optional<String> formatted = texts.formatted(literal);
        if (formatted.isPresent()) {
            String time =
                    PageTexts.isTime(literal) ? literal.getLiteralLexicalForm().strip() : "";
            return new Value(Text.of(formatted.get()), "", false, "", time, List.of());
        }
        String note = datatype.isEmpty() && !PageTexts.isText(literal)
                ? texts.name(NodeFactory.createURI(literal.getLiteralDatatypeURI()), site)
                        .text()
                : "";
        return new Value(texts.text(literal), "", false, note, "", List.of());
    }

    private List<Value> values(Node node, Node property) {
        return objects(node, property).stream().map(this::value).toList();
    }

    // What belongs to it

    private List<Counted> collections() {
        return objects(subject, Terms.HAS_COLLECTION).stream()
                .filter(collection -> collection.isURI() && !collection.equals(iris.node("id/")))
                .map(collection -> new Counted(
                        Value.link(
                                collectionName(collection), site.href(collection.getURI()), false, collection.getURI()),
                        number(collection, Terms.TOTAL_ITEMS).orElse(0),
                        kindOfMembers(collection).filter(this::isConcept).isPresent()))
                .sorted(Comparator.comparing(counted -> counted.link().text().text(), everywhere.letters()))
                .toList();
    }

    private boolean isConcept(Node type) {
        return CONCEPTS.contains(type)
                || CONCEPTS.stream().anyMatch(concept -> published.contains(type, SUBCLASS_OF, concept));
    }

    /** What others have without a name goes by that of ours for the same. */
    private Text name(Node node) {
        return site.isOurs(node.getURI()) || texts.label(node).isPresent()
                ? texts.name(node, site)
                : SAME.stream()
                        .flatMap(same -> published
                                .find(Node.ANY, same, node)
                                .mapWith(Triple::getSubject)
                                .filterKeep(ours -> ours.isURI() && iris.contains(ours.getURI()))
                                .toList()
                                .stream())
                        .min(Comparator.comparing(Node::getURI))
                        .flatMap(ours -> Labels.of(published, ours, texts.languages()))
                        .map(texts::text)
                        .orElseGet(() -> texts.name(node, site));
    }

    private List<Value> members() {
        return objects(subject, Terms.MEMBER).stream()
                .map(this::value)
                .sorted(byText())
                .toList();
    }

    /** It has a name for programs alone; people see it with the file. */
    private boolean isChecksum(Node node) {
        return graph.contains(node, Terms.TYPE, Terms.A_CHECKSUM);
    }

    private boolean isPart(Node node) {
        return node.isURI() && subject.isURI() && node.getURI().startsWith(subject.getURI() + "#");
    }

    /** Whether the document says of a node more than its name and that it points here. */
    private boolean isDescribed(Node node) {
        return graph.find(node, Node.ANY, Node.ANY)
                .filterDrop(triple -> SHOWN_ABOVE.contains(triple.getPredicate())
                                && !triple.getPredicate().equals(Terms.TYPE)
                        || triple.getObject().equals(subject))
                .hasNext();
    }

    private List<Chapter> chapters() {
        Set<Node> parts = new LinkedHashSet<>();
        graph.find().forEachRemaining(triple -> {
            Node node = triple.getSubject();
            if (node.isURI()
                    && !node.equals(subject)
                    && !node.getURI().equals(itself.getURI())
                    && !node.getURI().startsWith(itself.getURI() + "?page=")) {
                parts.add(node);
            }
        });
        Map<String, List<Section>> chapters = new TreeMap<>(everywhere.letters());
        Map<String, Text> titles = new HashMap<>();
        for (Node part : parts) {
            boolean collection = graph.contains(part, Terms.TYPE, Terms.COLLECTION);
            if (!collection && !isChecksum(part) && (isPart(part) || isDescribed(part))) {
                Text kind = kind(part);
                titles.put(kind.text(), kind);
                chapters.computeIfAbsent(kind.text(), any -> new ArrayList<>()).add(section(part));
            }
        }
        List<Chapter> result = new ArrayList<>();
        chapters.forEach((kind, sections) -> {
            sections.sort(Comparator.comparing(section -> section.title().text().text(), everywhere.letters()));
            result.add(new Chapter(
                    PageTexts.capitalised(titles.get(kind)),
                    sections.size() > MOST_SECTIONS ? sections.subList(0, MOST_SECTIONS) : sections,
                    sections.size()));
        });
        return result;
    }

    private Text kind(Node part) {
        return objects(part, Terms.TYPE).stream()
                .filter(Node::isURI)
                .min(Comparator.comparing((Node type) -> !iris.contains(type.getURI()))
                        .thenComparing(FUNCTIONAL::equals)
                        .thenComparing(Node::getURI))
                .map(type -> texts.name(type, site))
                .orElse(Text.of(message("page.others")));
    }

    private Section section(Node part) {
        String iri = part.getURI();
        int hash = iri.indexOf('#');
        String id = isPart(part) || hash >= 0 && iri.substring(0, hash).equals(iris.resolve("ontology"))
                ? iri.substring(hash + 1)
                : iris.pathOf(iri).orElse(iri).replace('#', '/'); // an address has one fragment
        List<Text> lead = lead(part);
        Set<Node> skipped = new HashSet<>(SHOWN_ABOVE);
        skipped.add(term("http://www.w3.org/2000/01/rdf-schema#isDefinedBy"));
        List<Row> rows = rows(part, skipped, new HashSet<>(Set.of(part)));
        return new Section(id, value(part), iri, lead, rows);
    }

    // What points to it

    private List<Row> incomingRows(List<Triple> incoming) {
        Map<Node, List<Node>> byProperty = new LinkedHashMap<>();
        for (Triple triple : incoming) {
            boolean claim = triple.getPredicate().equals(iris.node("ontology#about"));
            if (!(claim && document.page() == 1) && !isSaidAbove(triple)) {
                byProperty
                        .computeIfAbsent(triple.getPredicate(), any -> new ArrayList<>())
                        .add(triple.getSubject());
            }
        }
        List<Row> rows = new ArrayList<>();
        byProperty.forEach((property, subjects) -> {
            Value plain = value(property);
            Value name = Value.link(plain.text(), plain.href(), plain.external(), plain.note());
            rows.add(new Row(
                    name,
                    subjects.stream().map(this::value).sorted(byText()).toList(),
                    List.of(),
                    total(property).orElse(subjects.size())));
        });
        rows.sort(inOrder);
        return rows;
    }

    /** Whether the page shows this link already, from the other end. */
    private boolean isSaidAbove(Triple incoming) {
        return graph.find(subject, Node.ANY, incoming.getSubject())
                .filterKeep(triple -> published.contains(triple.getPredicate(), INVERSE_OF, incoming.getPredicate())
                        || published.contains(incoming.getPredicate(), INVERSE_OF, triple.getPredicate()))
                .hasNext();
    }

    private Optional<Integer> total(Node property) {
        for (Node links : objects(itself, Terms.HAS_COLLECTION)) {
            for (Node assertion : objects(links, Terms.MEMBER_ASSERTION)) {
                if (graph.contains(assertion, Terms.PROPERTY, property)
                        && graph.contains(assertion, Terms.OBJECT, subject)) {
                    return number(links, Terms.TOTAL_ITEMS);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Paging> paging() {
        return objects(itself, Terms.VIEW).stream()
                .findFirst()
                .map(view -> new Paging(
                        document.page(),
                        pageNumber(view, Terms.LAST),
                        pageLink(view, Terms.FIRST),
                        pageLink(view, Terms.PREVIOUS),
                        pageLink(view, Terms.NEXT),
                        pageLink(view, Terms.LAST)));
    }

    private String pageLink(Node view, Node property) {
        return objects(view, property).stream()
                .findFirst()
                .map(page -> site.link(document.path()
                        + page.getURI().substring(itself.getURI().length())))
                .orElse("");
    }

    private int pageNumber(Node view, Node property) {
        return objects(view, property).stream()
                .findFirst()
                .map(page -> Integer.parseInt(page.getURI().replaceFirst(".*[?&]page=([0-9]+).*", "$1")))
                .orElse(1);
    }

    // Where it comes from, and how to take it away

    private List<Download> downloads() {
        List<Download> downloads = new ArrayList<>();
        for (Representation representation : Representation.ALL) {
            representation
                    .syntax()
                    .ifPresent(syntax -> downloads.add(Download.of(
                            syntax,
                            site.file(iris.pathOf(addresses.of(representation, document.path(), Leaf.of(document)))
                                    .orElseThrow()))));
        }
        return downloads;
    }

    private Colophon colophon() {
        Node release = iris.node(everywhere.edition().path());
        String issued = everywhere.edition().issued().toString();
        Node date = NodeFactory.createLiteralDT(issued, XSDDatatype.XSDdateTime);
        Text title = title();
        return new Colophon(
                Value.link(
                        texts.label(release)
                                .orElse(Text.of(message(
                                        "page.release", everywhere.edition().number()))),
                        site.link(everywhere.edition().path()),
                        false,
                        release.getURI()),
                texts.formatted(date).orElse(issued),
                issued,
                values(itself, Terms.LICENSE),
                values(itself, Terms.SOURCE).stream().sorted(byText()).toList(),
                message(
                        "page.cite.form",
                        title.text(),
                        everywhere.edition().number(),
                        texts.day(everywhere.edition().issued()),
                        subject.getURI()));
    }

    private List<Node> objects(Node node, Node property) {
        return graph.find(node, property, Node.ANY).mapWith(Triple::getObject).toList();
    }

    private Optional<Integer> number(Node node, Node property) {
        return objects(node, property).stream()
                .filter(Node::isLiteral)
                .map(Node::getLiteralLexicalForm)
                .filter(lexical -> lexical.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .findFirst();
    }

    private String message(String key, Object... arguments) {
        return everywhere.message(key, arguments);
    }

    private static Node term(String iri) {
        return NodeFactory.createURI(iri);
    }
}
