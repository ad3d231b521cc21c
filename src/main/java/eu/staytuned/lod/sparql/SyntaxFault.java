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
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");
    private static final int NEAR_LENGTH = 40;

    /** Reads what the parser says about a query. */
    static SyntaxFault of(String query, QueryParseException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        // The parser's tables write every letter beyond ASCII as an escape.
        message = ESCAPE.matcher(message)
                .replaceAll(m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
        int line = e.getLine();
        int column = e.getColumn();
        Matcher place = PLACE.matcher(message);
        if (place.find()) {
            // More exact than the exception's fields for a letter that no token begins with.
            line = Integer.parseInt(place.group(1));
            column = Integer.parseInt(place.group(2));
        }
        if (line < 1) {
            return new SyntaxFault(0, 0, "", "The query cannot be understood: " + firstLine(message));
        }
        String near = near(query, line, column);
        String where =
                "Line " + line + ", column " + column + (near.isEmpty() ? ", at the end" : ", at “" + near + "”");
        String why = message.startsWith("Encountered") || message.startsWith("Lexical error")
                ? expected(message)
                : ": " + firstLine(message).replaceFirst("(?i)^\\[?line:? \\d+, col(umn)?:? \\d+\\]?:? *", "");
        return new SyntaxFault(line, column, near, where + why);
    }

    private static String near(String query, int line, int column) {
        String text = query.lines().skip(line - 1L).findFirst().orElse("");
        if (column < 1 || column > text.length()) {
            return "";
        }
        String rest = text.substring(column - 1).strip();
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

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }
}
