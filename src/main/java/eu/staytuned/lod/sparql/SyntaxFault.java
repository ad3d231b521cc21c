package eu.staytuned.lod.sparql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.query.QueryParseException;

/**
 * Where a query is wrong and why.
 *
 * @param line counted from 1; 0 where the parser does not know
 * @param column counted from 1, in UTF-16 units; 0 where the parser does not know
 * @param near what is written there, in its own script
 * @param explanation one or two sentences
 */
record SyntaxFault(int line, int column, String near, String explanation) {

    private static final Pattern PLACE = Pattern.compile("(?i)line:? (\\d+), col(?:umn)?:? (\\d+)");
    private static final Pattern READ_BEFORE = Pattern.compile("after prefix \"(.*)\"", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9A-Fa-f]{4}|.)");
    private static final int NEAR_LENGTH = 40;

    /** Reads what the parser says about a query. */
    static SyntaxFault of(String query, QueryParseException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        Matcher place = PLACE.matcher(message);
        // What the message says is more exact than the exception where no word at all can be read.
        Position position = place.find()
                ? new Position(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)))
                : new Position(e.getLine(), e.getColumn());
        if (position.line < 1) {
            return new SyntaxFault(0, 0, "", "The query cannot be understood: " + firstLine(message));
        }
        Matcher before = READ_BEFORE.matcher(message);
        if (before.find()) {
            // The parser stopped behind what it could not read; people look for its beginning.
            position = position.back(
                    query, ESCAPE.matcher(before.group(1)).replaceAll("_").length());
        }
        // The end has the place of the last letter.
        String near = message.startsWith("Encountered \"<EOF>\"") ? "" : near(query, position);
        String where = "Line " + position.line + ", column " + position.column
                + (near.isEmpty() ? ", at the end" : ", at “" + near + "”");
        String why = message.startsWith("Encountered") || message.startsWith("Lexical error")
                ? expected(message)
                : ": " + firstLine(message).replaceFirst("(?i)^\\[?line:? \\d+, col(umn)?:? \\d+\\]?:? *", "");
        return new SyntaxFault(position.line, position.column, near, where + why);
    }

    private record Position(int line, int column) {

        Position back(String query, int length) {
            int offset = Math.max(0, offset(query) - length);
            int lineStart = 0;
            int lineNumber = 1;
            for (int i = 0; i < offset; i++) {
                if (query.charAt(i) == '\n') {
                    lineStart = i + 1;
                    lineNumber++;
                }
            }
            return new Position(lineNumber, offset - lineStart + 1);
        }

        int offset(String query) {
            int start = 0;
            for (int i = 1; i < line && query.indexOf('\n', start) >= 0; i++) {
                start = query.indexOf('\n', start) + 1;
            }
            return Math.min(query.length(), start + column - 1);
        }
    }

    private static String near(String query, Position position) {
        String rest = query.substring(position.offset(query)).strip();
        String word = rest.split("\\s", 2)[0];
        return word.codePointCount(0, word.length()) <= NEAR_LENGTH
                ? word
                : word.substring(0, word.offsetByCodePoints(0, NEAR_LENGTH)) + "…";
    }

    private static String expected(String message) {
        int from = message.indexOf("Was expecting");
        if (from < 0) {
            return ": this is not SPARQL.";
        }
        String list = message.substring(message.indexOf(':', from) + 1)
                .lines()
                .map(String::strip)
                .map(line -> line.replaceFirst("\\s*\\.\\.\\.$", ""))
                .filter(line -> !line.isEmpty())
                .map(SyntaxFault::readable)
                .distinct()
                .limit(8)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return list.isEmpty() ? ": this is not SPARQL." : ": expected " + list + ".";
    }

    /** The parser's name for a kind of word, in words. */
    private static String readable(String token) {
        return switch (token) {
            case "<IRIref>" -> "an IRI";
            case "<PNAME_NS>", "<PNAME_LN>" -> "a prefixed name";
            case "<BLANK_NODE_LABEL>", "<ANON>" -> "a blank node";
            case "<VAR1>", "<VAR2>" -> "a variable";
            case "<EOF>" -> "the end of the query";
            default -> token.matches("<(STRING_LITERAL|INTEGER|DECIMAL|DOUBLE).*>") ? "a literal" : token;
        };
    }

    /** In letters: the parser's tables write every one beyond ASCII as an escape. */
    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("").strip();
        return ESCAPE.matcher(line)
                .replaceAll(m -> Matcher.quoteReplacement(
                        m.group(1).length() == 5
                                ? String.valueOf(
                                        (char) Integer.parseInt(m.group(1).substring(1), 16))
                                : m.group()));
    }
}
