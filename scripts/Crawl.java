import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Walks the whole site from its home page and says what it found.
 *
 * <pre>
 * java scripts/Crawl.java http://localhost:8080/
 * java scripts/Crawl.java --quick http://localhost:8080/                              pages and Turtle alone
 * java scripts/Crawl.java --at http://localhost:8080/ https://w3id.org/stay-tuned/    where the IRIs are not the address
 * </pre>
 *
 * <p>It follows only addresses of the site's own: the links of pages, Link headers, Location headers and the IRIs in
 * Turtle. Each is asked for as a page and as Turtle. Afterwards it asks the SPARQL endpoint for every IRI under the base
 * that the release mentions, in whatever place, and checks that the walk has come to each of them. Exits with 1 if any
 * address is broken or any IRI was not reached.
 */
public class Crawl {

    private static final int MOST_ADDRESSES = 200_000;
    private static final int PAGE = 10_000;
    private static final int MOST_SHOWN = 40;
    private static final String HTML = "text/html";
    private static final String TURTLE = "text/turtle";

    /** What an address may answer with, by its extension; without one, what was asked for. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", HTML),
            Map.entry("ttl", TURTLE),
            Map.entry("jsonld", "application/ld+json"),
            Map.entry("rdf", "application/rdf+xml"),
            Map.entry("nt", "application/n-triples"),
            Map.entry("trig", "application/trig"),
            Map.entry("nq", "application/n-quads"),
            Map.entry("css", "text/css"),
            Map.entry("csv", "text/csv"),
            Map.entry("js", "text/javascript"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("txt", "text/plain"),
            Map.entry("xml", "application/opensearchdescription+xml"));

    /** What a quick walk leaves out: each says what the Turtle says. */
    private static final Set<String> OTHER_SYNTAXES = Set.of("jsonld", "rdf", "nt", "trig", "nq");

    private static final Pattern HREF = Pattern.compile("\\s(?:href|src)=\"([^\"]*)\"");
    private static final Pattern LINK = Pattern.compile("<([^>]*)>\\s*;");
    private static final Pattern IRI = Pattern.compile("<([^<>\"{}|^`\\\\\\x00-\\x20]*)>");
    private static final Pattern PREFIX = Pattern.compile("(?im)^\\s*@?prefix\\s+([\\w.-]*):\\s*<([^>]*)>");
    private static final Pattern LITERAL =
            Pattern.compile("\"\"\"(?:[^\"\\\\]|\\\\.|\"(?!\"\"))*\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile(
            "(?<![\\w:.@<-])([A-Za-z][\\w.-]*)?:((?:[\\w:\\p{L}\\p{N}-]|%[0-9A-Fa-f]{2}|\\\\.|\\.(?=[\\w:\\p{L}-]))*)",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final String MENTIONED = """
            SELECT DISTINCT ?iri WHERE {
              { { ?iri ?p ?o } UNION { ?s ?iri ?o } UNION { ?s ?p ?iri } UNION { GRAPH ?iri { } }
                UNION { GRAPH ?g { ?iri ?p ?o } } UNION { GRAPH ?g { ?s ?iri ?o } } UNION { GRAPH ?g { ?s ?p ?iri } }
                UNION { ?s ?p ?literal . FILTER(isLiteral(?literal)) BIND(datatype(?literal) AS ?iri) } }
              FILTER(isIRI(?iri) && STRSTARTS(STR(?iri), "%s"))
            } ORDER BY ?iri LIMIT %d OFFSET %d""";

    private final String base;
    private final String site;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Map<String, String> reachedFrom = new ConcurrentHashMap<>();
    private final Map<String, Integer> byStatus = Collections.synchronizedMap(new TreeMap<>());
    private final Map<String, Integer> byType = Collections.synchronizedMap(new TreeMap<>());
    private final Map<String, String> faults = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
    private final boolean quick;
    private int requests;

    private Crawl(String base, String site, boolean quick) {
        this.base = base;
        this.site = site;
        this.quick = quick;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> rest = new ArrayList<>(Arrays.asList(arguments));
        String site = null;
        int at = rest.indexOf("--at");
        if (at >= 0 && at + 1 < rest.size()) {
            site = slash(rest.remove(at + 1));
            rest.remove(at);
        }
        boolean quick = rest.remove("--quick");
        if (rest.size() != 1) {
            System.err.println("Usage: java scripts/Crawl.java [--quick] [--at <address of the site>] <base of its IRIs>");
            System.exit(2);
        }
        String base = slash(rest.get(0));
        System.exit(new Crawl(base, site == null ? base : site, quick).run() ? 0 : 1);
    }

    private static String slash(String address) {
        return address.endsWith("/") ? address : address + "/";
    }

    private boolean run() throws InterruptedException {
        long start = System.nanoTime();
        walk();
        long walked = System.nanoTime();
        Set<String> mentioned = new TreeSet<>();
        boolean complete = ask(mentioned);
        Set<String> missed = new TreeSet<>();
        for (String iri : mentioned) {
            if (!seen.contains(document(iri))) {
                missed.add(iri);
            }
        }

        System.out.printf(
                "%d addresses, %d requests in %.1f s%n", seen.size(), requests, (walked - start) / 1e9);
        byStatus.forEach((status, count) -> System.out.printf("  %6d  %s%n", count, status));
        byType.forEach((type, count) -> System.out.printf("  %6d  %s%n", count, type));
        if (!withdrawn.isEmpty()) {
            System.out.printf("%d withdrawn, each with its successor%n", withdrawn.size());
        }
        System.out.printf(
                "%d IRIs under %s are mentioned in the release; %d reached%n",
                mentioned.size(), base, mentioned.size() - missed.size());
        show("broken", faults.entrySet().stream()
                .map(fault -> fault.getKey() + ": " + fault.getValue() + "; linked from "
                        + reachedFrom.getOrDefault(fault.getKey().split(" ")[0], "nowhere"))
                .toList());
        show("not reached", missed);
        return complete && faults.isEmpty() && missed.isEmpty() && !mentioned.isEmpty();
    }

    private static void show(String what, Collection<String> lines) {
        System.out.println(lines.size() + " " + what);
        lines.stream().limit(MOST_SHOWN).forEach(line -> System.out.println("  " + line));
        if (lines.size() > MOST_SHOWN) {
            System.out.println("  … and " + (lines.size() - MOST_SHOWN) + " more");
        }
    }

    // Walking

    private void walk() throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(4);
        Deque<String> found = new ArrayDeque<>();
        add(base, "the start", found);
        try {
            while (!found.isEmpty() && seen.size() < MOST_ADDRESSES) {
                List<CompletableFuture<Map<String, String>>> visits = new ArrayList<>();
                while (!found.isEmpty()) {
                    String address = found.poll();
                    visits.add(CompletableFuture.supplyAsync(() -> visit(address), workers));
                }
                for (CompletableFuture<Map<String, String>> visit : visits) {
                    visit.join().forEach((address, from) -> add(address, from, found));
                }
            }
        } finally {
            workers.shutdown();
        }
    }

    private void add(String address, String from, Deque<String> found) {
        String document = document(address);
        if (quick && OTHER_SYNTAXES.contains(extension(document))) {
            return;
        }
        if (document.startsWith(base) && seen.add(document)) {
            reachedFrom.put(document, from);
            found.add(document);
        }
    }

    /** Without fragment, in the form in which it is sent. */
    private static String document(String iri) {
        int hash = iri.indexOf('#');
        String plain = hash < 0 ? iri : iri.substring(0, hash);
        StringBuilder sent = new StringBuilder();
        for (byte octet : plain.getBytes(StandardCharsets.UTF_8)) {
            sent.append(octet < 0 ? "%%%02X".formatted(octet & 0xFF) : String.valueOf((char) octet));
        }
        return sent.toString();
    }

    /** Asks for one address, as a page and as Turtle, and gives back where it leads. */
    private Map<String, String> visit(String address) {
        Map<String, String> links = new HashMap<>();
        String extension = extension(address);
        // A query says itself what it can be answered with.
        boolean query = address.startsWith(base + "sparql?");
        List<String> wanted = query || TYPES.containsKey(extension) ? List.of("*/*") : List.of(HTML, TURTLE);
        for (String accept : wanted) {
            HttpResponse<String> response;
            try {
                response = get(address, accept);
            } catch (IOException | IllegalArgumentException e) {
                fault(address, accept, "no answer (" + e + ")");
                continue;
            }
            judge(address, accept, extension, response);
            for (String target : targets(address, response)) {
                links.putIfAbsent(target, address);
            }
        }
        return links;
    }

    private static String extension(String address) {
        String path = address.replaceFirst("\\?.*", "");
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private HttpResponse<String> get(String address, String accept) throws IOException {
        synchronized (this) {
            requests++;
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(site + address.substring(base.length())))
                .header("Accept", accept)
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void judge(String address, String accept, String extension, HttpResponse<String> response) {
        int status = response.statusCode();
        String type = type(response);
        byStatus.merge(String.valueOf(status), 1, Integer::sum);
        if (status == 410) {
            if (response.headers().firstValue("Link").orElse("").contains("successor-version")) {
                withdrawn.add(address);
            } else {
                fault(address, accept, "withdrawn without a successor");
            }
        } else if (status / 100 == 3) {
            if (response.headers().firstValue("Location").isEmpty()) {
                fault(address, accept, status + " without Location");
            }
        } else if (status != 200) {
            fault(address, accept, String.valueOf(status));
        } else {
            byType.merge(type, 1, Integer::sum);
            String expected = accept.equals("*/*") ? TYPES.getOrDefault(extension, accept) : accept;
            if (!expected.equals("*/*") && !type.equals(expected)) {
                fault(address, accept, "is " + type + ", expected " + expected);
            }
            if (response.body().isBlank()) {
                fault(address, accept, "is empty");
            }
        }
    }

    private void fault(String address, String accept, String fault) {
        faults.put(address + " (" + accept + ")", fault);
    }

    private static String type(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Type").orElse("no type").replaceFirst("\\s*;.*", "");
    }

    private Set<String> targets(String address, HttpResponse<String> response) {
        Set<String> targets = new TreeSet<>();
        response.headers().allValues("Location").forEach(location -> resolve(address, location, targets));
        response.headers().allValues("Link").forEach(links -> {
            Matcher link = LINK.matcher(links);
            while (link.find()) {
                resolve(address, link.group(1), targets);
            }
        });
        if (response.statusCode() == 200) {
            String type = type(response);
            if (type.equals(HTML)) {
                Matcher href = HREF.matcher(response.body());
                while (href.find()) {
                    resolve(address, href.group(1).replace("&amp;", "&"), targets);
                }
            } else if (type.equals(TURTLE)) {
                targets.addAll(irisOfTurtle(response.body()));
            }
        }
        return targets;
    }

    private static void resolve(String address, String reference, Set<String> targets) {
        try {
            targets.add(URI.create(address).resolve(reference).toString());
        } catch (IllegalArgumentException notAnAddress) {
            targets.add(reference);
        }
    }

    /** The IRIs in a Turtle document: written out, or by prefix. What stands in literals is no IRI. */
    private static Set<String> irisOfTurtle(String turtle) {
        Set<String> iris = new TreeSet<>();
        String text = LITERAL.matcher(turtle).replaceAll("\"\"");
        Map<String, String> prefixes = new HashMap<>();
        Matcher prefix = PREFIX.matcher(text);
        while (prefix.find()) {
            prefixes.put(prefix.group(1), prefix.group(2));
        }
        text = PREFIX.matcher(text).replaceAll("");
        Matcher iri = IRI.matcher(text);
        while (iri.find()) {
            iris.add(iri.group(1));
        }
        Matcher name = NAME.matcher(IRI.matcher(text).replaceAll(" "));
        while (name.find()) {
            String namespace = prefixes.get(name.group(1) == null ? "" : name.group(1));
            if (namespace != null) {
                iris.add(namespace + name.group(2).replaceAll("\\\\(.)", "$1"));
            }
        }
        return iris;
    }

    // Checking against the release

    /** Every IRI under the base, in pages, so that no limit of the endpoint cuts the list short. */
    private boolean ask(Set<String> mentioned) {
        for (int offset = 0; ; offset += PAGE) {
            String query = MENTIONED.formatted(base, PAGE, offset);
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create(site + "sparql"))
                        .header("Accept", "text/tab-separated-values")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                        .build();
                HttpResponse<String> answer =
                        http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                if (answer.statusCode() != 200) {
                    System.out.println("The SPARQL endpoint answered " + answer.statusCode() + ": " + answer.body());
                    return false;
                }
                List<String> rows = answer.body().lines().skip(1).toList();
                rows.forEach(row -> mentioned.add(row.substring(1, row.length() - 1)));
                if (rows.size() < PAGE) {
                    return true;
                }
            } catch (IOException e) {
                System.out.println("The SPARQL endpoint did not answer: " + e);
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
