package eu.staytuned.lod.data;

import eu.staytuned.lod.rdf.IriSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.ResultSetFactory;
import org.apache.jena.query.ResultSetRewindable;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.shared.PrefixMapping;

/** The ontology and the data as they lie in the repository: each file a named graph, all of them together the default graph. */
final class SourceFiles {

    static final Path ONTOLOGY = Path.of("ontology");
    static final Path DATA = Path.of("rdf-data");
    static final String BASE = IriSpace.CANONICAL_BASE;
    static final String TERMS = BASE + "ontology#";

    private static Dataset enriched;
    private static PrefixMapping prefixes;

    private SourceFiles() {}

    /** All files, enriched by the rules. Read once; whoever changes it takes a {@link #copy()}. */
    static synchronized Dataset enriched() {
        if (enriched == null) {
            enriched = read();
            enrich(enriched);
        }
        return enriched;
    }

    /** The default graph of {@link #enriched()}: data, ontology and what the rules derive. */
    static Model model() {
        return enriched().getDefaultModel();
    }

    /** A copy of {@link #model()} that a test may spoil. */
    static Model copy() {
        return ModelFactory.createDefaultModel().add(model()).setNsPrefixes(prefixes());
    }

    /** The shapes. */
    static Graph shapes() {
        return RDFDataMgr.loadGraph(ONTOLOGY.resolve("shapes.ttl").toString());
    }

    private static Dataset read() {
        Dataset dataset = DatasetFactory.createGeneral();
        Model all = ModelFactory.createDefaultModel();
        turtleFiles().forEach((file, graph) -> {
            Model model = parse(file);
            dataset.addNamedModel(graph, model);
            if (!file.startsWith(ONTOLOGY.resolve("history")) && !file.endsWith("shapes.ttl")) {
                all.add(model);
            }
        });
        dataset.setDefaultModel(all.setNsPrefixes(prefixes()));
        return dataset;
    }

    private static void enrich(Dataset dataset) {
        Model all = dataset.getDefaultModel();
        Model inferred = ModelFactory.createDefaultModel();
        for (Path rule : files(ONTOLOGY.resolve("rules"), ".rq")) {
            try (QueryExecution construct = QueryExecutionFactory.create(text(rule), all)) {
                Model derived = construct.execConstruct().difference(all);
                inferred.add(derived);
                all.add(derived);
            }
        }
        dataset.addNamedModel(BASE + "graph/inferred", inferred);
    }

    /** A file, read so strictly that a warning is an error. */
    static Model parse(Path file) {
        Model model = ModelFactory.createDefaultModel();
        RDFParser.source(file)
                .checking(true)
                .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
                .parse(model);
        return model;
    }

    /** Every Turtle file of the two folders, with the IRI of its graph. */
    static Map<Path, String> turtleFiles() {
        Map<Path, String> files = new TreeMap<>();
        files(ONTOLOGY, ".ttl").forEach(file -> files.put(file, graphOf("ontology/", ONTOLOGY, file)));
        files(DATA, ".ttl").forEach(file -> files.put(file, graphOf("", DATA, file)));
        return files;
    }

    private static String graphOf(String prefix, Path folder, Path file) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        String name = path.substring(0, path.length() - ".ttl".length());
        return name.startsWith("history/")
                ? BASE + "ontology/" + name.substring("history/".length())
                : BASE + "graph/" + prefix + name;
    }

    /** The prefixes of all files; one that stands for two namespaces is an error. */
    static synchronized PrefixMapping prefixes() {
        if (prefixes == null) {
            PrefixMapping found = PrefixMapping.Factory.create();
            for (Path file : turtleFiles().keySet()) {
                parse(file).getNsPrefixMap().forEach((prefix, namespace) -> {
                    String known = found.getNsPrefixURI(prefix);
                    if (known != null && !known.equals(namespace)) {
                        throw new IllegalStateException(
                                file + ": " + prefix + ": stands for " + namespace + ", elsewhere for " + known);
                    }
                    found.setNsPrefix(prefix, namespace);
                });
            }
            prefixes = found.lock();
        }
        return prefixes;
    }

    /** {@link #prefixes()} as the first lines of a query or a Turtle text. */
    static String prologue() {
        StringBuilder lines = new StringBuilder();
        prefixes()
                .getNsPrefixMap()
                .forEach((prefix, namespace) -> lines.append("PREFIX %s: <%s>%n".formatted(prefix, namespace)));
        return lines.toString();
    }

    /** The files with an ending below a folder, in the order of their names. */
    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static ResultSetRewindable select(String query, Model model) {
        try (QueryExecution select = QueryExecutionFactory.create(query, model)) {
            return ResultSetFactory.copyResults(select.execSelect());
        }
    }
}
