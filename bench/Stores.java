import eu.staytuned.lod.store.frozen.SwitchedDataset;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.atlas.io.IO;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWrapper;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.system.Txn;

/**
 * Compares the stores in memory in one process: how long they take to load, how much memory a statement takes, and the
 * CPU time of every question and example of this repository, read to its last value. See bench/README.md.
 */
public class Stores {

    private static final String CANONICAL = "https://w3id.org/stay-tuned/";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final Map<String, Supplier<DatasetGraph>> STORES = new LinkedHashMap<>();

    static {
        STORES.put("transactional (Jena)", DatasetGraphFactory::createTxnMem);
        STORES.put("general, hash tables (Jena)", DatasetGraphFactory::createGeneral);
        STORES.put("frozen", SwitchedDataset::new);
    }

    public static void main(String[] arguments) throws IOException {
        List<String> files = new ArrayList<>();
        int rounds = 15;
        String only = "";
        for (String argument : arguments) {
            if (argument.startsWith("--rounds=")) {
                rounds = Integer.parseInt(argument.substring(9));
            } else if (argument.startsWith("--stores=")) {
                only = argument.substring(9);
            } else {
                files.add(argument);
            }
        }
        Map<String, DatasetGraph> stores = new LinkedHashMap<>();
        System.out.printf("%-30s %10s %12s %10s%n", "", "load s", "MB", "B/statement");
        for (String name : STORES.keySet()) {
            if (Arrays.stream(only.split(",")).anyMatch(name::startsWith)) {
                load(files, DatasetGraphFactory.createTxnMem(), true); // warm, the small first file only
                long before = used();
                long start = THREADS.getCurrentThreadCpuTime();
                DatasetGraph store = STORES.get(name).get();
                long statements = load(files, store, false);
                double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
                long bytes = used() - before;
                stores.put(name, store);
                System.out.printf("%-30s %10.2f %12d %10d   (%d statements)%n", name, seconds, bytes >> 20, bytes / statements, statements);
            }
        }
        Map<String, Query> queries = queries();
        Map<String, Map<String, Double>> cpu = new LinkedHashMap<>();
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (var query : queries.entrySet()) {
            Map<String, List<Long>> times = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                for (var store : stores.entrySet()) {
                    long start = THREADS.getCurrentThreadCpuTime();
                    long rows = answer(store.getValue(), query.getValue());
                    long time = THREADS.getCurrentThreadCpuTime() - start;
                    times.computeIfAbsent(store.getKey(), k -> new ArrayList<>()).add(time);
                    long other = sizes.computeIfAbsent(query.getKey(), k -> rows);
                    if (other != rows) {
                        System.out.println("!!! " + query.getKey() + ": " + rows + " characters, not " + other + " (" + store.getKey() + ")");
                    }
                    if (time > 3_000_000_000L) {
                        round = rounds;
                    }
                }
            }
            Map<String, Double> medians = new LinkedHashMap<>();
            times.forEach((store, all) -> {
                List<Long> late = all.subList(all.size() / 3, all.size()).stream().sorted().toList();
                medians.put(store, late.get(late.size() / 2) / 1e3);
            });
            cpu.put(query.getKey(), medians);
            System.err.println(query.getKey() + " " + medians);
        }
        System.out.printf("%n%-44s", "CPU microseconds");
        stores.keySet().forEach(name -> System.out.printf("%16.14s", name));
        System.out.println();
        cpu.forEach((query, medians) -> {
            System.out.printf("%-44.44s", query);
            medians.values().forEach(time -> System.out.printf("%16.0f", time));
            System.out.println();
        });
        for (String kind : List.of("question", "example", "statistics", "")) {
            System.out.printf("%-44s", "mean of " + (kind.isEmpty() ? "all" : kind));
            for (String name : stores.keySet()) {
                System.out.printf("%16.0f", cpu.entrySet().stream().filter(e -> e.getKey().startsWith(kind)).mapToDouble(e -> e.getValue().get(name)).average().orElse(0));
            }
            System.out.println();
            if (stores.containsKey("frozen")) {
                System.out.printf("%-44s", "  geometric mean of the ratio to frozen");
                for (String name : stores.keySet()) {
                    System.out.printf("%16.2f", Math.exp(cpu.entrySet().stream().filter(e -> e.getKey().startsWith(kind)).mapToDouble(e -> Math.log(e.getValue().get(name) / e.getValue().get("frozen"))).average().orElse(0)));
                }
                System.out.println();
            }
        }
        System.exit(0);
    }

    static long load(List<String> files, DatasetGraph store, boolean warm) throws IOException {
        long[] count = new long[1];
        Runnable loading = () -> {
            for (String file : warm ? files.subList(0, 1) : files) {
                String base = Files.isReadable(Path.of(file).resolveSibling("manifest.json")) ? base(Path.of(file)) : CANONICAL;
                StreamRDF sink = new StreamRDFWrapper(null) {
                    @Override public void start() {}
                    @Override public void finish() {}
                    @Override public void base(String iri) {}
                    @Override public void prefix(String prefix, String iri) {}
                    @Override public void quad(Quad quad) {
                        count[0]++;
                        store.add(quad);
                        String graph = quad.getGraph().toString();
                        if (!graph.matches(".*/graph/ontology/shapes$|.*/ontology/[0-9.]+$")) {
                            count[0]++;
                            store.add(Quad.create(Quad.defaultGraphIRI, quad.asTriple()));
                        }
                    }
                };
                try (var in = IO.openFileBuffered(file)) {
                    RDFParser.source(base.equals(CANONICAL) ? in : rebased(in, base)).lang(Lang.NQUADS).parse(sink);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        if (store.supportsTransactions()) {
            Txn.executeWrite(store, loading);
        } else {
            loading.run();
        }
        return count[0];
    }

    private static String base(Path release) {
        try {
            Matcher base = Pattern.compile("\"base\" : \"([^\"]+)\"").matcher(Files.readString(release.resolveSibling("manifest.json")));
            return base.find() ? base.group(1) : CANONICAL;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static java.io.InputStream rebased(java.io.InputStream in, String base) throws IOException {
        String text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new java.io.ByteArrayInputStream(text.replace("<" + base, "<" + CANONICAL).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    static Map<String, Query> queries() throws IOException {
        Map<String, Query> queries = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(Path.of("ontology/questions"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".rq")).sorted().toList()) {
                add(queries, "question " + file.getFileName(), Files.readString(file));
            }
        }
        try (Stream<Path> files = Files.list(Path.of("rdf-data/queries"))) {
            for (Path file : files.sorted().toList()) {
                // Without a value for each parameter they would be other questions.
                String description = Files.readString(file);
                Matcher text = Pattern.compile("sh:(select|ask|construct) \"\"\"(.*?)\"\"\"", Pattern.DOTALL).matcher(description);
                if (text.find() && !text.group(2).contains("SERVICE") && !description.contains("sh:parameter")) {
                    add(queries, "example " + file.getFileName(), text.group(2).replace("\\\\", "\\"));
                }
            }
        }
        add(queries, "statistics statements", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }");
        add(queries, "statistics per predicate", "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p");
        add(queries, "statistics per class", "SELECT ?c (COUNT(?s) AS ?n) { ?s a ?c } GROUP BY ?c");
        add(queries, "statistics predicates", "SELECT DISTINCT ?p { ?s ?p ?o }");
        add(queries, "statistics classes", "SELECT DISTINCT ?c { ?s a ?c }");
        add(queries, "statistics subjects", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }");
        add(queries, "statistics objects", "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }");
        add(queries, "statistics per graph", "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g");
        add(queries, "statistics per class and predicate", "SELECT ?c ?p (COUNT(*) AS ?n) { ?s a ?c ; ?p ?o } GROUP BY ?c ?p");
        add(queries, "statistics graphs", "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }");
        return queries;
    }

    private static void add(Map<String, Query> queries, String name, String text) {
        try {
            queries.put(name, QueryFactory.create(text));
        } catch (QueryParseException e) {
            System.out.println("left out: " + name + ": " + e.getMessage());
        }
    }

    static long answer(DatasetGraph store, Query query) {
        long[] size = new long[1];
        Runnable answering = () -> {
            try (QueryExec execution = QueryExec.dataset(store).query(query).build()) {
                if (query.isAskType()) {
                    size[0] = execution.ask() ? 1 : 0;
                } else if (query.isConstructType()) {
                    size[0] = execution.construct().size();
                } else if (query.isSelectType()) {
                    // As a writer does: each value of each row.
                    RowSet rows = execution.select();
                    List<Var> variables = rows.getResultVars();
                    while (rows.hasNext()) {
                        Binding row = rows.next();
                        for (Var variable : variables) {
                            Node value = row.get(variable);
                            size[0] += value == null ? 0 : value.isURI() ? value.getURI().length() : value.isLiteral() ? value.getLiteralLexicalForm().length() : 1;
                        }
                    }
                }
            }
        };
        if (store.supportsTransactions()) {
            Txn.executeRead(store, answering);
        } else {
            answering.run();
        }
        return size[0];
    }
}
