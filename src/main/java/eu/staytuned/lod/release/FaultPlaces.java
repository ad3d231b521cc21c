package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.release.Release.Input;
import eu.staytuned.lod.release.Release.NamedGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.riot.system.PrefixMapFactory;
import org.apache.jena.vocabulary.RDF;

/**
 * Finds where the statement stands that a fault is about: the file in whose graph the resource is described, and the
 * line in it.
 *
 * <p>A validation result names a resource, not a file. The lines are not kept while reading, which would cost memory for
 * each good statement; the few files with faults are parsed once more instead.
 */
final class FaultPlaces {

    private final Release release;
    private final IriSpace iris;
    private final long maxLiteral;
    private final long maxFile;
    private final List<Pending> pending = new ArrayList<>();

    FaultPlaces(Release release, IriSpace iris, PublicationSettings settings) {
        this.release = release;
        this.iris = iris;
        this.maxLiteral = settings.maxLiteral().toBytes();
        this.maxFile = settings.maxFile().toBytes();
    }

    /** A fault and the statement that it is about, as far as it is known. */
    private record Pending(
            Fault.Severity severity,
            String message,
            Optional<Node> resource,
            Optional<Node> property,
            Optional<Node> value,
            String fallbackFile,
            Optional<Input> input,
            int below) {}

    /**
     * @param file where the fault itself says so; otherwise it is found
     * @param fallbackFile the file to name where the resource is described nowhere
     */
    void add(
            Fault.Severity severity,
            String message,
            Optional<Node> resource,
            Optional<Node> property,
            Optional<Node> value,
            Optional<NamedGraph> file,
            String fallbackFile) {
        Optional<Input> input =
                file.flatMap(NamedGraph::file).or(() -> resource.flatMap(node -> fileOf(node, property, value)));
        pending.add(new Pending(severity, message, resource, property, value, fallbackFile, input, 0));
    }

    /**
     * Adds what is wrong in the text of a query.
     *
     * @param lineInText from 1, as the parser of the text counts them
     */
    void addInText(String message, Node resource, Node property, Node value, int lineInText) {
        pending.add(new Pending(
                Fault.Severity.VIOLATION,
                message,
                Optional.of(resource),
                Optional.of(property),
                Optional.of(value),
                "",
                fileOf(resource, Optional.of(property), Optional.of(value)),
                Math.max(0, lineInText - 1)));
    }

    List<Fault> faults() {
        Map<Input, Map<Node, List<Line>>> lines = new HashMap<>();
        List<Fault> faults = new ArrayList<>();
        for (Pending fault : pending) {
            String file = fault.input().map(input -> input.file().name()).orElse(fault.fallbackFile());
            int line = fault.input()
                    .map(input -> line(fault, lines.computeIfAbsent(input, this::linesOf)))
                    .map(found -> found > 0 ? found + fault.below() : 0)
                    .orElse(0);
            faults.add(new Fault(
                    fault.severity(),
                    file,
                    line,
                    0,
                    fault.resource().map(this::resource).orElse(""),
                    fault.property().map(this::term).orElse(""),
                    fault.value().map(this::term).orElse(""),
                    fault.message()));
        }
        faults.sort(Fault.BY_PLACE);
        return faults.stream().distinct().toList();
    }

    // The file that says the very statement; else the resource's own, which gives its type: what is missing belongs
    // there, not into a file of translations; else one that says the property, or anything of it.
    private Optional<Input> fileOf(Node resource, Optional<Node> property, Optional<Node> value) {
        Node anyProperty = property.filter(Node::isURI).orElse(Node.ANY);
        record Pattern(Node property, Node object) {}
        List<Pattern> patterns = new ArrayList<>();
        value.ifPresent(said -> patterns.add(new Pattern(anyProperty, said)));
        patterns.add(new Pattern(RDF.type.asNode(), Node.ANY));
        patterns.add(new Pattern(anyProperty, Node.ANY));
        patterns.add(new Pattern(Node.ANY, Node.ANY));
        for (Pattern pattern : patterns) {
            Optional<Input> found = release.content().saying(resource, pattern.property(), pattern.object()).stream()
                    .filter(graph -> graph.file().isPresent())
                    // where several say so, the data that an editor works on comes before shapes and earlier versions
                    .min(Comparator.comparing(graph -> !graph.inDefaultGraph()))
                    .flatMap(NamedGraph::file);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private record Line(Node property, Node object, int line) {}

    private Map<Node, List<Line>> linesOf(Input input) {
        Map<Node, List<Line>> lines = new LinkedHashMap<>();
        SourceText text = SourceText.of(input.file(), maxFile);
        if (!text.isText() || !text.sha256().equals(input.sha256())) {
            return lines; // edited since it was read: no line rather than a wrong one
        }
        Rebasing rebasing = new Rebasing(iris);
        new StrictParser(maxLiteral, Optional.empty()).listen(input.file(), text.text(), (s, p, o, line) -> {
            org.apache.jena.graph.Triple moved = rebasing.triple(org.apache.jena.graph.Triple.create(s, p, o));
            lines.computeIfAbsent(moved.getSubject(), subject -> new ArrayList<>())
                    .add(new Line(moved.getPredicate(), moved.getObject(), (int) line));
        });
        return lines;
    }

    private static int line(Pending fault, Map<Node, List<Line>> lines) {
        List<Line> ofResource = fault.resource().map(lines::get).orElse(List.of());
        if (ofResource == null || ofResource.isEmpty()) {
            return 0;
        }
        return ofResource.stream()
                .filter(line -> fault.property().map(line.property()::equals).orElse(true))
                .filter(line -> fault.value().map(line.object()::equals).orElse(true))
                .findFirst()
                .or(() -> ofResource.stream()
                        .filter(line ->
                                fault.property().map(line.property()::equals).orElse(false))
                        .findFirst())
                .orElse(ofResource.get(0))
                .line();
    }

    /** A resource as editors know it: the path below the base. */
    private String resource(Node node) {
        return node.isURI()
                ? iris.pathOf(node.getURI()).orElse("<" + node.getURI() + ">")
                : node.isBlank() ? "[ ]" : term(node);
    }

    private String term(Node node) {
        if (node.isBlank()) {
            return "[ ]";
        }
        var prefixes = PrefixMapFactory.create();
        release.content().prefixes().forEach(prefixes::add);
        return NodeFmtLib.str(node, prefixes);
    }
}
