package eu.staytuned.lod.sparql;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.jena.query.Query;
import org.apache.jena.query.Syntax;
import org.apache.jena.sparql.lang.SyntaxVarScope;
import org.apache.jena.sparql.lang.arq.javacc.ARQParser;
import org.apache.jena.sparql.lang.arq.javacc.ARQParserConstants;
import org.apache.jena.sparql.lang.arq.javacc.ARQParserTokenManager;
import org.apache.jena.sparql.lang.arq.javacc.ParseException;
import org.apache.jena.sparql.lang.arq.javacc.SimpleCharStream;
import org.apache.jena.sparql.lang.arq.javacc.Token;
import org.jspecify.annotations.Nullable;

/**
 * The words of a query, for Jena's parser and for whoever looks for one among them.
 *
 * <p>Jena's own scanner is one method of some 14,000 instructions. The JVM compiles none of more than 8,000, so that for a small query
 * more time went into finding its words than into everything else. Here they are found in one pass; a text with anything that is rare,
 * such as escapes in names or statements as terms, is left to Jena, and so is every text that turns out to be no query.
 */
final class Words implements ARQParserConstants {

    private static final Map<String, Integer> KEYWORDS = new HashMap<>();

    static {
        for (int kind = KW_A; kind < DIGITS; kind++) {
            String image = tokenImage[kind];
            if (image.startsWith("\"")) {
                KEYWORDS.put(image.substring(1, image.length() - 1).toLowerCase(Locale.ROOT), kind);
            }
        }
        // With blanks, either is the beginning of a longer word.
        KEYWORDS.remove("insert");
        KEYWORDS.remove("delete");
    }

    private static final int NOTHING = -1;

    private final String text;
    private final int end;
    private final List<Token> found = new ArrayList<>();

    private Words(String text) {
        this.text = text;
        this.end = text.length();
    }

    /** All words of a text and the end; by Jena's scanner where they are none for this one. */
    static List<Token> of(String text) {
        List<Token> words = common(text);
        if (words == null) {
            words = new ArrayList<>();
            ARQParserTokenManager scanner = new ARQParserTokenManager(new SimpleCharStream(new StringReader(text)));
            do {
                words.add(scanner.getNextToken());
            } while (words.get(words.size() - 1).kind != EOF);
        }
        return words;
    }

    /** All words of a text and the end; null where some are not common. Where they stand is not said. */
    static @Nullable List<Token> common(String text) {
        Words words = new Words(text);
        return words.scan() ? words.found : null;
    }

    /**
     * What the words mean.
     *
     * @return null where they are no query
     */
    static @Nullable Query read(List<Token> words, Query query) {
        query.setSyntax(Syntax.syntaxARQ);
        query.setStrict(true);
        ARQParser parser = new ARQParser(new Scanned(words));
        parser.setQuery(query);
        try {
            parser.QueryUnit();
            SyntaxVarScope.check(query);
            return query;
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            return null;
        }
    }

    /** Gives the parser what was found before. */
    private static final class Scanned extends ARQParserTokenManager {

        private final Iterator<Token> words;

        Scanned(List<Token> words) {
            super(new SimpleCharStream(new StringReader(""), 1, 1, 1));
            this.words = words.iterator();
        }

        @Override
        public Token getNextToken() {
            return words.hasNext() ? words.next() : new Token(EOF, "");
        }
    }

    private boolean scan() {
        int at = blank(0);
        while (at < end) {
            int next = word(at);
            if (next == NOTHING) {
                return false;
            }
            at = blank(next);
        }
        found.add(new Token(EOF, ""));
        return true;
    }

    private int blank(int from) {
        int at = from;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '#') {
                while (at < end && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                    at++;
                }
            } else if (isBlank(c)) {
                at++;
            } else {
                break;
            }
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }

    /** Where the word ends that begins here. */
    private int word(int at) {
        char c = text.charAt(at);
        if (isLetter(c)) {
            return name(at);
        } else if (isDigit(c)) {
            return number(at, at, INTEGER);
        }
        char next = character(at + 1);
        return switch (c) {
            case '?' -> isInName(next) ? variable(VAR1, at) : next < 0x80 ? add(QMARK, at, at + 1) : NOTHING;
            case '$' -> isInName(next) ? variable(VAR2, at) : NOTHING;
            case '<' -> iri(at);
            case '"', '\'' -> string(at, c);
            case ':' -> prefixed(at, at);
            case '_' -> next == ':' ? blankNode(at) : NOTHING;
            case '@' -> language(at);
            case '(' -> pair(LPAREN, NIL, ')', at);
            case '[' -> pair(LBRACKET, ANON, ']', at);
            case ')' -> next == '>' ? NOTHING : add(RPAREN, at, at + 1);
            case ']' -> add(RBRACKET, at, at + 1);
            case '{' -> next == '|' ? NOTHING : add(LBRACE, at, at + 1);
            case '}' -> add(RBRACE, at, at + 1);
            case ';' -> add(SEMICOLON, at, at + 1);
            case ',' -> add(COMMA, at, at + 1);
            case '.' -> isDigit(next) ? NOTHING : add(DOT, at, at + 1);
            case '=' -> add(EQ, at, at + 1);
            case '!' -> next == '=' ? add(NE, at, at + 2) : add(BANG, at, at + 1);
            case '>' -> next == '>' ? NOTHING : next == '=' ? add(GE, at, at + 2) : add(GT, at, at + 1);
            case '&' -> next == '&' ? add(SC_AND, at, at + 2) : NOTHING;
            case '|' -> next == '}' ? NOTHING : next == '|' ? add(SC_OR, at, at + 2) : add(VBAR, at, at + 1);
            case '^' -> next == '^' ? add(DATATYPE, at, at + 2) : add(CARAT, at, at + 1);
            case '*' -> add(STAR, at, at + 1);
            case '/' -> add(SLASH, at, at + 1);
            case '+' ->
                isDigit(next) ? number(at, at + 1, INTEGER_POSITIVE) : next == '.' ? NOTHING : add(PLUS, at, at + 1);
            case '-' ->
                isDigit(next) ? number(at, at + 1, INTEGER_NEGATIVE) : next == '.' ? NOTHING : add(MINUS, at, at + 1);
            default -> NOTHING;
        };
    }

    private char character(int at) {
        return at < end ? text.charAt(at) : ' ';
    }

    private int add(int kind, int from, int to) {
        found.add(new Token(kind, text.substring(from, to)));
        return to;
    }

    /** A keyword, or a name with a prefix. */
    private int name(int from) {
        int keyword = from;
        while (keyword < end && isInName(text.charAt(keyword))) {
            keyword++;
        }
        int at = keyword;
        while (at < end && isInLocal(text.charAt(at)) && text.charAt(at) != ':') {
            at++;
        }
        if (character(at) == ':') {
            return text.charAt(at - 1) == '.' ? NOTHING : prefixed(from, at);
        }
        char next = character(keyword);
        if (next >= 0x80 || next == '-' || next == '\\' || next == '%') {
            return NOTHING;
        }
        String word = text.substring(from, keyword);
        Integer kind = KEYWORDS.get(word.toLowerCase(Locale.ROOT));
        if (kind == null || kind == KW_A && !word.equals("a")) {
            return NOTHING;
        }
        found.add(new Token(kind, word));
        return keyword;
    }

    private int prefixed(int from, int colon) {
        int at = colon + 1;
        char first = character(at);
        if (isInName(first) || first == ':') {
            at++;
            while (at < end && isInLocal(text.charAt(at))) {
                at++;
            }
            if (isInLongerName(character(at))) {
                return NOTHING;
            }
            while (text.charAt(at - 1) == '.') {
                at--;
            }
            return add(PNAME_LN, from, at);
        }
        return first == '=' || first == '-' || isInLongerName(first) ? NOTHING : add(PNAME_NS, from, at);
    }

    private int blankNode(int from) {
        int at = from + 2;
        if (!isInName(character(at))) {
            return NOTHING;
        }
        while (at < end && isInLocal(text.charAt(at)) && text.charAt(at) != ':') {
            at++;
        }
        if (isInLongerName(character(at)) || character(at) == ':') {
            return NOTHING;
        }
        while (text.charAt(at - 1) == '.') {
            at--;
        }
        return add(BLANK_NODE_LABEL, from, at);
    }

    private int variable(int kind, int from) {
        int at = from + 1;
        while (at < end && isInName(text.charAt(at))) {
            at++;
        }
        return character(at) >= 0x80 ? NOTHING : add(kind, from, at);
    }

    /** An IRI where the angle closes before anything that is in none; else what compares. */
    private int iri(int from) {
        for (int at = from + 1; at < end; at++) {
            char c = text.charAt(at);
            if (c == '>') {
                return add(IRIref, from, at + 1);
            } else if (c <= ' ' || c == '{' || c == '}' || c == '|' || c == '^' || c == '`') {
                break;
            } else if (c == '<' || c == '\\' || c == '"' || c >= 0x7f) {
                return NOTHING;
            }
        }
        return character(from + 1) == '=' ? add(LE, from, from + 2) : add(LT, from, from + 1);
    }

    private int number(int from, int digits, int integer) {
        int at = digits(digits);
        int kind = integer;
        if (character(at) == '.' && isDigit(character(at + 1))) {
            at = digits(at + 1);
            // In the order of the constants.
            kind = integer + (DECIMAL - INTEGER);
        } else if (character(at) == '.' && isLetter(character(at + 1))) {
            return NOTHING;
        }
        char next = character(at);
        return isInName(next) || next == ':' || next >= 0x80 ? NOTHING : add(kind, from, at);
    }

    private int digits(int from) {
        int at = from;
        while (at < end && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private int string(int from, char quote) {
        boolean isLong = character(from + 1) == quote && character(from + 2) == quote;
        for (int at = from + (isLong ? 3 : 1); at < end; at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
                if ("tbnrf\\\"'".indexOf(character(at)) < 0) {
                    return NOTHING;
                }
            } else if (!isLong && (c == '\n' || c == '\r')) {
                return NOTHING;
            } else if (c == quote && !isLong) {
                return add(quote == '"' ? STRING_LITERAL2 : STRING_LITERAL1, from, at + 1);
            } else if (c == quote && character(at + 1) == quote && character(at + 2) == quote) {
                return character(at + 3) == quote
                        ? NOTHING
                        : add(quote == '"' ? STRING_LITERAL_LONG2 : STRING_LITERAL_LONG1, from, at + 3);
            }
        }
        return NOTHING;
    }

    private int language(int from) {
        int at = from + 1;
        if (!isLetter(character(at))) {
            return NOTHING;
        }
        while (isLetter(character(at))) {
            at++;
        }
        while (character(at) == '-') {
            at++;
            int part = at;
            while (isLetter(character(at)) || isDigit(character(at))) {
                at++;
            }
            if (at == part) {
                return NOTHING;
            }
        }
        return isInName(character(at)) || character(at) >= 0x80 ? NOTHING : add(LANG_DIR, from, at);
    }

    /** A bracket that opens, or with nothing but blanks in between, one that opens and closes. */
    private int pair(int opening, int both, char closing, int from) {
        int at = from + 1;
        while (at < end && isBlank(text.charAt(at))) {
            at++;
        }
        char next = character(at);
        return next == '#' ? NOTHING : next == closing ? closed(both, from, at) : add(opening, from, from + 1);
    }

    private int closed(int both, int from, int closing) {
        return character(closing + 1) == '>' ? NOTHING : add(both, from, closing + 1);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isInName(char c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }

    private static boolean isInLocal(char c) {
        return isInName(c) || c == '-' || c == '.' || c == ':';
    }

    /** Whether a name may go on with it in ways that are rare. */
    private static boolean isInLongerName(char c) {
        return c == '%' || c == '\\' || c >= 0x80;
    }
}
