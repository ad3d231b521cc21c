package eu.staytuned.lod.explain;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.lang.arq.javacc.ARQParser;
import org.apache.jena.sparql.lang.arq.javacc.ARQParserConstants;
import org.apache.jena.sparql.lang.arq.javacc.Token;
import org.apache.jena.sparql.lang.arq.javacc.TokenMgrError;

/**
 * The text of a query, word by word.
 *
 * <p>A parsed query has forgotten where its terms stood. So it is parsed a second time with each term replaced by an IRI
 * that counts it: the two trees are alike, and what stands in the second says where the first has it from.
 */
final class Manuscript implements ARQParserConstants {

    /**
     * A word of the query.
     *
     * @param kind as the parser calls it; that of its first part where it has several, such as a text and its language
     * @param start where it begins in the text
     * @param end behind its last letter
     */
    record Word(int kind, String text, int start, int end) {}

    /** A change of the text: what stands between two places gives way to something else. */
    record Edit(int start, int end, String by) {}

    private static final String MARK = "urn:x-word:";
    private static final Set<Integer> STRINGS =
            Set.of(STRING_LITERAL1, STRING_LITERAL2, STRING_LITERAL_LONG1, STRING_LITERAL_LONG2);
    private static final Set<Integer> PLAIN_TERMS = Set.of(KW_A, TRUE, FALSE, INTEGER, DECIMAL, DOUBLE);
    private static final Set<Integer> BEFORE_WHAT_IS_NO_TERM = Set.of(LIMIT, OFFSET, FROM, BASE, SERVICE, EQ);

    private static final Word SHORT = new Word(PNAME_LN, "", 0, 0);

    private final String text;
    private final String base;
    private final Query query;
    private final List<Word> words;
    private final Optional<Query> marked;

    private Manuscript(String text, Query query) {
        this.text = text;
        this.base = query.getBaseURI() == null ? "urn:x-base:" : query.getBaseURI();
        this.query = query;
        this.words = read(text);
        this.marked = mark();
    }

    static Manuscript of(String text, Query query) {
        return new Manuscript(text, query);
    }

    Query query() {
        return query;
    }

    /** The same query with a mark for each term; empty where the text cannot be followed word by word. */
    Optional<Query> marked() {
        return marked;
    }

    List<Word> words() {
        return words;
    }

    PrefixMapping prefixes() {
        return query.getPrefixMapping();
    }

    /** The word that a mark stands for. */
    Optional<Word> word(Node mark) {
        return mark.isURI() && mark.getURI().startsWith(MARK)
                ? Optional.of(words.get(Integer.parseInt(mark.getURI().substring(MARK.length()))))
                : Optional.empty();
    }

    char before(Word word) {
        return word.start() == 0 ? ' ' : text.charAt(word.start() - 1);
    }

    String text() {
        return text;
    }

    int line(int offset) {
        return 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    int column(int offset) {
        return offset - (text.lastIndexOf('\n', offset - 1) + 1) + 1;
    }

    /** The place of a line and a column. */
    int offset(int line, int column) {
        int start = 0;
        for (int i = 1; i < line && text.indexOf('\n', start) >= 0; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return Math.min(text.length(), start + column - 1);
    }

    /** The text with these changes, which do not overlap. */
    String with(List<Edit> edits) {
        StringBuilder changed = new StringBuilder();
        int from = 0;
        for (Edit edit :
                edits.stream().sorted(Comparator.comparingInt(Edit::start)).toList()) {
            changed.append(text, from, edit.start()).append(edit.by());
            from = edit.end();
        }
        return changed.append(text, from, text.length()).toString();
    }

    /** Where a place of the changed text was before the changes. */
    static int back(List<Edit> edits, int offset) {
        int place = offset;
        for (Edit edit : edits) {
            int growth = edit.by().length() - (edit.end() - edit.start());
            int before = edits.stream()
                    .filter(other -> other.start() < edit.start())
                    .mapToInt(other -> other.by().length() - (other.end() - other.start()))
                    .sum();
            if (offset > edit.start() + before) {
                place -= growth;
            }
        }
        return Math.max(0, place);
    }

    /** A query of this text's kind; empty where it is none. */
    Optional<Query> parse(String changed) {
        try {
            return Optional.of(QueryFactory.create(changed, base, Syntax.syntaxARQ));
        } catch (QueryException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** What to write where a word stands, and the line that declares a prefix where the query has none for it. */
    List<Edit> replace(Word word, Node by, Map<String, String> releasePrefixes) {
        List<Edit> edits = new ArrayList<>();
        String spelled = spell(by, word, releasePrefixes, edits);
        edits.add(new Edit(word.start(), word.end(), spelled));
        return edits;
    }

    /** As {@link #replace}, in front of a word; what is declared for it goes into {@code edits}. */
    String spell(Node node, Word like, Map<String, String> releasePrefixes, List<Edit> edits) {
        if (node.isLiteral()) {
            String written = Wording.of(node, prefixes());
            int datatype = written.lastIndexOf("^^<");
            return datatype < 0
                    ? written
                    : written.substring(0, datatype + 2)
                            + spell(NodeFactory.createURI(node.getLiteralDatatypeURI()), SHORT, releasePrefixes, edits);
        }
        if (!node.isURI() || like.kind() == IRIref) {
            return node.isURI() ? "<" + node.getURI() + ">" : Wording.of(node, prefixes());
        }
        String iri = node.getURI();
        String namespace = Spelling.namespace(iri);
        String local = iri.substring(namespace.length());
        String declared = prefixes().getNsURIPrefix(namespace);
        if (!Wording.isLocalName(local)) {
            return "<" + iri + ">";
        }
        if (declared != null) {
            return declared + ":" + local;
        }
        Optional<String> known = releasePrefixes.entrySet().stream()
                .filter(prefix ->
                        prefix.getValue().equals(namespace) && prefixes().getNsPrefixURI(prefix.getKey()) == null)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
        known.ifPresent(prefix -> edits.add(new Edit(0, 0, "PREFIX " + prefix + ": <" + namespace + ">\n")));
        return known.map(prefix -> prefix + ":" + local).orElse("<" + iri + ">");
    }

    private Optional<Query> mark() {
        List<Edit> marks = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (isTerm(i)) {
                marks.add(new Edit(words.get(i).start(), words.get(i).end(), "<" + MARK + i + ">"));
            }
        }
        return parse(with(marks));
    }

    private boolean isTerm(int i) {
        Word word = words.get(i);
        int before = i == 0 ? EOF : words.get(i - 1).kind();
        int after = i + 1 == words.size() ? EOF : words.get(i + 1).kind();
        if (BEFORE_WHAT_IS_NO_TERM.contains(before) && !(before == EQ && !isSeparator(i - 2))) {
            return false;
        }
        if (word.kind() == IRIref || word.kind() == PNAME_LN || word.kind() == PNAME_NS) {
            boolean prologue = before == PREFIX
                    || i > 1 && before == PNAME_NS && words.get(i - 2).kind() == PREFIX
                    || before == NAMED && i > 1 && words.get(i - 2).kind() == FROM;
            // An IRI before a bracket is a function, or followed by a list.
            return !prologue && after != LPAREN && after != NIL;
        }
        return STRINGS.contains(word.kind()) || PLAIN_TERMS.contains(word.kind());
    }

    private boolean isSeparator(int i) {
        return i >= 0 && words.get(i).kind() == SEPARATOR;
    }

    /** Empty where a word is not written as the parser reads it, which escapes outside texts can do. */
    private static List<Word> read(String text) {
        List<Word> words = new ArrayList<>();
        try {
            ARQParser parser = new ARQParser(new StringReader(text));
            int end = 0;
            for (Token token = parser.getNextToken(); token.kind != EOF; token = parser.getNextToken()) {
                int start = skipBlanks(text, end);
                if (!text.startsWith(token.image, start)) {
                    return List.of();
                }
                end = start + token.image.length();
                words.add(new Word(token.kind, token.image, start, end));
            }
        } catch (TokenMgrError e) {
            return List.of();
        }
        return joined(text, words);
    }

    private static int skipBlanks(String text, int from) {
        int place = from;
        while (place < text.length()) {
            if (text.charAt(place) == '#') {
                while (place < text.length() && text.charAt(place) != '\n' && text.charAt(place) != '\r') {
                    place++;
                }
            } else if (Character.isWhitespace(text.charAt(place))) {
                place++;
            } else {
                break;
            }
        }
        return place;
    }

    /** A text, its language and its datatype are one word. */
    private static List<Word> joined(String text, List<Word> words) {
        List<Word> joined = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            int last = i;
            if (STRINGS.contains(word.kind())) {
                if (i + 1 < words.size() && words.get(i + 1).kind() == LANG_DIR) {
                    last = i + 1;
                } else if (i + 2 < words.size() && words.get(i + 1).kind() == DATATYPE) {
                    last = i + 2;
                }
            }
            int end = words.get(last).end();
            joined.add(new Word(word.kind(), text.substring(word.start(), end), word.start(), end));
            i = last;
        }
        return List.copyOf(joined);
    }

    /** How often each variable is named. */
    Map<String, Integer> variables() {
        Map<String, Integer> names = new HashMap<>();
        words.stream()
                .filter(Manuscript::isVariable)
                .forEach(word -> names.merge(word.text().substring(1), 1, Integer::sum));
        return names;
    }

    static boolean isVariable(Word word) {
        return word.kind() == VAR1 || word.kind() == VAR2;
    }
}
