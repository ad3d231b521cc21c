package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Terms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.springframework.http.MediaType;

/**
 * A dataset in the terms of the DataCite Metadata Schema (kernel 4.7), as repositories and managers of references exchange it in
 * JSON. Nothing of ours has a DOI: what identifies it is its address.
 */
final class DataCite {

    static final MediaType TYPE = MediaType.parseMediaType("application/vnd.datacite.datacite+json");

    /** What follows the path of a dataset in the address. */
    static final String EXTENSION = ".datacite.json";

    private static final String DCTERMS = "http://purl.org/dc/terms/";
    private static final String DCAT = "http://www.w3.org/ns/dcat#";
    private static final String FOAF = "http://xmlns.com/foaf/0.1/";
    private static final String RDFS = "http://www.w3.org/2000/01/rdf-schema#";
    private static final String VOID = "http://rdfs.org/ns/void#";
    private static final String ENGLISH = "en";
    private static final Node A_DATASET = iri(DCAT + "Dataset");

    private static final Pattern CREATIVE_COMMONS =
            Pattern.compile("https?://creativecommons\\.org/licenses/([a-z-]+)/(\\d\\.\\d)/?");

    /** What a dataset is, by the authority table of the European Union. */
    private static final Map<String, String> KINDS =
            Map.of("STATISTICAL", "Statistical data", "THESAURUS", "Thesaurus", "ONTOLOGY", "Ontology");

    private final Graph published;
    private final IriSpace iris;
    private final Node dataset;

    private DataCite(Graph published, IriSpace iris, Node dataset) {
        this.published = published;
        this.iris = iris;
        this.dataset = dataset;
    }

    /** Whether something is a dataset of the catalogue or a version of one. */
    static boolean describes(Graph published, Node subject, IriSpace iris) {
        return hasAddress(subject, iris) && published.contains(subject, Terms.TYPE, A_DATASET);
    }

    private static boolean hasAddress(Node subject, IriSpace iris) {
        return subject.isURI()
                && iris.pathOf(subject.getURI())
                        .filter(path -> path.matches("dataset/[a-z0-9-]+|releases/[1-9][0-9]*"))
                        .isPresent();
    }

    /** The datasets that a document is about, or the landing page of. */
    static List<Node> datasets(Graph document, Node subject, IriSpace iris) {
        List<Node> datasets = new ArrayList<>();
        if (describes(document, subject, iris)) {
            datasets.add(subject);
        }
        document.find(Node.ANY, Terms.LANDING_PAGE, subject)
                .mapWith(Triple::getSubject)
                .filterKeep(dataset -> hasAddress(dataset, iris))
                .forEachRemaining(datasets::add);
        return datasets;
    }

    /** The address of what is said about a dataset here. */
    static String address(Node dataset) {
        return dataset.getURI() + EXTENSION;
    }

    /** What is said about a dataset. */
    static Map<String, Object> of(Graph published, Node dataset, IriSpace iris) {
        return new DataCite(published, iris, dataset).written();
    }

    private Map<String, Object> written() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", dataset.getURI());
        entry.put("url", dataset.getURI());
        entry.put("types", types());
        entry.put("creators", agents("creator"));
        entry.put("titles", titles());
        agents("publisher").stream().findFirst().ifPresent(publisher -> entry.put("publisher", publisher(publisher)));
        texts(dataset, DCTERMS + "issued").findFirst().ifPresent(issued -> entry.put("publicationYear", year(issued)));
        put(entry, "subjects", subjects());
        put(entry, "dates", dates());
        entry.put("language", ENGLISH);
        entry.put("identifiers", identifiers());
        put(
                entry,
                "sizes",
                texts(dataset, VOID + "triples")
                        .map(count -> count + " statements")
                        .toList());
        put(entry, "formats", formats());
        texts(dataset, DCAT + "version").findFirst().ifPresent(version -> entry.put("version", version));
        put(
                entry,
                "rightsList",
                nodes(dataset, DCTERMS + "license").stream()
                        .map(DataCite::rights)
                        .toList());
        put(entry, "descriptions", descriptions());
        put(entry, "geoLocations", places());
        put(entry, "relatedIdentifiers", related());
        entry.put("schemaVersion", "http://datacite.org/schema/kernel-4");
        return entry;
    }

    private Map<String, Object> types() {
        return map(
                "resourceTypeGeneral",
                "Dataset",
                "resourceType",
                nodes(dataset, DCTERMS + "type").stream()
                        .map(type -> KINDS.get(local(type)))
                        .filter(kind -> kind != null)
                        .findFirst()
                        .orElse("Linked data"));
    }

    private List<Map<String, Object>> agents(String role) {
        return nodes(dataset, DCTERMS + role).stream()
                .map(agent -> map(
                        "name",
                        name(agent).orElse(agent.getURI()),
                        "nameType",
                        "Organizational",
                        "nameIdentifiers",
                        List.of(map("nameIdentifier", agent.getURI(), "nameIdentifierScheme", "URL"))))
                .toList();
    }

    private static Map<String, Object> publisher(Map<String, Object> agent) {
        Map<?, ?> identifier = (Map<?, ?>) ((List<?>) agent.get("nameIdentifiers")).get(0);
        return map(
                "name",
                agent.get("name"),
                "publisherIdentifier",
                identifier.get("nameIdentifier"),
                "publisherIdentifierScheme",
                "URL");
    }

    private List<Map<String, Object>> titles() {
        List<Map<String, Object>> titles = new ArrayList<>();
        for (Node title : literals(dataset, DCTERMS + "title")) {
            Map<String, Object> entry = map("title", title.getLiteralLexicalForm());
            put(entry, "lang", title.getLiteralLanguage());
            if (!titles.isEmpty()) {
                entry.put("titleType", "TranslatedTitle");
            }
            titles.add(entry);
        }
        return titles;
    }

    private List<Map<String, Object>> descriptions() {
        return literals(dataset, DCTERMS + "description").stream()
                .map(text -> {
                    Map<String, Object> entry =
                            map("description", text.getLiteralLexicalForm(), "descriptionType", "Abstract");
                    put(entry, "lang", text.getLiteralLanguage());
                    return entry;
                })
                .toList();
    }

    private List<Map<String, Object>> subjects() {
        List<Map<String, Object>> subjects = new ArrayList<>();
        for (Node keyword : literals(dataset, DCAT + "keyword")) {
            Map<String, Object> entry = map("subject", keyword.getLiteralLexicalForm());
            put(entry, "lang", keyword.getLiteralLanguage());
            subjects.add(entry);
        }
        for (Node theme : nodes(dataset, DCAT + "theme")) {
            name(theme)
                    .ifPresent(name -> subjects.add(map(
                            "subject",
                            name,
                            "subjectScheme",
                            "EU data themes",
                            "schemeUri",
                            "http://publications.europa.eu/resource/authority/data-theme",
                            "valueUri",
                            theme.getURI(),
                            "lang",
                            ENGLISH)));
        }
        return subjects;
    }

    private List<Map<String, Object>> dates() {
        List<Map<String, Object>> dates = new ArrayList<>();
        texts(dataset, DCTERMS + "issued").forEach(date -> dates.add(map("date", date, "dateType", "Issued")));
        texts(dataset, DCTERMS + "modified").forEach(date -> dates.add(map("date", date, "dateType", "Updated")));
        for (Node period : nodes(dataset, DCTERMS + "temporal")) {
            Optional<String> start = texts(period, DCAT + "startDate").findFirst();
            Optional<String> end = texts(period, DCAT + "endDate").findFirst();
            if (start.isPresent() && end.isPresent()) {
                dates.add(map("date", start.get() + "/" + end.get(), "dateType", "Coverage"));
            }
        }
        return dates;
    }

    private List<Map<String, Object>> identifiers() {
        List<Map<String, Object>> identifiers = new ArrayList<>();
        identifiers.add(map("identifier", dataset.getURI(), "identifierType", "URL"));
        texts(dataset, DCTERMS + "identifier")
                .filter(text -> text.startsWith("sha256:"))
                .forEach(text -> identifiers.add(map(
                        "identifier", text.substring("sha256:".length()), "identifierType", "SHA-256 of the sources")));
        return identifiers;
    }

    private List<String> formats() {
        return nodes(dataset, DCAT + "distribution").stream()
                .flatMap(distribution -> nodes(distribution, DCAT + "mediaType").stream())
                .map(type -> type.getURI().replaceFirst("^https?://www\\.iana\\.org/assignments/media-types/", ""))
                .distinct()
                .sorted()
                .toList();
    }

    private static Map<String, Object> rights(Node licence) {
        Map<String, Object> rights = map("rightsUri", licence.getURI());
        Matcher known = CREATIVE_COMMONS.matcher(licence.getURI());
        if (known.matches()) {
            String name = "CC-" + known.group(1).toUpperCase(Locale.ROOT) + "-" + known.group(2);
            rights.put("rights", name);
            rights.put("rightsIdentifier", name.toLowerCase(Locale.ROOT));
            rights.put("rightsIdentifierScheme", "SPDX");
            rights.put("schemeUri", "https://spdx.org/licenses/");
        }
        return rights;
    }

    private List<Map<String, Object>> places() {
        return nodes(dataset, DCTERMS + "spatial").stream()
                .flatMap(place -> name(place).stream())
                .sorted()
                .map(name -> map("geoLocationPlace", name))
                .toList();
    }

    private List<Map<String, Object>> related() {
        List<Map<String, Object>> related = new ArrayList<>();
        relate(related, nodes(dataset, DCAT + "isVersionOf"), "IsVersionOf");
        relate(related, nodes(dataset, DCAT + "hasCurrentVersion"), "HasVersion");
        relate(related, nodes(dataset, DCAT + "previousVersion"), "IsNewVersionOf");
        relate(related, subjects(DCAT + "previousVersion"), "IsPreviousVersionOf");
        relate(related, subjects(DCAT + "dataset"), "IsPartOf");
        relate(related, nodes(dataset, DCTERMS + "source"), "IsDerivedFrom");
        relate(related, nodes(dataset, DCTERMS + "provenance"), "IsDocumentedBy");
        related.add(map(
                "relatedIdentifier",
                dataset.getURI() + ".ttl",
                "relatedIdentifierType",
                "URL",
                "relationType",
                "HasMetadata",
                "relatedMetadataScheme",
                "DCAT-AP",
                "schemeUri",
                "https://semiceu.github.io/DCAT-AP/releases/3.0.1/"));
        return related;
    }

    private static void relate(List<Map<String, Object>> related, Collection<Node> nodes, String relation) {
        nodes.forEach(node -> related.add(
                map("relatedIdentifier", node.getURI(), "relatedIdentifierType", "URL", "relationType", relation)));
    }

    // The parts it is made of

    /** A thing of others by the name that is known of it here, or of ours for the same. */
    private Optional<String> name(Node thing) {
        Optional<String> own =
                List.of(FOAF + "name", RDFS + "label", "http://www.w3.org/2004/02/skos/core#prefLabel").stream()
                        .flatMap(property -> literals(thing, property).stream())
                        .filter(text -> List.of("", ENGLISH).contains(text.getLiteralLanguage()))
                        .map(Node::getLiteralLexicalForm)
                        .findFirst();
        return own.or(() ->
                List.of("http://www.w3.org/2002/07/owl#sameAs", "http://www.w3.org/2004/02/skos/core#exactMatch")
                        .stream()
                        .flatMap(same ->
                                published
                                        .find(Node.ANY, iri(same), thing)
                                        .mapWith(Triple::getSubject)
                                        .toList()
                                        .stream())
                        .filter(node -> node.isURI() && iris.contains(node.getURI()))
                        .sorted(Comparator.comparing(Node::getURI))
                        .flatMap(ours -> literals(ours, RDFS + "label").stream())
                        .filter(text -> text.getLiteralLanguage().equals(ENGLISH))
                        .map(Node::getLiteralLexicalForm)
                        .findFirst());
    }

    private List<Node> nodes(Node subject, String property) {
        return published
                .find(subject, iri(property), Node.ANY)
                .mapWith(Triple::getObject)
                .filterKeep(Node::isURI)
                .toList()
                .stream()
                .sorted(Comparator.comparing(Node::getURI))
                .toList();
    }

    private List<Node> subjects(String property) {
        return published
                .find(Node.ANY, iri(property), dataset)
                .mapWith(Triple::getSubject)
                .filterKeep(Node::isURI)
                .toList()
                .stream()
                .sorted(Comparator.comparing(Node::getURI))
                .toList();
    }

    /** Texts, English ones first. */
    private List<Node> literals(Node subject, String property) {
        return published
                .find(subject, iri(property), Node.ANY)
                .mapWith(Triple::getObject)
                .filterKeep(Node::isLiteral)
                .toList()
                .stream()
                .sorted(Comparator.<Node, Boolean>comparing(
                                text -> !text.getLiteralLanguage().equals(ENGLISH))
                        .thenComparing(Node::getLiteralLanguage)
                        .thenComparing(Node::getLiteralLexicalForm))
                .toList();
    }

    private Stream<String> texts(Node subject, String property) {
        return literals(subject, property).stream().map(Node::getLiteralLexicalForm);
    }

    private static int year(String date) {
        return Integer.parseInt(date.substring(0, 4));
    }

    private static String local(Node node) {
        return node.getURI().substring(node.getURI().lastIndexOf('/') + 1);
    }

    private static Node iri(String iri) {
        return NodeFactory.createURI(iri);
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static void put(Map<String, Object> entry, String property, Object value) {
        if (!(value instanceof Collection<?> none && none.isEmpty()) && !value.equals("")) {
            entry.put(property, value);
        }
    }
}
