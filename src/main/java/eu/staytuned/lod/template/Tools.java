package eu.staytuned.lod.template;

import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What templates can do beyond asking things for their properties: {@code #strings}, {@code #lists}, {@code #numbers}. */
final class Tools {

    private static final String HEX = "0123456789ABCDEF";
    /** RFC 3986 §3.4, but for what parts parameters or stands for a space. */
    private static final String PLAIN_IN_PARAMETERS = "-._~!$'()*,;:@/?";

    private Tools() {}

    /** A function of values in a language. */
    interface Tool {
        @Nullable
        Object apply(Locale locale, @Nullable Object[] values);
    }

    /** By its name in templates and the number of values it takes. */
    static final Map<String, Tool> ALL = Map.of(
            "strings.isEmpty/1",
                    (locale, values) ->
                            values[0] == null || values[0].toString().isEmpty(),
            "strings.listJoin/2", (locale, values) -> joined(values[0], text(values[1])),
            "strings.substring/3", (locale, values) -> text(values[0]).substring(number(values[1]), number(values[2])),
            "strings.substringAfter/2", (locale, values) -> after(text(values[0]), text(values[1])),
            "lists.size/1", (locale, values) -> size(values[0]),
            "numbers.formatInteger/3",
                    (locale, values) -> integer(values[0], number(values[1]), text(values[2]), locale),
            "uris.escapeQueryParam/1", (locale, values) -> parameter(text(values[0])));

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    private static int number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.intValue();
        }
        throw new IllegalArgumentException(value + " is no number");
    }

    private static int size(@Nullable Object value) {
        if (value instanceof Collection<?> collection) {
            return collection.size();
        }
        throw new IllegalArgumentException(value + " is no list");
    }

    private static String joined(@Nullable Object value, String between) {
        if (value instanceof Collection<?> collection) {
            return collection.stream().map(String::valueOf).collect(Collectors.joining(between));
        }
        throw new IllegalArgumentException(value + " is no list");
    }

    private static @Nullable String after(String text, String mark) {
        int found = text.indexOf(mark);
        return found < 0 ? null : text.substring(found + mark.length());
    }

    private static @Nullable String integer(@Nullable Object value, int digits, String grouping, Locale locale) {
        if (value == null) {
            return null;
        }
        DecimalFormat format = new DecimalFormat(
                switch (grouping) {
                    case "DEFAULT" -> "#,##0";
                    case "NONE" -> "0";
                    default -> throw new IllegalArgumentException("No numbers are written by " + grouping);
                },
                DecimalFormatSymbols.getInstance(locale));
        format.setMinimumIntegerDigits(digits);
        return format.format(value);
    }

    private static String parameter(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte letter : text.getBytes(StandardCharsets.UTF_8)) {
            if (letter >= 'a' && letter <= 'z'
                    || letter >= 'A' && letter <= 'Z'
                    || letter >= '0' && letter <= '9'
                    || letter > 0 && PLAIN_IN_PARAMETERS.indexOf(letter) >= 0) {
                escaped.append((char) letter);
            } else {
                escaped.append('%').append(HEX.charAt(letter >> 4 & 15)).append(HEX.charAt(letter & 15));
            }
        }
        return escaped.toString();
    }
}
