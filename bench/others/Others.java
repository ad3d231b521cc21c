import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import eu.staytuned.lod.store.frozen.SwitchedDataset;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.system.Txn;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.WrappedIterator;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Resource;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.model.ValueFactory;
import org.eclipse.rdf4j.model.impl.SimpleValueFactory;
import org.eclipse.rdf4j.model.vocabulary.RDF4J;
import org.eclipse.rdf4j.query.GraphQuery;
import org.eclipse.rdf4j.query.GraphQueryResult;
import org.eclipse.rdf4j.query.TupleQuery;
import org.eclipse.rdf4j.query.TupleQueryResult;
import org.eclipse.rdf4j.query.impl.SimpleDataset;
import org.eclipse.rdf4j.repository.RepositoryConnection;
import org.eclipse.rdf4j.repository.sail.SailRepository;
import org.eclipse.rdf4j.sail.Sail;
import org.eclipse.rdf4j.sail.lmdb.LmdbStore;
import org.eclipse.rdf4j.sail.memory.MemoryStore;
import org.rdfhdt.hdt.enums.TripleComponentRole;
import org.rdfhdt.hdt.hdt.HDT;
import org.rdfhdt.hdt.hdt.HDTManager;
import org.rdfhdt.hdt.options.HDTSpecification;
import org.rdfhdt.hdt.triples.TripleID;
import org.rdfhdt.hdt.triples.TripleString;
import org.slf4j.LoggerFactory;

/**
 * The frozen release beside what others would have used: Jena's dataset and graph in memory, HDT behind Jena's Graph, RDF4J in memory and
 * on LMDB. One process, in turns, CPU time of the thread that asks and of those it started, each answer read to its last value. HDT
 * and Jena's graph have no named graphs: questions about those are left out for them. See bench/README.md.
 */
public final class Others {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Pattern OF_NAMED_GRAPHS = Pattern.compile("\\bGRAPH\\b", Pattern.CASE_INSENSITIVE);

    private final Map<String, ToLongFunction<Query>> stores = new LinkedHashMap<>();

    public static void main(String[] arguments) throws IOException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        List<String> files = new ArrayList<>();
        int rounds = 15;
        for (String argument : arguments) {
            if (argument.startsWith("--rounds=")) {
                rounds = Integer.parseInt(argument.substring("--rounds=".length()));
            } else {
                files.add(argument);
            }
        }
        Others others = new Others();
        others.fill(files);
        others.compare(rounds);
        System.exit(0);
    }

    private void fill(List<String> files) throws IOException {
        System.out.println("| store | s CPU to fill | MB in memory | MB on disk |\n|---|---|---|---|");
        DatasetGraph frozen = filled("frozen", new SwitchedDataset(), files);
        jena("frozen", frozen, true);
        jena("Jena, transactional", filled("Jena, transactional", DatasetGraphFactory.createTxnMem(), files), true);
        Path work = Files.createTempDirectory("others-");
        Graph graph = measured("Jena, GraphMem roaring", null, () -> {
            Graph inMemory = GraphFactory.createGraphMem();
            Txn.executeRead(frozen, () -> frozen.getDefaultGraph().find().forEachRemaining(inMemory::add));
            return inMemory;
        });
        jena("Jena, GraphMem roaring", DatasetGraphFactory.wrap(graph), false);
        HDT hdt = measured("HDT", work.resolve("release.hdt"), () -> hdt(frozen, work.resolve("release.hdt")));
        jena("HDT behind Jena", DatasetGraphFactory.wrap(new HdtGraph(hdt)), false);
        rdf4j("RDF4J memory", new MemoryStore(), null, frozen);
        rdf4j("RDF4J LMDB", new LmdbStore(work.resolve("lmdb").toFile()), work.resolve("lmdb"), frozen);
    }

    private void rdf4j(String name, Sail sail, Path onDisk, DatasetGraph source) throws IOException {
        SailRepository repository = new SailRepository(sail);
        rdf4j(name, measured(name, onDisk, () -> {
            repository.init();
            RepositoryConnection filling = repository.getConnection();
            filling.begin();
            Txn.executeRead(source, () -> source.find().forEachRemaining(quad -> add(filling, quad)));
            filling.commit();
            return filling;
        }));
    }

    /** What is loaded, once: the first to run pays for the warming of the parser. */
    private static DatasetGraph filled(String name, DatasetGraph store, List<String> files) throws IOException {
        return measured(name, null, () -> {
            Stores.load(files, store, false);
            return store;
        });
    }

    private static <T> T measured(String name, Path onDisk, Filling<T> filling) throws IOException {
        long before = Stores.used();
        long start = cpu();
        T filled = filling.fill();
        double seconds = (cpu() - start) / 1e9;
        long bytes = Stores.used() - before;
        long stored = 0;
        if (onDisk != null) {
            try (var all = Files.walk(onDisk.getParent())) {
                stored = all.filter(each -> Files.isRegularFile(each) && each.startsWith(onDisk.getParent())
                                && each.toString().startsWith(onDisk.toString()))
                        .mapToLong(each -> each.toFile().length())
                        .sum();
            }
        }
        System.out.printf("| %s | %.1f | %d | %d |%n", name, seconds, bytes >> 20, stored >> 20);
        return filled;
    }

    private void jena(String name, DatasetGraph store, boolean named) {
        stores.put(name, query -> named || !OF_NAMED_GRAPHS.matcher(query.toString()).find() ? Stores.answer(store, query) : -1);
    }

    // ---- comparing

    private void compare(int rounds) throws IOException {
        Map<String, Map<String, Double>> cpu = new TreeMap<>();
        Map<String, Query> queries = Stores.queries();
        for (Map.Entry<String, Query> query : queries.entrySet()) {
            Map<String, Double> medians = new LinkedHashMap<>();
            Map<String, Long> sizes = new LinkedHashMap<>();
            for (Map.Entry<String, ToLongFunction<Query>> store : stores.entrySet()) {
                List<Long> times = new ArrayList<>();
                long size = 0;
                long spent = 0;
                for (int round = 0; round < rounds && spent < 5_000_000_000L; round++) {
                    long start = cpu();
                    try {
                        size = store.getValue().applyAsLong(query.getValue());
                    } catch (RuntimeException refused) {
                        System.err.println(query.getKey() + ", " + store.getKey() + ": " + refused);
                        size = -1;
                    }
                    times.add(cpu() - start);
                    spent += times.get(times.size() - 1);
                }
                sizes.put(store.getKey(), size);
                if (size >= 0) {
                    List<Long> late = times.subList(times.size() / 3, times.size()).stream().sorted().toList();
                    medians.put(store.getKey(), late.get(late.size() / 2) / 1e3);
                }
            }
            cpu.put(query.getKey(), medians);
            System.err.println(query.getKey() + " " + medians + " " + sizes);
        }
        System.out.println("\n| µs CPU, of the queries that the store can answer | questions and examples | of those, times the frozen release's |"
                + " statistics | times | slower than frozen |\n|---|---|---|---|---|---|");
        for (String store : stores.keySet()) {
            List<double[]> mix = pairs(cpu, store, false);
            List<double[]> statistics = pairs(cpu, store, true);
            System.out.printf(
                    "| %s | %,.0f (%d) | %.2f | %,.0f (%d) | %.2f | %d of %d |%n",
                    store, mean(mix), mix.size(), ratio(mix), mean(statistics), statistics.size(), ratio(statistics),
                    mix.stream().filter(each -> each[0] > each[1]).count()
                            + statistics.stream().filter(each -> each[0] > each[1]).count(),
                    mix.size() + statistics.size());
        }
    }

    /** Of one store and of the frozen one, for each query that it answers. */
    private static List<double[]> pairs(Map<String, Map<String, Double>> cpu, String store, boolean statistics) {
        return cpu.entrySet().stream()
                .filter(query -> query.getKey().startsWith("statistics") == statistics && query.getValue().containsKey(store))
                .map(query -> new double[] {query.getValue().get(store), query.getValue().get("frozen")})
                .toList();
    }

    private static double mean(List<double[]> pairs) {
        return pairs.stream().mapToDouble(each -> each[0]).average().orElse(0);
    }

    /** The means' ratio, over the same queries. */
    private static double ratio(List<double[]> pairs) {
        return mean(pairs) / pairs.stream().mapToDouble(each -> each[1]).average().orElse(1);
    }

    /** Of this thread; RDF4J and HDT answer on the thread that asks. */
    private static long cpu() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private interface Filling<T> {
        T fill() throws IOException;
    }

    // ---- HDT

    private static HDT hdt(DatasetGraph source, Path file) throws IOException {
        HDT written = Txn.calculateRead(source, () -> {
            Iterator<Triple> all = source.getDefaultGraph().find();
            return hdt(new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return all.hasNext();
                }

                @Override
                public TripleString next() {
                    Triple triple = all.next();
                    return new TripleString(
                            HdtGraph.text(triple.getSubject()), HdtGraph.text(triple.getPredicate()), HdtGraph.text(triple.getObject()));
                }
            });
        });
        written.saveToHDT(file.toString(), null);
        written.close();
        return HDTManager.loadIndexedHDT(file.toString(), null);
    }

    private static HDT hdt(Iterator<TripleString> triples) {
        try {
            return HDTManager.generateHDT(triples, "https://w3id.org/stay-tuned/", new HDTSpecification(), null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** An HDT with its second index as a graph of Jena's; a thing that was read is remembered by its number. */
    private static final class HdtGraph extends GraphBase {

        private static final TripleComponentRole[] ROLES = TripleComponentRole.values();

        private final HDT hdt;
        private final List<Map<Long, Node>> nodes = List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());
        private final List<Map<Node, Long>> numbers = List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());

        HdtGraph(HDT hdt) {
            this.hdt = hdt;
        }

        @Override
        protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
            long subject = number(pattern.getSubject(), TripleComponentRole.SUBJECT);
            long predicate = number(pattern.getPredicate(), TripleComponentRole.PREDICATE);
            long object = number(pattern.getObject(), TripleComponentRole.OBJECT);
            if (subject < 0 || predicate < 0 || object < 0) {
                return WrappedIterator.create(java.util.Collections.emptyIterator());
            }
            Iterator<TripleID> found = hdt.getTriples().search(new TripleID(subject, predicate, object));
            boolean same = pattern.getSubject().isVariable() && pattern.getSubject().equals(pattern.getObject());
            ExtendedIterator<Triple> triples = WrappedIterator.create(found)
                    .mapWith(id -> Triple.create(
                            node(id.getSubject(), TripleComponentRole.SUBJECT),
                            node(id.getPredicate(), TripleComponentRole.PREDICATE),
                            node(id.getObject(), TripleComponentRole.OBJECT)));
            return same ? triples.filterKeep(pattern::matches) : triples;
        }

        /** Zero: any; less: there is no such thing. */
        private long number(Node node, TripleComponentRole role) {
            if (node == null || !node.isConcrete()) {
                return 0;
            }
            return numbers.get(role.ordinal()).computeIfAbsent(node, each -> {
                long id = hdt.getDictionary().stringToId(text(each), role);
                return id <= 0 ? -1 : id;
            });
        }

        private Node node(long id, TripleComponentRole role) {
            return nodes.get(role.ordinal()).computeIfAbsent(id, each -> node(hdt.getDictionary().idToString(each, ROLES[role.ordinal()]).toString()));
        }

        private static Node node(String text) {
            if (text.startsWith("_:")) {
                return NodeFactory.createBlankNode(text.substring(2));
            }
            if (!text.startsWith("\"")) {
                return NodeFactory.createURI(text);
            }
            int end = text.lastIndexOf('"');
            String rest = text.substring(end + 1);
            String lexical = text.substring(1, end);
            return rest.startsWith("@")
                    ? NodeFactory.createLiteralLang(lexical, rest.substring(1))
                    : rest.startsWith("^^")
                            ? NodeFactory.createLiteralDT(lexical, NodeFactory.getType(rest.substring(3, rest.length() - 1)))
                            : NodeFactory.createLiteralString(lexical);
        }

        static String text(Node node) {
            if (node.isURI()) {
                return node.getURI();
            }
            if (node.isBlank()) {
                return "_:" + node.getBlankNodeLabel();
            }
            String text = "\"" + node.getLiteralLexicalForm() + "\"";
            if (!node.getLiteralLanguage().isEmpty()) {
                return text + "@" + node.getLiteralLanguage();
            }
            String type = node.getLiteralDatatypeURI();
            return type.endsWith("XMLSchema#string") ? text : text + "^^<" + type + ">";
        }
    }

    // ---- RDF4J

    private static final ValueFactory VALUES = SimpleValueFactory.getInstance();

    private static void add(RepositoryConnection connection, Quad quad) {
        Resource context = quad.isDefaultGraph() ? null : (Resource) value(quad.getGraph());
        connection.add((Resource) value(quad.getSubject()), (IRI) value(quad.getPredicate()), value(quad.getObject()), context);
    }

    private static Value value(Node node) {
        if (node.isURI()) {
            return VALUES.createIRI(node.getURI());
        }
        if (node.isBlank()) {
            return VALUES.createBNode(node.getBlankNodeLabel().replaceAll("[^A-Za-z0-9]", "x"));
        }
        return node.getLiteralLanguage().isEmpty()
                ? VALUES.createLiteral(node.getLiteralLexicalForm(), VALUES.createIRI(node.getLiteralDatatypeURI()))
                : VALUES.createLiteral(node.getLiteralLexicalForm(), node.getLiteralLanguage());
    }

    private void rdf4j(String name, RepositoryConnection connection) {
        // The default graph is what stands in no graph, as with the others; RDF4J's own would give each statement several times.
        SimpleDataset alone = new SimpleDataset();
        alone.addDefaultGraph(RDF4J.NIL);
        SimpleDataset both = new SimpleDataset();
        both.addDefaultGraph(RDF4J.NIL);
        connection.getContextIDs().forEach(graph -> both.addNamedGraph((IRI) graph));
        stores.put(name, query -> {
            String text = query.toString();
            SimpleDataset dataset = OF_NAMED_GRAPHS.matcher(text).find() ? both : alone;
            long size = 0;
            if (query.isAskType()) {
                var ask = connection.prepareBooleanQuery(text);
                ask.setDataset(dataset);
                return ask.evaluate() ? 1 : 0;
            }
            if (query.isConstructType()) {
                GraphQuery construct = connection.prepareGraphQuery(text);
                construct.setDataset(dataset);
                try (GraphQueryResult statements = construct.evaluate()) {
                    for (; statements.hasNext(); statements.next()) {
                        size++;
                    }
                }
                return size;
            }
            TupleQuery select = connection.prepareTupleQuery(text);
            select.setDataset(dataset);
            try (TupleQueryResult rows = select.evaluate()) {
                while (rows.hasNext()) {
                    for (var binding : rows.next()) {
                        Value value = binding.getValue();
                        size += value.isBNode() ? 1 : value.stringValue().length();
                    }
                }
            }
            return size;
        });
    }
}
