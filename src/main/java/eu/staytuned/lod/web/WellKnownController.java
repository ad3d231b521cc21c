package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.web.DocumentLinks.Link;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.json.JsonMapper;

/** Where programs look that know nothing of us but the host (RFC 8615). */
@Controller
class WellKnownController {

    /** Below the base. */
    static final String API_CATALOG = ".well-known/api-catalog";

    /** A set of links (RFC 9264) in the form that RFC 9727 gives to a catalogue of services. */
    static final MediaType LINKSET = new MediaType(
            "application", "linkset+json", Map.of("profile", "\"https://www.rfc-editor.org/info/rfc9727\""));

    private static final String DCAT = "http://www.w3.org/ns/dcat#";

    private final IriSpace iris;
    private final JsonMapper json;

    WellKnownController(IriSpace iris, JsonMapper json) {
        this.iris = iris;
        this.json = json;
    }

    /** The description of the dataset in VoID (§6.1): what is said about the releases, in each syntax and as a page. */
    @GetMapping("/.well-known/void")
    ResponseEntity<Void> linkedData() {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(iris.resolve("graph/release")))
                .build();
    }

    /** The services of the catalogue, for programs that look for what can be called on a host (RFC 9727). */
    @GetMapping("/" + API_CATALOG)
    DesignedFile services(HttpServletResponse response) {
        response.setHeader(
                HttpHeaders.LINK,
                Link.header(List.of(
                        new Link(iris.resolve(API_CATALOG), "api-catalog", Optional.of("application/linkset+json")),
                        new Link(iris.resolve("catalog"), "describedby", Optional.empty()))));
        return new DesignedFile(LINKSET, Optional.empty(), reading -> json.writeValueAsBytes(linkset(reading)));
    }

    private Map<String, Object> linkset(Reading reading) {
        List<Node> services = reading.subjects(Terms.TYPE, iri("DataService")).stream()
                .filter(Node::isURI)
                .filter(service -> !endpoints(service, reading).isEmpty())
                .sorted(Comparator.comparing(Node::getURI))
                .toList();
        List<Map<String, Object>> contexts = new ArrayList<>();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("anchor", iris.resolve(API_CATALOG));
        all.put(
                "item",
                services.stream()
                        .flatMap(service -> endpoints(service, reading).stream()
                                .map(endpoint -> target(
                                        endpoint.getURI(),
                                        Optional.empty(),
                                        Optional.of(reading.name(service).text()))))
                        .toList());
        contexts.add(all);
        for (Node service : services) {
            for (Node endpoint : endpoints(service, reading)) {
                Map<String, Object> context = new LinkedHashMap<>();
                context.put("anchor", endpoint.getURI());
                put(context, "service-desc", targets(service, iri("endpointDescription"), Optional.empty(), reading));
                put(
                        context,
                        "service-doc",
                        targets(service, Terms.LANDING_PAGE, Optional.of(MediaType.TEXT_HTML_VALUE), reading));
                put(context, "license", targets(service, Terms.LICENSE, Optional.empty(), reading));
                put(context, "describedby", List.of(target(service.getURI(), Optional.empty(), Optional.empty())));
                contexts.add(context);
            }
        }
        return Map.of("linkset", contexts);
    }

    private static List<Node> endpoints(Node service, Reading reading) {
        return objects(service, iri("endpointURL"), reading);
    }

    private static List<Map<String, Object>> targets(
            Node service, Node property, Optional<String> type, Reading reading) {
        return objects(service, property, reading).stream()
                .map(node -> target(node.getURI(), type, Optional.empty()))
                .toList();
    }

    private static List<Node> objects(Node service, Node property, Reading reading) {
        return reading.objects(service, property).stream()
                .filter(Node::isURI)
                .sorted(Comparator.comparing(Node::getURI))
                .toList();
    }

    private static Map<String, Object> target(String href, Optional<String> type, Optional<String> title) {
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("href", href);
        type.ifPresent(known -> target.put("type", known));
        title.ifPresent(known -> target.put("title", known));
        return target;
    }

    private static void put(Map<String, Object> context, String relation, List<Map<String, Object>> targets) {
        if (!targets.isEmpty()) {
            context.put(relation, targets);
        }
    }

    private static Node iri(String name) {
        return NodeFactory.createURI(DCAT + name);
    }
}
