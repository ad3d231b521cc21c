package eu.staytuned.lod.store.frozen;

import java.util.Arrays;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.PrefixMapStd;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;

/** Statements that are being gathered for a frozen dataset. For one thread. */
public final class Draft {

    private Dictionary dictionary = new Dictionary();
    private final PrefixMap prefixes;
    private final Rows triples = new Rows(3);
    private final Rows quads = new Rows(4);
    /** What this begins with; null from the first change on. */
    private @Nullable FrozenDataset before;
    /** What was gathered so far, where somebody looked. */
    private @Nullable FrozenDataset frozen;

    /** For each position of a statement a column that grows. */
    private static final class Rows {

        private final int[][] columns;
        private int size;

        Rows(int positions) {
            columns = new int[positions][1024];
        }

        void add(int... row) {
            if (size == columns[0].length) {
                for (int position = 0; position < columns.length; position++) {
                    columns[position] = Arrays.copyOf(columns[position], size * 2);
                }
            }
            for (int position = 0; position < columns.length; position++) {
                columns[position][size] = row[position];
            }
            size++;
        }

        void remove(int... pattern) {
            int kept = 0;
            for (int row = 0; row < size; row++) {
                boolean wanted = false;
                for (int position = 0; position < columns.length; position++) {
                    columns[position][kept] = columns[position][row];
                    wanted |= pattern[position] != Cursor.ANY && pattern[position] != columns[position][row];
                }
                if (wanted) {
                    kept++;
                }
            }
            size = kept;
        }

        int[][] copy() {
            return Arrays.stream(columns)
                    .map(column -> Arrays.copyOf(column, size))
                    .toArray(int[][]::new);
        }

        /** What a copy would be; nothing is left here. */
        int[][] take() {
            for (int position = 0; position < columns.length; position++) {
                columns[position] = Arrays.copyOf(columns[position], size);
            }
            int[][] taken = columns.clone();
            Arrays.setAll(columns, position -> new int[1]);
            size = 0;
            return taken;
        }
    }

    /** Begins with nothing. */
    public Draft() {
        this.prefixes = new PrefixMapStd();
    }

    /** Begins with everything that is in the dataset; it is copied when something is changed. */
    Draft(FrozenDataset before) {
        this.before = before;
        this.frozen = before;
        this.prefixes = new PrefixMapStd(before.prefixes());
    }

    private void change() {
        frozen = null;
        if (before != null) {
            FrozenDataset copied = before;
            before = null;
            copied.find()
                    .forEachRemaining(
                            quad -> add(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject()));
        }
    }

    /** Leaves no statement; the prefixes stay. */
    void clear() {
        before = null;
        frozen = null;
        dictionary = new Dictionary();
        triples.size = 0;
        quads.size = 0;
    }

    /** The prefixes, to be changed. */
    PrefixMap prefixes() {
        change();
        return prefixes;
    }

    void add(Node g, Node s, Node p, Node o) {
        change();
        if (Quad.isDefaultGraph(g)) {
            triples.add(dictionary.add(s), dictionary.add(p), dictionary.add(o));
        } else {
            quads.add(dictionary.add(s), dictionary.add(p), dictionary.add(o), dictionary.add(g));
        }
    }

    /**
     * Adds a statement to a named graph.
     *
     * @param inDefaultGraph whether it is added to the default graph as well
     */
    public void add(Node g, Node s, Node p, Node o, boolean inDefaultGraph) {
        change();
        int subject = dictionary.add(s);
        int predicate = dictionary.add(p);
        int object = dictionary.add(o);
        quads.add(subject, predicate, object, dictionary.add(g));
        if (inDefaultGraph) {
            triples.add(subject, predicate, object);
        }
    }

    /** Takes out what has these terms, however often it was added. Goes through everything. */
    void remove(@Nullable Node g, @Nullable Node s, @Nullable Node p, @Nullable Node o) {
        change();
        int[] pattern = {dictionary.numberOf(s), dictionary.numberOf(p), dictionary.numberOf(o), Cursor.ANY};
        boolean everywhere = g == null || g == Node.ANY;
        boolean inDefaultGraph = g != null && Quad.isDefaultGraph(g);
        if (!everywhere && !inDefaultGraph) {
            pattern[Order.G] = dictionary.numberOf(g);
        }
        if (Arrays.stream(pattern).anyMatch(number -> number == Dictionary.NOWHERE)) {
            return;
        }
        if (everywhere || inDefaultGraph) {
            triples.remove(pattern);
        }
        if (!inDefaultGraph) {
            quads.remove(pattern);
        }
    }

    /** Keeps no second copy of the terms that a frozen dataset has as well. */
    public void shareTermsWith(DatasetGraph dataset) {
        FrozenDataset other = SwitchedDataset.behind(dataset);
        if (other != null) {
            dictionary.shareTermsWith(other.dictionary());
        }
    }

    /** Has these prefixes and no others. */
    public void prefixes(Map<String, String> prefixes) {
        if (!prefixes.equals(this.prefixes.getMappingCopy())) {
            prefixes().clear();
            prefixes().putAll(prefixes);
        }
    }

    /** What was gathered so far, with other prefixes. */
    public DatasetGraph read(Map<String, String> prefixes) {
        prefixes(prefixes);
        return freeze();
    }

    /** What was gathered so far. */
    FrozenDataset freeze() {
        if (frozen == null) {
            frozen = new FrozenDataset(dictionary.copy(), triples.copy(), quads.copy(), prefixes);
        }
        return frozen;
    }

    /** What was gathered, all in all: nothing is kept but what this gives, which is copied if something is changed after all. */
    FrozenDataset last() {
        if (frozen == null) {
            frozen = new FrozenDataset(dictionary.trimmed(), triples.take(), quads.take(), prefixes);
            dictionary = new Dictionary();
            before = frozen;
        }
        return frozen;
    }
}
