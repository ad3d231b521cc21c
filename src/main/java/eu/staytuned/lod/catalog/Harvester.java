package eu.staytuned.lod.catalog;

import eu.staytuned.lod.catalog.OwnSite.Reply;
import eu.staytuned.lod.catalog.Visit.Client;
import eu.staytuned.lod.catalog.Visit.Found;
import eu.staytuned.lod.catalog.Visit.Step;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.rdf.UriForm;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Store;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.VOID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Comes to the site as each kind of client does, once. */
final class Harvester {

    private static final String CATALOGUE = "catalog";
    private static final String DATASET = "Dataset";
    private static final Node CHECKSUM = NodeFactory.createURI("http://spdx.org/rdf/terms#checksum");

    /** Catalogues of more pages than this end here, and say so by the number that is found. */
    private static final int MOST_PAGES = 1_000;

    private static final int MOST_REDIRECTS = 5;

    /** Of addresses of one kind, so many are named. */
    private static final int MOST_STEPS = 6;

    /** A client that is told to come back later does; all that waiting together takes no longer than this. */
    private static final Duration WAITING = Duration.ofSeconds(12);

    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final int NAMES_ASKED = 10;

    private static final Pattern LINK =
            Pattern.compile("<([^>]*)>((?:\\s*;\\s*[\\w-]+\\*?=(?:\"[^\"]*\"|[^\",;\\s]+))*)");
    private static final Pattern RELATION = Pattern.compile("\\brel=\"?([^\";]+)\"?");
    private static final Pattern LOC = Pattern.compile("<loc>([^<]+)</loc>");
    private static final Pattern LASTMOD = Pattern.compile("<lastmod>([^<]+)</lastmod>");
    private static final Pattern STRUCTURED =
            Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>", Pattern.DOTALL);

    private final OwnSite site;
    private final Store store;
    private final IriSpace iris;
    private final JsonMapper json;
    private final Map<String, Integer> statuses = new HashMap<>();
    private Duration waited = Duration.ZERO;

    Harvester(OwnSite site, Store store, IriSpace iris, JsonMapper json) {
        this.site = site;
        this.store = store;
        this.iris = iris;
        this.json = json;
    }

    /**
     * What tells whether there is something new to harvest: the entity tag of the catalogue, or the release where it has
     * none.
     *
     * @return empty where that is not known now
     */
    static Optional<String> state(OwnSite site, Store store) {
        Reply reply = site.ask("HEAD", CATALOGUE + ".nt", Map.of());
        return reply.status() == 404
                ? store.edition().map(Edition::toString)
                : reply.header("etag").filter(tag -> reply.isSuccess());
    }

    Harvest harvest(Edition edition, String tag) {
        Instant made = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Graph catalogue = GraphMemFactory.createDefaultGraphSameTerm();
        List<String> addresses = new ArrayList<>();
        String address = CATALOGUE + ".nt";
        while (!address.isEmpty() && addresses.size() < MOST_PAGES && !addresses.contains(address)) {
            addresses.add(address);
            Reply page = patiently("GET", address, Map.of());
            if (page.isSuccess()) {
                RDFParser.fromString(page.text(), Lang.NTRIPLES).parse(catalogue);
            } else if (page.status() != 404) {
                throw new IllegalStateException("/" + address + " answers with " + page.status());
            }
            address = next(page);
        }
        ProfileVerdict profile = store.read(shelf -> {
            Graph shapes = GraphMemFactory.createDefaultGraphSameTerm();
            Pattern profiles = Pattern.compile(Pattern.quote(iris.resolve("graph/ontology/")) + ".+/shapes");
            shelf.data().listGraphNodes().forEachRemaining(name -> {
                if (name.isURI() && profiles.matcher(name.getURI()).matches()) {
                    shelf.data().getGraph(name).find().forEachRemaining(shapes::add);
                }
            });
            return ProfileVerdict.of(shapes, catalogue, shelf.data().getDefaultGraph());
        });
        MetadataQuality quality =
                MetadataQuality.of(catalogue, dataset -> profile.keeps(catalogue, dataset), this::status);
        List<Visit> visits = new ArrayList<>();
        visits.add(portal(catalogue));
        visits.add(ckan(catalogue));
        visits.add(datasetSearch(catalogue));
        visits.add(crawler(edition));
        visits.add(mirror());
        visits.add(signposting());
        visits.add(openRefine());
        return new Harvest(edition, made, tag, List.copyOf(addresses), quality, profile, List.copyOf(visits));
    }

    // The catalogue

    private Visit portal(Graph catalogue) {
        Map<Found, Long> found = entries(catalogue);
        Set<String> addresses = new TreeSet<>();
        for (String property : List.of("accessURL", "downloadURL", "endpointURL")) {
            catalogue
                    .find(Node.ANY, dcat(property), Node.ANY)
                    .mapWith(Triple::getObject)
                    .filterKeep(Node::isURI)
                    .forEachRemaining(node -> addresses.add(node.getURI()));
        }
        found.put(Found.ADDRESSES, (long) addresses.size());
        found.put(
                Found.ANSWERING,
                addresses.stream()
                        .filter(address -> isSuccess(status(NodeFactory.createURI(address))))
                        .count());
        return new Visit(Client.EUROPEAN_PORTAL, List.of(step("GET", CATALOGUE + ".rdf", "")), found, List.of());
    }

    private Visit ckan(Graph catalogue) {
        Map<Found, Long> found = entries(catalogue);
        found.remove(Found.SERVICES);
        found.put(Found.WITH_SIZE, subjects(catalogue, dcat("byteSize")));
        found.put(Found.WITH_CHECKSUM, subjects(catalogue, CHECKSUM));
        return new Visit(Client.CKAN, List.of(step("GET", CATALOGUE + ".ttl", "")), found, List.of());
    }

    private Map<Found, Long> entries(Graph catalogue) {
        Map<Found, Long> found = new EnumMap<>(Found.class);
        found.put(Found.DATASETS, objects(catalogue, dcat("dataset")));
        found.put(Found.DISTRIBUTIONS, objects(catalogue, dcat("distribution")));
        found.put(Found.SERVICES, objects(catalogue, dcat("service")));
        return found;
    }

    /** Pages of datasets, and whether each has in schema.org what Google asks for: a name and a description of 50 to 5000 letters. */
    private Visit datasetSearch(Graph catalogue) {
        List<Step> steps = new ArrayList<>();
        List<String> pages = catalogue
                .find(Node.ANY, dcat("dataset"), Node.ANY)
                .mapWith(Triple::getObject)
                .filterKeep(node -> node.isURI() && iris.contains(node.getURI()))
                .mapWith(node -> below(node.getURI()))
                .toList()
                .stream()
                .sorted()
                .toList();
        long marked = 0;
        long reachable = 0;
        for (String page : pages) {
            Reply reply = patiently("GET", page, Map.of("Accept", "text/html"));
            reachable += reply.isSuccess() ? 1 : 0;
            marked += reply.isSuccess() && hasDataset(reply.text()) ? 1 : 0;
            if (steps.size() < MOST_STEPS) {
                steps.add(step(page, reply, Map.of("Accept", "text/html")));
            }
        }
        Map<Found, Long> found = new EnumMap<>(Found.class);
        found.put(Found.PAGES, reachable);
        found.put(Found.MARKED, marked);
        return new Visit(Client.DATASET_SEARCH, steps, found, List.of());
    }

    private boolean hasDataset(String page) {
        return STRUCTURED
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .map(this::read)
                .flatMap(Optional::stream)
                .flatMap(document -> Stream.concat(
                        Stream.of(document), document.path("@graph").valueStream()))
                .anyMatch(thing -> isDataset(thing.path("@type"))
                        && !thing.path("name").asString("").isBlank()
                        && thing.path("description").asString("").length() >= 50
                        && thing.path("description").asString("").length() <= 5_000);
    }

    private static boolean isDataset(JsonNode type) {
        return DATASET.equals(type.asString(""))
                || type.valueStream().anyMatch(one -> DATASET.equals(one.asString("")));
    }

    // Pages and files

    private Visit crawler(Edition edition) {
        List<Step> steps = new ArrayList<>();
        Reply robots = patiently("GET", "robots.txt", Map.of());
        steps.add(step("robots.txt", robots, Map.of()));
        Map<Found, Long> found = new EnumMap<>(Found.class);
        long files = 0;
        long pages = 0;
        long changed = 0;
        Set<String> waiting = new LinkedHashSet<>();
        robots.text()
                .lines()
                .filter(line -> line.startsWith("Sitemap:"))
                .map(line -> line.substring("Sitemap:".length()).strip())
                .filter(iris::contains)
                .forEach(waiting::add);
        List<String> known = new ArrayList<>(waiting);
        for (int i = 0; i < known.size(); i++) {
            String address = below(known.get(i));
            Reply file = patiently("GET", address, Map.of());
            if (steps.size() < MOST_STEPS) {
                steps.add(step(address, file, Map.of()));
            }
            String xml = file.text();
            boolean index = xml.contains("<sitemapindex");
            List<String> locations =
                    LOC.matcher(xml).results().map(match -> match.group(1)).toList();
            if (index) {
                locations.stream()
                        .filter(iris::contains)
                        .filter(one -> !known.contains(one))
                        .forEach(known::add);
            } else {
                files++;
                pages += locations.size();
                changed += LASTMOD.matcher(xml)
                        .results()
                        .map(match -> match.group(1))
                        .filter(edition.issued().toString()::equals)
                        .count();
            }
        }
        found.put(Found.FILES, files);
        found.put(Found.PAGES, pages);
        found.put(Found.CHANGED, changed);
        return new Visit(Client.CRAWLER, steps, found, List.of());
    }

    private Visit mirror() {
        List<Step> steps = new ArrayList<>();
        Map<String, String> accept = Map.of("Accept", "application/n-triples");
        Reply well = site.ask("GET", ".well-known/void", accept);
        steps.add(step(".well-known/void", well, accept));
        String address = well.header("location").map(this::below).orElse("");
        Map<Found, Long> found = new EnumMap<>(Found.class);
        long files = 0;
        long bytes = 0;
        long statements = 0;
        if (!address.isEmpty()) {
            Reply description = patiently("GET", address, accept);
            steps.add(step(address, description, accept));
            Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
            if (description.isSuccess()) {
                RDFParser.fromString(description.text(), Lang.NTRIPLES).parse(graph);
            }
            List<Triple> dumps = graph
                    .find(Node.ANY, VOID.dataDump.asNode(), Node.ANY)
                    .filterKeep(triple -> triple.getObject().isURI()
                            && iris.contains(triple.getObject().getURI())
                            && !graph.contains(triple.getSubject(), Terms.TYPE, VOID.Linkset.asNode()))
                    .toList()
                    .stream()
                    .sorted(Comparator.comparing(triple -> triple.getObject().toString()))
                    .toList();
            for (Triple dump : dumps) {
                String file = below(dump.getObject().getURI());
                Reply reply = patiently("HEAD", file, Map.of());
                steps.add(step(file, reply, Map.of()));
                files += reply.isSuccess() ? 1 : 0;
                bytes += Math.max(0, reply.length());
                statements = Math.max(
                        statements,
                        graph
                                .find(dump.getSubject(), VOID.triples.asNode(), Node.ANY)
                                .mapWith(Triple::getObject)
                                .filterKeep(Node::isLiteral)
                                .mapWith(value -> number(value.getLiteralLexicalForm()))
                                .toList()
                                .stream()
                                .mapToLong(Long::longValue)
                                .max()
                                .orElse(0));
            }
        }
        found.put(Found.FILES, files);
        found.put(Found.STATEMENTS, statements);
        found.put(Found.BYTES, bytes);
        return new Visit(Client.MIRROR, steps, found, List.of());
    }

    // Links and look-up

    private Visit signposting() {
        List<Step> steps = new ArrayList<>();
        String landing = "dataset/stay-tuned";
        Reply page = patiently("HEAD", landing, Map.of("Accept", "text/html"));
        steps.add(step(landing, page, Map.of("Accept", "text/html")));
        Map<Found, Long> found = new EnumMap<>(Found.class);
        Set<String> relations = new TreeSet<>();
        List<MatchResult> links = links(page);
        links.forEach(link -> relations.addAll(List.of(relation(link).split(" "))));
        relations.remove("");
        long count = links.size();
        List<String> sets = links.stream()
                .filter(link -> List.of(relation(link).split(" ")).contains("linkset"))
                .map(link -> link.group(1))
                .filter(iris::contains)
                .map(this::below)
                .distinct()
                .limit(MOST_STEPS)
                .toList();
        for (String set : sets) {
            steps.add(step(set, patiently("HEAD", set, Map.of()), Map.of()));
        }
        found.put(Found.LINKS, count);
        return new Visit(Client.SIGNPOSTING, steps, found, List.copyOf(relations));
    }

    private Visit openRefine() {
        List<Step> steps = new ArrayList<>();
        Reply manifest = patiently("GET", "reconcile", Map.of());
        steps.add(step("reconcile", manifest, Map.of()));
        JsonNode read = read(manifest.text()).orElseGet(json::createObjectNode);
        List<String> types = read.path("defaultTypes")
                .valueStream()
                .map(type -> type.path("id").asString(""))
                .filter(id -> !id.isEmpty())
                .toList();
        Map<Found, Long> found = new EnumMap<>(Found.class);
        found.put(Found.TYPES, (long) types.size());
        String city = "City";
        List<String> names = types.contains(city) ? names(city) : List.of();
        if (!names.isEmpty()) {
            Map<String, Object> queries = new LinkedHashMap<>();
            for (String name : names) {
                queries.put("q" + queries.size(), Map.of("query", name, "type", city));
            }
            String address =
                    "reconcile?queries=" + URLEncoder.encode(json.writeValueAsString(queries), StandardCharsets.UTF_8);
            Reply answer = patiently("GET", address, Map.of());
            long matched = read(answer.text())
                    .orElseGet(json::createObjectNode)
                    .valueStream()
                    .filter(one -> one.path("result")
                            .valueStream()
                            .anyMatch(candidate -> candidate.path("match").asBoolean(false)))
                    .count();
            Step asked = step(address, answer, Map.of());
            steps.add(new Step("reconcile?queries=…", asked.status(), asked.type(), asked.changed(), asked.again()));
            found.put(Found.NAMES, (long) names.size());
            found.put(Found.MATCHED, matched);
        }
        return new Visit(Client.OPENREFINE, steps, found, List.of());
    }

    /** As a column of a table has them. */
    private List<String> names(String type) {
        return store.read(shelf -> {
            Graph graph = shelf.data().getDefaultGraph();
            return graph
                    .find(Node.ANY, Terms.TYPE, iris.node("ontology#" + type))
                    .mapWith(Triple::getSubject)
                    .toList()
                    .stream()
                    .map(thing -> Labels.of(graph, thing, List.of("en")))
                    .flatMap(Optional::stream)
                    .map(Node::getLiteralLexicalForm)
                    .distinct()
                    .sorted()
                    .limit(NAMES_ASKED)
                    .toList();
        });
    }

    // Asking

    /** The status with which an address answers HEAD in the end; 0 for one that is not ours, which is not asked. */
    private int status(Node address) {
        if (!address.isURI() || !iris.contains(address.getURI())) {
            return 0;
        }
        return statuses.computeIfAbsent(
                address.getURI(), uri -> patiently("HEAD", below(uri), Map.of()).status());
    }

    /** Follows redirections, and comes again where the service asks for it. */
    private Reply patiently(String method, String address, Map<String, String> headers) {
        String at = address;
        Reply reply = site.ask(method, at, headers);
        for (int redirects = 0;
                redirects < MOST_REDIRECTS && reply.status() >= 300 && reply.status() < 400;
                redirects++) {
            Optional<String> location = reply.header("location").filter(iris::contains);
            if (location.isEmpty()) {
                return reply;
            }
            at = below(location.orElseThrow());
            reply = site.ask(method, at, headers);
        }
        while (waited.compareTo(WAITING) < 0
                && (reply.status() == 503 || reply.status() == 429)
                && reply.header("retry-after").isPresent()) {
            waited = waited.plus(BETWEEN);
            try {
                Thread.sleep(BETWEEN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return reply;
            }
            reply = site.ask(method, at, headers);
        }
        return reply;
    }

    private Step step(String method, String address, String accept) {
        Map<String, String> headers = accept.isEmpty() ? Map.of() : Map.of("Accept", accept);
        return step(address, patiently(method, address, headers), headers);
    }

    private Step step(String address, Reply reply, Map<String, String> headers) {
        int again = reply.isSuccess()
                ? reply.header("etag")
                        .map(tag -> {
                            Map<String, String> conditional = new LinkedHashMap<>(headers);
                            conditional.put("If-None-Match", tag);
                            return patiently("HEAD", address, conditional).status();
                        })
                        .orElse(0)
                : 0;
        return new Step(
                address,
                reply.status(),
                reply.header("content-type")
                        .map(type -> type.replaceFirst(";.*", "").strip())
                        .orElse(""),
                reply.changed(),
                again);
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private String next(Reply page) {
        return links(page).stream()
                .filter(link -> relation(link).equals("next"))
                .map(link -> link.group(1))
                .filter(iris::contains)
                .map(this::below)
                .findFirst()
                .orElse("");
    }

    private static List<MatchResult> links(Reply reply) {
        return reply.headers().getOrDefault("link", List.of()).stream()
                .flatMap(header -> LINK.matcher(header).results())
                .toList();
    }

    private static String relation(MatchResult link) {
        return RELATION.matcher(link.group(2))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElse("");
    }

    private String below(String uri) {
        return iris.pathOf(UriForm.of(uri)).orElse("").replaceFirst("#.*", "");
    }

    private Optional<JsonNode> read(String text) {
        try {
            return Optional.of(json.readTree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static long objects(Graph graph, Node property) {
        return count(graph, property, Triple::getObject);
    }

    private static long subjects(Graph graph, Node property) {
        return count(graph, property, Triple::getSubject);
    }

    private static long count(Graph graph, Node property, Function<Triple, Node> side) {
        return graph.find(Node.ANY, property, Node.ANY)
                .mapWith(side::apply)
                .toSet()
                .size();
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static Node dcat(String name) {
        return NodeFactory.createURI(DCAT.NS + name);
    }
}
