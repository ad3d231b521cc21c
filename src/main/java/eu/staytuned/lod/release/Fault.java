package eu.staytuned.lod.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Something that an editor has to mend before a release can go out, or is advised to.
 *
 * @param severity whether it stops the release
 * @param file the source file, as an editor names it ({@code rdf-data/cities/ghent.ttl}); empty where there is no one file
 * @param line in that file, from 1; 0 where unknown
 * @param column in that line, from 1; 0 where unknown
 * @param resource what it is about: the path below the base, or an IRI; empty where the fault is in the file as such
 * @param property which property of the resource, abbreviated; empty where it is none in particular
 * @param value the value that is at fault, shortened; empty where there is none
 * @param message what is wrong and what to do
 */
record Fault(
        Severity severity,
        String file,
        int line,
        int column,
        String resource,
        String property,
        String value,
        String message) {

    /** What a fault asks for, as in SHACL. */
    enum Severity {
        /** It stops the release. */
        VIOLATION,
        /** It should be mended. */
        WARNING,
        /** It is pointed out. */
        INFO
    }

    /** The order of a report: file by file, top to bottom. */
    static final Comparator<Fault> BY_PLACE = Comparator.comparing(Fault::file)
            .thenComparing(Fault::line)
            .thenComparing(Fault::column)
            .thenComparing(Fault::resource)
            .thenComparing(Fault::property)
            .thenComparing(Fault::message)
            .thenComparing(Fault::value);

    private static final int LONGEST_VALUE = 120;
    private static final int LONGEST_MESSAGE = 1_000;
    private static final char CONTROL_PICTURES = '\u2400';

    Fault {
        value = shorten(value);
        resource = legible(resource);
        message = legible(message);
    }

    static Fault in(String file, String message) {
        return new Fault(Severity.VIOLATION, file, 0, 0, "", "", "", message);
    }

    Fault at(long line, long column) {
        return new Fault(
                severity, file, (int) Math.max(0, line), (int) Math.max(0, column), resource, property, value, message);
    }

    Fault about(String resource, String property, String value) {
        return new Fault(severity, file, line, column, resource, property, value, message);
    }

    Fault asWarning() {
        return new Fault(Severity.WARNING, file, line, column, resource, property, value, message);
    }

    boolean stopsTheRelease() {
        return severity == Severity.VIOLATION;
    }

    /** The file with line and column, as editors and terminals make it clickable. */
    String place() {
        return file + (line > 0 ? ":" + line + (column > 0 ? ":" + column : "") : "");
    }

    /** One line of a report. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (resource.isEmpty()) {
            parts.add(place());
            parts.add(message);
        } else {
            parts.add(resource);
            parts.add(property);
            parts.add('"' + message + '"');
            parts.add(value.isEmpty() ? "" : "found: " + value);
            parts.add(place());
        }
        parts.removeIf(String::isBlank);
        return String.join("  ", parts);
    }

    /** What a file says stands in messages too: without its control characters, and without its middle where it has no end. */
    private static String legible(String text) {
        String whole = text.length() <= LONGEST_MESSAGE
                ? text
                : text.substring(0, LONGEST_MESSAGE / 2) + " … " + text.substring(text.length() - LONGEST_MESSAGE / 3);
        StringBuilder legible = new StringBuilder(whole);
        for (int i = 0; i < legible.length(); i++) {
            char letter = legible.charAt(i);
            if (Character.isISOControl(letter) && letter != '\n' && letter != '\t') {
                legible.setCharAt(i, letter < ' ' ? (char) (CONTROL_PICTURES + letter) : '\uFFFD');
            }
        }
        return legible.toString();
    }

    private static String shorten(String text) {
        String line = text.replaceAll("[\\r\\n\\t]", " ");
        return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE - 1) + "…";
    }
}
