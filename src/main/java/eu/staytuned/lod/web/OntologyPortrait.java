package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Row;
import eu.staytuned.lod.web.ResourcePage.Value;
import eu.staytuned.lod.web.ShapeRules.Rule;
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
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The ontology as documentation: its classes with their properties and the rules for them, made from what it says itself. */
@Component
class OntologyPortrait implements Portrait {

    private static final String OWL = "http://www.w3.org/2002/07/owl#";
    private static final String RDFS = "http://www.w3.org/2000/01/rdf-schema#";
    private static final String SCHEMA = "http://schema.org/";
    private static final Node ONTOLOGY = Reading.iri(OWL + "Ontology");
    private static final Node CLASS = Reading.iri(OWL + "Class");
    private static final Node OBJECT_PROPERTY = Reading.iri(OWL + "ObjectProperty");
    private static final Node DEFINED_BY = Reading.iri(RDFS + "isDefinedBy");
    private static final Node SUB_CLASS = Reading.iri(RDFS + "subClassOf");
    private static final Node SUB_PROPERTY = Reading.iri(RDFS + "subPropertyOf");
    private static final Node INVERSE = Reading.iri(OWL + "inverseOf");
    private static final Node DOMAIN = Reading.iri(SCHEMA + "domainIncludes");
    private static final Node RANGE = Reading.iri(SCHEMA + "rangeIncludes");
    private static final Node STATUS = Reading.iri("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status");
    private static final Node PRIOR = Reading.iri(OWL + "priorVersion");
    private static final Node VERSION = Reading.iri(OWL + "versionInfo");
    private static final Node CHANGE = Portraits.skos("changeNote");
    private static final int MOST_VERSIONS = 50;

    private static final List<Node> CLASS_ROWS = List.of(
            SUB_CLASS,
            Reading.iri(OWL + "equivalentClass"),
            Reading.iri(OWL + "disjointWith"),
            Portraits.skos("exactMatch"),
            Portraits.skos("closeMatch"),
            Portraits.skos("broadMatch"),
            Portraits.skos("scopeNote"),
            Portraits.skos("example"),
            CHANGE);
    private static final List<Node> PROPERTY_ROWS = List.of(
            DOMAIN,
            Reading.iri(RDFS + "domain"),
            RANGE,
            Reading.iri(RDFS + "range"),
            SUB_PROPERTY,
            INVERSE,
            Reading.iri(OWL + "equivalentProperty"),
            Portraits.skos("exactMatch"),
            Portraits.skos("closeMatch"),
            Portraits.skos("broadMatch"),
            Portraits.skos("scopeNote"),
            Portraits.skos("example"),
            CHANGE);
    private static final List<Node> ABOUT = List.of(
            Reading.iri("http://purl.org/vocab/vann/preferredNamespaceUri"),
            Reading.iri("http://purl.org/vocab/vann/preferredNamespacePrefix"),
            VERSION,
            Reading.iri("http://purl.org/dc/terms/issued"),
            Reading.iri("http://purl.org/dc/terms/modified"),
            STATUS,
            Reading.iri("http://purl.org/dc/terms/creator"),
            Reading.iri("http://purl.org/dc/terms/publisher"),
            Terms.LICENSE);

    private final Questions questions;
    private volatile @Nullable Known known;

    OntologyPortrait(Questions questions) {
        this.questions = questions;
    }

    private record Known(Edition edition, ShapeRules rules) {}

    /**
     * A class or a property.
     *
     * @param id its fragment
     * @param status empty where it is stable or nothing is said
     * @param successors what to use instead, where it is deprecated
     * @param rows what else the ontology says
     * @param asked what the properties of the class are and what the shapes ask of them
     * @param questions whose text names it
     */
    public record Term(
            String id,
            Text name,
            String iri,
            List<Text> definition,
            String status,
            boolean deprecated,
            List<Value> successors,
            List<Row> rows,
            List<Asked> asked,
            List<Value> questions) {}

    /**
     * A property of a class.
     *
     * @param kinds what its values are
     * @param least how many values there are at least
     * @param most how many values there are at most; 0 where there is no limit
     * @param messages what an author is told
     * @param strict whether a release is refused otherwise
     */
    public record Asked(
            Value property,
            boolean inverse,
            List<Value> kinds,
            boolean ruled,
            int least,
            int most,
            List<Text> messages,
            boolean strict) {}

    /** Terms of one sort, under a heading that a message names. */
    public record Part(String name, List<Term> terms) {}

    /** A version, the current one first. */
    public record Version(Value link, String number, List<Text> changes, boolean current) {}

    /** A vocabulary of others, and what is taken from it. */
    public record Reused(String prefix, String namespace, List<Value> terms) {}

    /** The rules for a class that is not ours. */
    public record Foreign(Value type, List<Asked> asked) {}

    @Override
    public boolean suits(Node subject, Reading reading) {
        return reading.isA(subject, ONTOLOGY) && reading.graph().contains(Node.ANY, DEFINED_BY, subject);
    }

    @Override
    public String template() {
        return "ontology";
    }

    @Override
    public Map<String, Object> content(Node subject, Reading reading) {
        Documentation documentation = new Documentation(subject, reading, rules(reading), questions);
        return documentation.content();
    }

    private ShapeRules rules(Reading reading) {
        Known current = known;
        if (current == null || !current.edition().equals(reading.edition())) {
            current = new Known(reading.edition(), ShapeRules.of(reading.shelf()));
            known = current;
        }
        return current.rules();
    }

    /** The documentation for one reader. */
    private static final class Documentation {

        private final Node ontology;
        private final Reading reading;
        private final ShapeRules rules;
        private final Questions questions;
        private final String namespace;
        private final List<Node> classes = new ArrayList<>();
        private final List<Node> properties = new ArrayList<>();
        private final Map<Node, List<Node>> byDomain = new HashMap<>();
        private final Map<Node, Value> links = new HashMap<>();
        private final Set<Node> foreign = new LinkedHashSet<>();

        Documentation(Node ontology, Reading reading, ShapeRules rules, Questions questions) {
            this.questions = questions;
            this.ontology = ontology;
            this.reading = reading;
            this.rules = rules;
            this.namespace = ontology.getURI() + "#";
            List<Node> terms = reading.subjects(DEFINED_BY, ontology).stream()
                    .filter(term -> term.isURI() && term.getURI().startsWith(namespace))
                    .distinct()
                    .toList();
            for (Node term : terms) {
                if (reading.isA(term, CLASS)) {
                    classes.add(term);
                } else if (reading.graph().find(term, Terms.TYPE, Node.ANY).toList().stream()
                        .anyMatch(type -> type.getObject().isURI()
                                && type.getObject().getURI().endsWith("Property"))) {
                    properties.add(term);
                }
            }
            for (Node property : properties) {
                reading.objects(property, DOMAIN)
                        .forEach(type -> byDomain.computeIfAbsent(type, any -> new ArrayList<>())
                                .add(property));
            }
        }

        Map<String, Object> content() {
            Map<String, Object> content = new HashMap<>();
            List<Node> concepts = classes.stream().filter(this::isKindOfConcept).toList();
            List<Node> things =
                    classes.stream().filter(type -> !concepts.contains(type)).toList();
            List<Part> parts = new ArrayList<>();
            part("classes", things, CLASS_ROWS, parts);
            part("concepts", concepts, CLASS_ROWS, parts);
            part("links", properties.stream().filter(this::isLink).toList(), PROPERTY_ROWS, parts);
            part(
                    "values",
                    properties.stream().filter(property -> !isLink(property)).toList(),
                    PROPERTY_ROWS,
                    parts);
            Set<String> shown = new HashSet<>();
            parts.forEach(part -> part.terms().forEach(term -> shown.add(term.id())));
            content.put("parts", parts);
            content.put("shown", shown);
            content.put(
                    "deprecated",
                    parts.stream()
                            .flatMap(part -> part.terms().stream())
                            .filter(Term::deprecated)
                            .toList());
            content.put("facts", rows(ontology, ABOUT));
            content.put("versions", versions());
            content.put("diagram", diagram(things));
            content.put("foreign", foreignRules());
            content.put("reused", reused());
            content.put("shapes", reading.site().link("shapes"));
            return content;
        }

        private boolean isKindOfConcept(Node type) {
            return reading.graph().contains(type, SUB_CLASS, Portraits.CONCEPT);
        }

        private boolean isLink(Node property) {
            return reading.isA(property, OBJECT_PROPERTY);
        }

        private void part(String name, Collection<Node> nodes, List<Node> rows, List<Part> parts) {
            if (!nodes.isEmpty()) {
                parts.add(new Part(
                        name,
                        nodes.stream()
                                .map(node -> term(node, rows))
                                .sorted(Comparator.comparing(term -> Value.of(term.name()), reading.byText()))
                                .toList()));
            }
        }

        private Term term(Node node, List<Node> properties) {
            boolean deprecated = reading.object(node, Terms.DEPRECATED)
                    .filter(Node::isLiteral)
                    .map(value -> value.getLiteralLexicalForm().equals("true"))
                    .orElse(false);
            String status = reading.object(node, STATUS)
                    .filter(Node::isLiteral)
                    .map(Node::getLiteralLexicalForm)
                    .filter(text -> !text.equals("stable"))
                    .orElse("");
            return new Term(
                    id(node),
                    reading.name(node),
                    node.getURI(),
                    reading.description(node).stream().toList(),
                    status,
                    deprecated,
                    reading.objects(node, Terms.IS_REPLACED_BY).stream()
                            .map(this::link)
                            .toList(),
                    rows(node, properties),
                    reading.isA(node, CLASS) ? asked(node) : List.of(),
                    questions.about(node, reading));
        }

        private List<Row> rows(Node node, List<Node> properties) {
            List<Row> rows = new ArrayList<>();
            for (Node property : properties) {
                Portraits.row(node, property, reading).ifPresent(row -> {
                    Value name = Value.of(row.property().text());
                    rows.add(new Row(
                            name,
                            row.values().stream()
                                    .map(value -> value.note().isEmpty() ? value : link(Reading.iri(value.note())))
                                    .toList(),
                            List.of(),
                            row.total()));
                });
            }
            return rows;
        }

        private String id(Node term) {
            return term.getURI().substring(namespace.length());
        }

        /** Ours on this page; those of others where they are. */
        private Value link(Node term) {
            return links.computeIfAbsent(term, any -> {
                if (!term.isURI()) {
                    return reading.link(term);
                }
                if (term.getURI().startsWith(namespace)) {
                    return Value.link(reading.name(term), "#" + id(term), false, "");
                }
                if (!reading.iris().contains(term.getURI())) {
                    foreign.add(term);
                }
                Value value = reading.link(term);
                return Value.link(value.text(), value.href(), value.external(), "");
            });
        }

        // Rules

        /** What the shapes ask, in their order, and then what the ontology has for the class besides. */
        private List<Asked> asked(Node type) {
            List<Asked> asked = new ArrayList<>();
            List<Rule> ruled = rules.byClass().getOrDefault(type, List.of());
            ruled.forEach(rule -> asked.add(asked(rule)));
            byDomain.getOrDefault(type, List.of()).stream()
                    .filter(property ->
                            ruled.stream().noneMatch(rule -> rule.property().equals(property) && !rule.inverse()))
                    .map(property ->
                            new Asked(link(property), false, kinds(property, List.of()), false, 0, 0, List.of(), false))
                    .sorted(Comparator.comparing(Asked::property, reading.byText()))
                    .forEach(asked::add);
            return asked;
        }

        private Asked asked(Rule rule) {
            return new Asked(
                    link(rule.property()),
                    rule.inverse(),
                    kinds(rule.property(), rule.kinds()),
                    true,
                    rule.least(),
                    rule.most().orElse(0),
                    messages(rule.messages()),
                    rule.strict());
        }

        private List<Value> kinds(Node property, List<Node> kinds) {
            List<Node> found = kinds.isEmpty() ? reading.objects(property, RANGE) : kinds;
            return found.stream().distinct().map(this::link).toList();
        }

        /** Each message in the language that suits best; a shape has one in several, and a property may have several shapes. */
        private List<Text> messages(List<Node> messages) {
            String best = Labels.best(messages, reading.texts().languages())
                    .map(Node::getLiteralLanguage)
                    .orElse("");
            return messages.stream()
                    .filter(message -> message.getLiteralLanguage().equals(best))
                    .map(reading.texts()::text)
                    .distinct()
                    .toList();
        }

        private List<Foreign> foreignRules() {
            return rules.byClass().entrySet().stream()
                    .filter(entry -> entry.getKey().isURI()
                            && !entry.getKey().getURI().startsWith(namespace)
                            && !entry.getValue().isEmpty())
                    .map(entry -> new Foreign(
                            link(entry.getKey()),
                            entry.getValue().stream().map(this::asked).toList()))
                    .sorted(Comparator.comparing(Foreign::type, reading.byText()))
                    .toList();
        }

        // Versions, and what others define

        private List<Version> versions() {
            List<Version> versions = new ArrayList<>();
            Set<Node> seen = new HashSet<>();
            Optional<Node> version = reading.object(ontology, Terms.VERSION_IRI).filter(Node::isURI);
            boolean current = true;
            while (version.isPresent() && seen.add(version.get()) && versions.size() < MOST_VERSIONS) {
                Node node = version.get();
                Node graph = current ? Quad.defaultGraphIRI : node;
                versions.add(new Version(
                        reading.link(node),
                        said(graph, VERSION)
                                .map(Node::getLiteralLexicalForm)
                                .orElseGet(() -> Labels.fromIri(node.getURI())),
                        current ? reading.texts(ontology, CHANGE) : List.of(),
                        current));
                version = said(graph, PRIOR).filter(Node::isURI);
                current = false;
            }
            return versions;
        }

        private Optional<Node> said(Node graph, Node property) {
            Stream<Node> found = graph.equals(Quad.defaultGraphIRI)
                    ? reading.objects(ontology, property).stream()
                    : reading
                            .shelf()
                            .data()
                            .getGraph(graph)
                            .find(ontology, property, Node.ANY)
                            .mapWith(Triple::getObject)
                            .toList()
                            .stream();
            return found.findFirst();
        }

        private List<Reused> reused() {
            Map<String, String> prefixes = new HashMap<>();
            reading.shelf()
                    .data()
                    .prefixes()
                    .forEach((prefix, uri) ->
                            prefixes.merge(uri, prefix, (one, other) -> one.compareTo(other) <= 0 ? one : other));
            Map<String, List<Value>> byNamespace = new TreeMap<>();
            for (Node term : List.copyOf(foreign)) {
                String iri = term.getURI();
                String start = iri.substring(0, Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1);
                if (prefixes.containsKey(start)) {
                    byNamespace.computeIfAbsent(start, any -> new ArrayList<>()).add(link(term));
                }
            }
            List<Reused> reused = new ArrayList<>();
            byNamespace.forEach((uri, terms) -> reused.add(new Reused(
                    prefixes.get(uri),
                    uri,
                    terms.stream().sorted(reading.byText()).toList())));
            reused.sort(Comparator.comparing(Reused::prefix));
            return reused;
        }

        // The diagram

        private Optional<ClassDiagram> diagram(List<Node> things) {
            Map<Node, List<ClassDiagram.Link>> linksOf = new LinkedHashMap<>();
            Set<Node> linked = new LinkedHashSet<>();
            for (Node property : properties) {
                if (!isLink(property) || reading.graph().contains(property, INVERSE, Node.ANY)) {
                    continue;
                }
                for (Node from : reading.objects(property, DOMAIN)) {
                    for (Node to : reading.objects(property, RANGE)) {
                        if (things.contains(from) && things.contains(to)) {
                            linksOf.computeIfAbsent(from, any -> new ArrayList<>())
                                    .add(new ClassDiagram.Link(id(property), reading.name(property), id(to)));
                            linked.add(from);
                            linked.add(to);
                        }
                    }
                }
            }
            if (linked.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(ClassDiagram.of(linked.stream()
                    .map(type -> new ClassDiagram.Type(
                            id(type),
                            reading.name(type),
                            linksOf.getOrDefault(type, List.of()).stream()
                                    .sorted(Comparator.comparing(link -> Value.of(link.name()), reading.byText()))
                                    .toList()))
                    .toList()));
        }
    }
}
