package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a page says to search engines: the same facts in the words of schema.org, as compacted JSON-LD with one context.
 *
 * <p>What a thing is comes from the alignments of the ontology (a class of ours below one of schema.org), and for what the
 * vocabularies of the W3C describe from a table here. Only what is published is said, in the reader's language.
 */
final class StructuredData {

    private static final String SCHEMA = "http://schema.org/";
    private static final String SCHEMA_SECURE = "https://schema.org/";
    private static final String DCTERMS = "http://purl.org/dc/terms/";
    private static final String DCAT = "http://www.w3.org/ns/dcat#";
    private static final String SKOS = "http://www.w3.org/2004/02/skos/core#";
    private static final String FOAF = "http://xmlns.com/foaf/0.1/";
    private static final String OWL = "http://www.w3.org/2002/07/owl#";
    private static final String WGS = "http://www.w3.org/2003/01/geo/wgs84_pos#";
    private static final String DATA_SET = "Dataset";
    private static final String TERM_SET = "DefinedTermSet";

    /** Links to so many things of one kind are said; the page and the data have them all. */
    private static final int MOST = 40;

    private static final Node SUBCLASS_OF = Reading.iri("http://www.w3.org/2000/01/rdf-schema#subClassOf");

    /** The classes of other vocabularies in the words of schema.org, the most telling first. */
    private static final Map<Node, String> KINDS = new LinkedHashMap<>();

    static {
        // A collaboration of organisations towards a common aim: more than an organisation, which is what Project adds.
        KINDS.put(Reading.iri("http://www.w3.org/ns/org#OrganizationalCollaboration"), "Project");
        KINDS.put(Reading.iri(DCAT + "Catalog"), "DataCatalog");
        KINDS.put(Reading.iri(DCAT + "Dataset"), DATA_SET);
        KINDS.put(Reading.iri(DCAT + "DatasetSeries"), DATA_SET);
        KINDS.put(Reading.iri("http://rdfs.org/ns/void#Dataset"), DATA_SET);
        KINDS.put(Reading.iri("http://purl.org/linked-data/cube#DataSet"), DATA_SET);
        KINDS.put(Reading.iri(SKOS + "ConceptScheme"), TERM_SET);
        KINDS.put(Reading.iri(OWL + "Ontology"), TERM_SET);
        KINDS.put(Reading.iri(SKOS + "Concept"), "DefinedTerm");
    }

    private static final List<Node> SAME = List.of(Reading.iri(OWL + "sameAs"), Reading.iri(SKOS + "exactMatch"));

    private static final Set<String> WORKS = Set.of(DATA_SET, "DataCatalog", TERM_SET, "CreativeWork");
    private static final Set<String> PLACES = Set.of("Place", "City", "Country", "AdministrativeArea");

    /** ISO 639-3, as in the authority tables of the European Union, to BCP 47. */
    private static final Map<String, String> LANGUAGES = new HashMap<>();

    static {
        for (String language : Locale.getISOLanguages()) {
            LANGUAGES.put(Locale.forLanguageTag(language).getISO3Language(), language);
        }
    }

    private final JsonMapper json;
    private final Node subject;
    private final Graph document;
    private final ResourcePage page;
    private final Reading reading;

    private StructuredData(JsonMapper json, Node subject, Graph document, ResourcePage page, Reading reading) {
        this.json = json;
        this.subject = subject;
        this.document = document;
        this.page = page;
        this.reading = reading;
    }

    /**
     * The content of the script element of a page; no character in it can end the element.
     *
     * @param document what the document of the page says
     * @param canonical the page's address
     * @param description the page in a sentence or two
     */
    static String of(
            Node subject,
            Graph document,
            ResourcePage page,
            Reading reading,
            String canonical,
            String description,
            JsonMapper json) {
        return new StructuredData(json, subject, document, page, reading).written(canonical, description);
    }

    /** Of a page that no document stands behind: a search, a comparison. */
    static String ofTool(String name, String description, Reading reading, JsonMapper json) {
        String address = reading.site().address();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("@context", "https://schema.org");
        entry.put("@type", "WebPage");
        put(entry, "url", address);
        put(entry, "name", name);
        put(entry, "description", description);
        put(entry, "inLanguage", reading.locale().toLanguageTag());
        put(entry, "dateModified", reading.edition().issued().toString());
        put(
                entry,
                "isPartOf",
                reference(
                        "WebSite", reading.message("site.name"), reading.iris().base()));
        Map<String, Object> trail = new LinkedHashMap<>();
        trail.put("@type", "BreadcrumbList");
        trail.put(
                "itemListElement",
                List.of(step(1, reading.message("site.home"), reading.iris().base()), step(2, name, address)));
        put(entry, "breadcrumb", trail);
        return escaped(json.writeValueAsString(entry));
    }

    private String written(String canonical, String description) {
        List<Object> graph = new ArrayList<>();
        List<Object> things = things(description);
        graph.add(webPage(canonical, description, things.isEmpty() ? Optional.empty() : Optional.of(subject)));
        graph.addAll(things);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@context", "https://schema.org");
        document.put("@graph", graph);
        return escaped(json.writeValueAsString(document));
    }

    /** In JSON these characters stand in strings alone, where they may be written like this. */
    static String escaped(String json) {
        StringBuilder safe = new StringBuilder(json.length() + 64);
        for (int i = 0; i < json.length(); i++) {
            char letter = json.charAt(i);
            if (letter == '<' || letter == '>' || letter == '&' || letter == '\u2028' || letter == '\u2029') {
                safe.append(String.format("\\u%04x", (int) letter));
            } else {
                safe.append(letter);
            }
        }
        return safe.toString();
    }

    // The page

    private Map<String, Object> webPage(String canonical, String description, Optional<Node> about) {
        boolean home = subject.equals(reading.iris().node(""));
        boolean collection = page.total() > 0;
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("@type", home ? "WebSite" : collection ? "CollectionPage" : "WebPage");
        put(entry, "url", canonical);
        put(entry, "name", home ? reading.message("site.name") : page.title().text());
        put(entry, "description", description);
        put(entry, "inLanguage", reading.locale().toLanguageTag());
        put(entry, "dateModified", reading.edition().issued().toString());
        put(
                entry,
                "license",
                addresses(page.colophon().licenses().stream().map(Value::note).toList()));
        if (home) {
            entry.put("potentialAction", searching());
            return entry;
        }
        put(
                entry,
                "isPartOf",
                reference(
                        "WebSite", reading.message("site.name"), reading.iris().base()));
        put(entry, "breadcrumb", breadcrumb(canonical));
        about.ifPresent(thing -> put(entry, "mainEntity", Map.of("@id", thing.getURI())));
        if (collection) {
            entry.put("mainEntity", members());
        } else if (about.isEmpty()) {
            put(entry, "about", reference("Thing", page.title().text(), subject.getURI()));
        }
        put(entry, "isBasedOn", works(Terms.SOURCE));
        return entry;
    }

    private Map<String, Object> searching() {
        Map<String, Object> search = new LinkedHashMap<>();
        search.put("@type", "SearchAction");
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("@type", "EntryPoint");
        target.put("urlTemplate", reading.iris().resolve("search?q={words}"));
        search.put("target", target);
        search.put("query-input", "required name=words");
        return search;
    }

    private Map<String, Object> members() {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("@type", "ItemList");
        list.put("numberOfItems", page.total());
        List<Object> items = new ArrayList<>();
        for (Value member : page.members().stream()
                .filter(value -> !value.note().isEmpty())
                .limit(MOST)
                .toList()) {
            items.add(step(items.size() + 1, member.text().text(), member.note()));
        }
        put(list, "itemListElement", items);
        return list;
    }

    private Map<String, Object> breadcrumb(String canonical) {
        List<Object> steps = new ArrayList<>();
        steps.add(step(1, reading.message("site.home"), reading.iris().base()));
        for (Value step : page.trail()) {
            absolute(step.href())
                    .ifPresent(address ->
                            steps.add(step(steps.size() + 1, step.text().text(), address)));
        }
        steps.add(step(steps.size() + 1, page.title().text(), canonical));
        Map<String, Object> trail = new LinkedHashMap<>();
        trail.put("@type", "BreadcrumbList");
        trail.put("itemListElement", steps);
        return trail;
    }

    private static Map<String, Object> step(int position, String name, String address) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("@type", "ListItem");
        step.put("position", position);
        step.put("name", name);
        step.put("item", address);
        return step;
    }

    /** A link of the page, as an address of its own and without the reader's choice of language. */
    private Optional<String> absolute(String href) {
        String root = reading.site().root();
        return href.startsWith(root)
                ? Optional.of(
                        reading.iris().resolve(href.substring(root.length()).replaceFirst("[?#].*", "")))
                : Optional.empty();
    }

    // What it is about

    private List<Object> things(String description) {
        List<Object> things = new ArrayList<>();
        if (subject.equals(reading.iris().node(""))) {
            // Search engines look for data sets on the page where people land.
            for (String property : List.of(DCAT + "landingPage", FOAF + "homepage")) {
                for (Node landing : ordered(reading.subjects(Reading.iri(property), subject))) {
                    Optional<String> kind = kind(landing);
                    if (kind.filter(WORKS::contains).isPresent()) {
                        things.add(thing(landing, kind.get(), name(landing), description));
                    }
                }
            }
        } else if (subject.isURI()) {
            kind(subject)
                    .ifPresent(
                            kind -> things.add(thing(subject, kind, page.title().text(), description)));
        }
        return things;
    }

    /** The class of schema.org that says most; the nearest above the narrowest of ours. */
    private Optional<String> kind(Node node) {
        return kind(node, reading.graph());
    }

    /** The same in a graph. */
    static Optional<String> kind(Node node, Graph graph) {
        List<Node> types = objects(graph, node, Terms.TYPE);
        for (Map.Entry<Node, String> known : KINDS.entrySet()) {
            if (types.contains(known.getKey())) {
                return Optional.of(known.getValue());
            }
        }
        List<Node> narrowest = types.stream()
                .filter(type -> types.stream().noneMatch(other -> graph.contains(other, SUBCLASS_OF, type)))
                .toList();
        Set<Node> seen = new LinkedHashSet<>();
        Deque<Node> above = new ArrayDeque<>(narrowest);
        while (!above.isEmpty()) {
            Node type = above.remove();
            Optional<String> name = schemaName(type);
            if (name.isPresent()) {
                return name;
            }
            if (seen.add(type)) {
                above.addAll(objects(graph, type, SUBCLASS_OF));
            }
        }
        return Optional.empty();
    }

    private static List<Node> objects(Graph graph, Node subject, Node property) {
        return graph.find(subject, property, Node.ANY)
                .mapWith(Triple::getObject)
                .toList();
    }

    private static Optional<String> schemaName(Node type) {
        if (!type.isURI()) {
            return Optional.empty();
        }
        String name = type.getURI().replaceFirst("^https?://schema\\.org/", "");
        return name.matches("[A-Z][A-Za-z]+") ? Optional.of(name) : Optional.empty();
    }

    private Map<String, Object> thing(Node thing, String kind, String name, String fallback) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("@type", kind);
        entry.put("@id", thing.getURI());
        put(entry, "name", name);
        put(entry, "alternateName", otherNames(thing, name));
        put(
                entry,
                "description",
                reading.description(thing).map(Text::text).orElse(WORKS.contains(kind) ? fallback : ""));
        put(entry, "url", url(thing));
        put(entry, "sameAs", addresses(iris(thing, OWL + "sameAs", SKOS + "exactMatch")));
        put(entry, "identifier", literals(thing, DCTERMS + "identifier"));
        if (WORKS.contains(kind)) {
            work(thing, kind, entry);
        } else if (PLACES.contains(kind)) {
            put(entry, "geo", coordinates(thing));
            put(entry, "containedInPlace", references(around(thing), "Place"));
        } else if (kind.equals("DefinedTerm")) {
            put(entry, "termCode", literals(thing, SKOS + "notation"));
            put(entry, "inDefinedTermSet", references(nodes(thing, SKOS + "inScheme"), TERM_SET));
        } else {
            put(entry, "areaServed", references(reading.objects(thing, "partner"), "Place"));
            put(entry, "subjectOf", works(Reading.iri(FOAF + "page")));
        }
        return entry;
    }

    private void work(Node thing, String kind, Map<String, Object> entry) {
        List<String> licenses = iris(thing, DCTERMS + "license");
        put(
                entry,
                "license",
                addresses(
                        licenses.isEmpty() && reading.iris().contains(thing.getURI()) && !kind.equals("CreativeWork")
                                ? page.colophon().licenses().stream()
                                        .map(Value::note)
                                        .toList()
                                : licenses));
        put(entry, "creator", references(nodes(thing, DCTERMS + "creator"), "Organization"));
        put(entry, "publisher", references(nodes(thing, DCTERMS + "publisher"), "Organization"));
        put(entry, "datePublished", literals(thing, DCTERMS + "issued"));
        put(entry, "dateModified", literals(thing, DCTERMS + "modified"));
        put(entry, "version", literals(thing, DCAT + "version", OWL + "versionInfo"));
        put(entry, "inLanguage", languages(thing));
        put(
                entry,
                "keywords",
                reading.texts(thing, Reading.iri(DCAT + "keyword")).stream()
                        .map(Text::text)
                        .sorted()
                        .toList());
        put(entry, "about", references(nodes(thing, DCTERMS + "subject", FOAF + "primaryTopic"), "Thing"));
        put(entry, "isBasedOn", references(nodes(thing, DCTERMS + "source"), "CreativeWork"));
        switch (kind) {
            case DATA_SET -> {
                put(entry, "isAccessibleForFree", isOpen(thing));
                put(entry, "temporalCoverage", periods(thing));
                put(entry, "spatialCoverage", references(nodes(thing, DCTERMS + "spatial"), "Place"));
                put(
                        entry,
                        "includedInDataCatalog",
                        references(reading.subjects(Reading.iri(DCAT + "dataset"), thing), "DataCatalog"));
                put(entry, "isPartOf", references(nodes(thing, DCTERMS + "isPartOf", DCAT + "isVersionOf"), DATA_SET));
                put(entry, "distribution", distributions(thing));
            }
            case "DataCatalog" -> put(entry, "dataset", references(nodes(thing, DCAT + "dataset"), DATA_SET));
            case TERM_SET ->
                put(
                        entry,
                        "hasDefinedTerm",
                        references(reading.subjects(Reading.iri(SKOS + "topConceptOf"), thing), "DefinedTerm"));
            default ->
                put(
                        entry,
                        "isPartOf",
                        references(nodes(thing, DCTERMS + "isPartOf"), "CreativeWork").stream()
                                .filter(whole -> !whole.get("@id")
                                        .equals(reading.iris()
                                                .resolve(reading.edition().path())))
                                .toList());
        }
    }

    /** What the document says that the release does not: a file is made after it. */
    private void size(Node distribution, Map<String, Object> download) {
        document.find(distribution, Terms.BYTE_SIZE, Node.ANY)
                .mapWith(triple -> triple.getObject().getLiteralLexicalForm())
                .nextOptional()
                .ifPresent(bytes -> download.put("contentSize", bytes + " B"));
        document.find(distribution, Terms.CHECKSUM, Node.ANY)
                .mapWith(Triple::getObject)
                .nextOptional()
                .flatMap(checksum -> document.find(checksum, Terms.CHECKSUM_VALUE, Node.ANY)
                        .mapWith(triple -> triple.getObject().getLiteralLexicalForm())
                        .nextOptional())
                .ifPresent(sum -> download.put("sha256", sum));
    }

    /** As the authority table of the European Union says; nothing where nobody says it. */
    private Optional<Boolean> isOpen(Node dataset) {
        return nodes(dataset, DCTERMS + "accessRights").stream()
                        .anyMatch(rights -> rights.isURI() && rights.getURI().endsWith("/access-right/PUBLIC"))
                ? Optional.of(true)
                : Optional.empty();
    }

    /** From when to when, as ISO 8601 has it. */
    private List<String> periods(Node dataset) {
        List<String> periods = new ArrayList<>();
        for (Node period : nodes(dataset, DCTERMS + "temporal")) {
            List<String> start = literals(period, DCAT + "startDate");
            List<String> end = literals(period, DCAT + "endDate");
            if (!start.isEmpty() || !end.isEmpty()) {
                periods.add((start.isEmpty() ? ".." : start.get(0)) + "/" + (end.isEmpty() ? ".." : end.get(0)));
            }
        }
        return periods;
    }

    /** A graph can be taken away where it is described; what has distributions says where they are. */
    private List<Object> distributions(Node dataset) {
        List<Object> downloads = new ArrayList<>();
        for (Node distribution : nodes(dataset, DCAT + "distribution")) {
            Map<String, Object> download = new LinkedHashMap<>();
            download.put("@type", "DataDownload");
            put(download, "name", name(distribution));
            List<String> places = iris(distribution, DCAT + "downloadURL", DCAT + "accessURL");
            put(download, "contentUrl", places.stream().findFirst().orElse(""));
            put(
                    download,
                    "encodingFormat",
                    iris(distribution, DCAT + "mediaType").stream()
                            .map(type -> type.replaceFirst("^https?://www\\.iana\\.org/assignments/media-types/", ""))
                            .toList());
            size(distribution, download);
            downloads.add(download);
        }
        if (reading.shelf().data().containsGraph(dataset)) {
            page.downloads().forEach(file -> absolute(file.href()).ifPresent(address -> {
                Map<String, Object> download = new LinkedHashMap<>();
                download.put("@type", "DataDownload");
                download.put("contentUrl", address);
                download.put("encodingFormat", file.type());
                downloads.add(download);
            }));
        }
        return downloads;
    }

    private Optional<Map<String, Object>> coordinates(Node place) {
        List<Object> north = numbers(place, WGS + "lat");
        List<Object> east = numbers(place, WGS + "long");
        if (north.isEmpty() || east.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> point = new LinkedHashMap<>();
        point.put("@type", "GeoCoordinates");
        point.put("latitude", north.get(0));
        point.put("longitude", east.get(0));
        return Optional.of(point);
    }

    private List<Object> numbers(Node node, String property) {
        return reading.objects(node, Reading.iri(property)).stream()
                .filter(value -> value.isLiteral() && value.getLiteral().isWellFormed())
                .map(Node::getLiteralValue)
                .filter(Number.class::isInstance)
                .map(Object.class::cast)
                .toList();
    }

    private Collection<Node> around(Node place) {
        Set<Node> wholes = new LinkedHashSet<>();
        for (String property : List.of("region", "country", "within")) {
            reading.objects(place, property).stream()
                    .filter(whole -> whole.isURI() && !whole.equals(place))
                    .forEach(wholes::add);
        }
        return wholes;
    }

    private List<Map<String, Object>> works(Node property) {
        return references(
                reading.objects(subject, property).stream().filter(Node::isURI).toList(), "CreativeWork");
    }

    private List<String> otherNames(Node node, String name) {
        Set<String> names = new LinkedHashSet<>();
        List<Node> properties = new ArrayList<>(Labels.PROPERTIES);
        properties.add(Reading.iri(SKOS + "altLabel"));
        for (Node property : properties) {
            reading.objects(node, property).stream()
                    .filter(Node::isLiteral)
                    .map(Node::getLiteralLexicalForm)
                    .forEach(names::add);
        }
        names.remove(name);
        return names.stream().sorted().toList();
    }

    /** Where a work of others can be read; the page of anything else. */
    private String url(Node node) {
        return iris(node, SCHEMA + "url", SCHEMA_SECURE + "url").stream()
                .filter(StructuredData::isAddress)
                .findFirst()
                .orElse(node.getURI());
    }

    private List<String> languages(Node work) {
        return iris(work, DCTERMS + "language").stream()
                .map(iri -> iri.substring(iri.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT))
                .filter(LANGUAGES::containsKey)
                .map(LANGUAGES::get)
                .sorted()
                .toList();
    }

    // The parts it is made of

    private static List<Node> ordered(List<Node> nodes) {
        return nodes.stream()
                .filter(Node::isURI)
                .sorted(Comparator.comparing(Node::getURI))
                .toList();
    }

    private List<Node> nodes(Node node, String... properties) {
        List<Node> nodes = new ArrayList<>();
        for (String property : properties) {
            reading.objects(node, Reading.iri(property)).stream()
                    .filter(object -> object.isURI() || object.isBlank())
                    .forEach(nodes::add);
        }
        return nodes;
    }

    private List<String> iris(Node node, String... properties) {
        return nodes(node, properties).stream()
                .filter(Node::isURI)
                .map(Node::getURI)
                .toList();
    }

    private List<String> literals(Node node, String... properties) {
        Set<String> texts = new LinkedHashSet<>();
        for (String property : properties) {
            reading.objects(node, Reading.iri(property)).stream()
                    .filter(Node::isLiteral)
                    .map(Node::getLiteralLexicalForm)
                    .forEach(texts::add);
        }
        return texts.stream().sorted().toList();
    }

    private static List<String> addresses(Collection<String> iris) {
        return iris.stream()
                .filter(StructuredData::isAddress)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isAddress(String iri) {
        return iri.startsWith("http://") || iri.startsWith("https://");
    }

    private String name(Node node) {
        return reading.name(node).text();
    }

    /** In the order of their names, so that every instance writes the same page. */
    private List<Map<String, Object>> references(Collection<Node> nodes, String kind) {
        return nodes.stream()
                .filter(node -> node.isURI() && isAddress(node.getURI()))
                .distinct()
                .map(node -> reference(node, kind))
                .sorted(Comparator.comparing(reference -> reference.get("name") + " " + reference.get("@id")))
                .limit(MOST)
                .toList();
    }

    /** Named where it has a name here, under its own IRI or that of ours for the same thing. */
    private Map<String, Object> reference(Node node, String kind) {
        Optional<Node> named = SAME.stream()
                .flatMap(same -> reading.subjects(same, node).stream())
                .findFirst()
                .filter(ours -> reading.texts().label(node).isEmpty());
        Node known = named.orElse(node);
        String name = known.getURI().startsWith(reading.iris().base())
                ? name(known)
                : reading.texts().label(known).map(Text::text).orElse("");
        return reference(kind(known).orElse(kind), name, node.getURI());
    }

    private static Map<String, Object> reference(String kind, String name, String iri) {
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("@type", kind);
        reference.put("@id", iri);
        put(reference, "name", name);
        return reference;
    }

    /** One value plain, several as a list, none not at all. */
    private static void put(Map<String, Object> entry, String property, Object value) {
        Object content = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (content instanceof Collection<?> several) {
            content = several.size() == 1 ? several.iterator().next() : several;
        }
        if (content != null
                && !(content instanceof String text && text.isBlank())
                && !(content instanceof Collection<?> none && none.isEmpty())) {
            entry.put(property, content);
        }
    }
}
