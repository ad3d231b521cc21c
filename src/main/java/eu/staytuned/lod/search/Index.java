package eu.staytuned.lod.search;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.search.Entry.Name;
import eu.staytuned.lod.search.Entry.Text;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.store.ByteBuffersDirectory;

/** The names and texts of one release, by their words. */
final class Index {

    /** Names as a whole, folded. */
    static final String WHOLE = "whole";

    /** Names, by their words. */
    static final String NAME = "name";

    /** Descriptions, by their words. */
    static final String TEXT = "text";

    /** So many of the best are put in order; whoever leafs further should ask more precisely. */
    static final int WINDOW = 300;

    private static final String ORDINAL = "ordinal";
    private static final String SKOS = "http://www.w3.org/2004/02/skos/core#";

    private static final List<Node> OTHER_NAMES =
            List.of(node(SKOS + "altLabel"), node("http://purl.org/dc/terms/alternative"));
    private static final Node HIDDEN_NAME = node(SKOS + "hiddenLabel");
    private static final List<Node> CODES =
            List.of(node(SKOS + "notation"), node("http://purl.org/dc/terms/identifier"));

    /** Codes among the terms of our ontology end in what they are. */
    private static final Pattern CODE = Pattern.compile("ontology#\\w*(Code|Alpha[23])");

    private static final Pattern TOLD = Pattern.compile("ontology#(aim|approach|lesson|tagline)");
    private static final Node SCOPE_NOTE = node(SKOS + "scopeNote");

    private static final double OTHER_NAME = 0.01;
    private static final double HIDDEN = 0.02;

    private final Edition edition;
    private final List<Entry> entries;
    private final IndexSearcher searcher;

    private Index(Edition edition, List<Entry> entries, DirectoryReader reader) {
        this.edition = edition;
        this.entries = entries;
        this.searcher = new IndexSearcher(reader);
        // An answer is kept where it is sent from; what the searcher would keep is never asked for twice.
        searcher.setQueryCache(null);
    }

    /** The index of what is on the shelf; called within a transaction. */
    static Index of(Shelf shelf, IriSpace iris) {
        List<Entry> entries = new ArrayList<>();
        Graph graph = shelf.data().getDefaultGraph();
        Kinds kinds = new Kinds(graph, iris);
        Set<Node> seen = new HashSet<>();
        List<Node> subjects = new ArrayList<>();
        for (Node property : nameProperties()) {
            graph.find(Node.ANY, property, Node.ANY).forEachRemaining(triple -> {
                Node subject = triple.getSubject();
                if (subject.isURI() && iris.contains(subject.getURI()) && seen.add(subject)) {
                    subjects.add(subject);
                }
            });
        }
        subjects.sort(Comparator.comparing(Node::getURI));
        Map<String, List<String>> folded = new HashMap<>();
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(new WhitespaceAnalyzer()))) {
            for (Node subject : subjects) {
                Set<Node> types = kinds.of(subject);
                if (!kinds.areLookedFor(types) || isWithdrawn(graph, subject, iris)) {
                    continue;
                }
                Node kind = kinds.best(types);
                Entry entry = new Entry(
                        subject,
                        kind,
                        List.copyOf(types),
                        kinds.rank(kind, types),
                        new ArrayList<>(),
                        new ArrayList<>());
                graph.find(subject, Node.ANY, Node.ANY)
                        .filterKeep(triple -> triple.getObject().isLiteral())
                        .forEachRemaining(
                                triple -> add(triple.getPredicate(), triple.getObject(), entry, iris, folded));
                if (!entry.names().isEmpty()) {
                    writer.addDocument(document(entry, entries.size()));
                    entries.add(entry);
                }
            }
            writer.forceMerge(1);
            writer.commit();
            return new Index(shelf.edition(), List.copyOf(entries), DirectoryReader.open(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Node> nameProperties() {
        List<Node> properties = new ArrayList<>(Labels.PROPERTIES);
        properties.addAll(OTHER_NAMES);
        properties.add(HIDDEN_NAME);
        return properties;
    }

    /** What is no longer published answers 410 and is not to be found; a term that is no longer to be used still is. */
    private static boolean isWithdrawn(Graph graph, Node subject, IriSpace iris) {
        return iris.pathOf(subject.getURI()).orElse("").startsWith("id/")
                && graph.find(subject, Terms.DEPRECATED, Node.ANY)
                        .filterKeep(triple ->
                                triple.getObject().isLiteral() && Boolean.TRUE.equals(valueOf(triple.getObject())))
                        .hasNext();
    }

    private static Object valueOf(Node literal) {
        return literal.getLiteral().isWellFormed() ? literal.getLiteralValue() : "";
    }

    private static void add(Node property, Node literal, Entry entry, IriSpace iris, Map<String, List<String>> folded) {
        String text = literal.getLiteralLexicalForm();
        String language = literal.getLiteralLanguage();
        String term = property.isURI() ? iris.pathOf(property.getURI()).orElse("") : "";
        boolean isCode = CODES.contains(property) || CODE.matcher(term).matches();
        boolean isName = Labels.PROPERTIES.contains(property);
        boolean isOther = OTHER_NAMES.contains(property);
        if (isCode || isName || isOther || property.equals(HIDDEN_NAME)) {
            List<String> spellings = spellings(text, folded);
            double penalty = isName || isCode ? 0 : isOther ? OTHER_NAME : HIDDEN;
            if (!spellings.isEmpty()) {
                entry.names().add(new Name(property, text, language, penalty, spellings));
            }
        } else if (Labels.DESCRIPTIONS.contains(property)
                || property.equals(SCOPE_NOTE)
                || TOLD.matcher(term).matches()) {
            StringBuilder words = new StringBuilder(" ");
            Words.of(text).forEach(word -> word.forms()
                    .forEach(form -> words.append(form).append(' ')));
            entry.texts().add(new Text(property, text, language, words.toString()));
        }
    }

    /** Many names are the same in several languages and under several properties. */
    private static List<String> spellings(String text, Map<String, List<String>> folded) {
        return folded.computeIfAbsent(text, name -> Words.spellings(Words.of(name)).stream()
                .map(spelling -> " " + spelling + " ")
                .toList());
    }

    private static Document document(Entry entry, int ordinal) {
        Document document = new Document();
        document.add(new NumericDocValuesField(ORDINAL, ordinal));
        Set<String> whole = new HashSet<>();
        for (Name name : entry.names()) {
            name.spellings().forEach(spelling -> {
                if (whole.add(spelling.strip())) {
                    document.add(new TextField(NAME, spelling, Field.Store.NO));
                }
            });
        }
        for (String name : whole) {
            // Lucene refuses terms of more than 32,766 bytes; nobody types so much either.
            document.add(new StringField(WHOLE, name.substring(0, Math.min(name.length(), 1000)), Field.Store.NO));
        }
        for (Text text : entry.texts()) {
            document.add(new TextField(TEXT, text.words(), Field.Store.NO));
        }
        return document;
    }

    Edition edition() {
        return edition;
    }

    int size() {
        return entries.size();
    }

    /**
     * Those for which a query holds.
     *
     * @param best of the kinds asked for, best first, {@value #WINDOW} at most
     * @param total of the kinds asked for
     * @param kinds all, by kind
     */
    record Found(List<Entry> best, int total, Map<Node, Integer> kinds) {}

    Found find(Query query, Set<Node> kinds) {
        Candidates candidates = new Candidates(kinds);
        try {
            searcher.search(query, candidates);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return candidates.found();
    }

    /** In the order of their number. */
    static Map<Node, Integer> mostFirst(Map<Node, Integer> kinds) {
        Map<Node, Integer> mostFirst = new LinkedHashMap<>();
        kinds.entrySet().stream()
                .sorted(Map.Entry.<Node, Integer>comparingByValue().reversed().thenComparing(kind -> kind.getKey()
                        .getURI()))
                .forEach(kind -> mostFirst.put(kind.getKey(), kind.getValue()));
        return mostFirst;
    }

    /** Counts all and keeps the best. */
    private final class Candidates extends SimpleCollector {

        private record Candidate(int ordinal, double score) {}

        private static final Comparator<Candidate> WORST_FIRST = Comparator.comparingDouble(Candidate::score)
                .thenComparing(Comparator.comparingInt(Candidate::ordinal).reversed());

        private final Set<Node> wanted;
        private final PriorityQueue<Candidate> best = new PriorityQueue<>(WORST_FIRST);
        private final Map<Node, Integer> kinds = new HashMap<>();
        private int total;
        private NumericDocValues ordinals;
        private Scorable scorer;

        Candidates(Set<Node> wanted) {
            this.wanted = wanted;
        }

        @Override
        protected void doSetNextReader(LeafReaderContext context) throws IOException {
            ordinals = context.reader().getNumericDocValues(ORDINAL);
        }

        @Override
        public void setScorer(Scorable scorer) {
            this.scorer = scorer;
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE;
        }

        @Override
        public void collect(int doc) throws IOException {
            ordinals.advanceExact(doc);
            int ordinal = (int) ordinals.longValue();
            Entry entry = entries.get(ordinal);
            kinds.merge(entry.kind(), 1, Integer::sum);
            if (entry.isOneOf(wanted)) {
                total++;
                best.add(new Candidate(ordinal, scorer.score() * entry.rank()));
                if (best.size() > WINDOW) {
                    best.poll();
                }
            }
        }

        Found found() {
            List<Entry> entriesBestFirst = best.stream()
                    .sorted(WORST_FIRST.reversed())
                    .map(candidate -> entries.get(candidate.ordinal()))
                    .toList();
            return new Found(entriesBestFirst, total, mostFirst(kinds));
        }
    }

    private static Node node(String iri) {
        return NodeFactory.createURI(iri);
    }
}
