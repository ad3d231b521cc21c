package eu.staytuned.lod.citation;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How to name a release, or something in it, in a list of references. In English, as the names of the data are.
 *
 * @param key that a list of references knows it by
 * @param title what is cited
 * @param part what is cited of the release, such as {@code 41 rows of a SPARQL query}; empty for the whole
 * @param source what the release is, and who publishes it
 * @param release its number
 * @param issued when it was published
 * @param made when it was cited; empty where that does not matter, since a release never changes
 * @param address where it is
 * @param releaseAddress where the release is described
 * @param checksum SHA-256, in hexadecimal digits; empty where there is none
 * @param checksumOf what the checksum is of
 * @param query the text of the query; empty where there is none
 */
public record Citation(
        String key,
        String title,
        String part,
        CitedSource source,
        int release,
        LocalDate issued,
        Optional<LocalDate> made,
        String address,
        String releaseAddress,
        String checksum,
        String checksumOf,
        String query) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM y", Locale.UK);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);
    private static final Pattern CREATIVE_COMMONS =
            Pattern.compile("https?://creativecommons\\.org/(licenses|publicdomain)/([a-z-]+)/(\\d\\.\\d)/?.*");
    private static final int LONGEST_TITLE = 300;

    /** Of a kept result. */
    public static Citation of(CitedResult result, IriSpace iris) {
        return new Citation(
                "stay-tuned-" + result.hash(),
                result.title().isEmpty() ? "Query result " + result.hash() : result.title(),
                counted(result.rows(), result.hasTriples() ? "triple" : "row") + " of a SPARQL query",
                result.source(),
                result.release(),
                LocalDate.ofInstant(result.issued(), ZoneOffset.UTC),
                Optional.of(LocalDate.ofInstant(result.made(), ZoneOffset.UTC)),
                iris.resolve(result.path()),
                iris.resolve(result.edition().path()),
                result.checksum(),
                "the sorted rows",
                result.query());
    }

    /**
     * Of a whole release, or of a page or table of it.
     *
     * @param title what is cited; that of the source for the whole
     * @param part which part of the release it is; empty for the whole
     * @param path of what is cited, below the base
     */
    public static Citation of(
            Edition edition, CitedSource source, String title, String part, String path, IriSpace iris) {
        return new Citation(
                "stay-tuned-release-" + edition.number()
                        + (part.isEmpty() ? "" : "-" + path.replaceAll("[^A-Za-z0-9]+", "-")),
                title,
                part,
                source,
                edition.number(),
                LocalDate.ofInstant(edition.issued(), ZoneOffset.UTC),
                Optional.empty(),
                iris.resolve(path),
                iris.resolve(edition.path()),
                edition.contentHash(),
                "the sources of the release",
                "");
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** As a sentence. */
    public String text() {
        StringBuilder text = new StringBuilder()
                .append(String.join("; ", lines(source.authors())))
                .append(" (")
                .append(issued.getYear())
                .append("). ")
                .append(stopped(line(title)))
                .append(' ');
        if (isPart()) {
            text.append("In: ").append(line(source.title())).append(", release ");
        } else {
            text.append("Release ");
        }
        text.append(release).append(" of ").append(DAY.format(issued));
        text.append(part.isEmpty() ? " [data set]. " : ", " + line(part) + ". ");
        if (!source.authors().contains(source.publisher())) {
            text.append(stopped(line(source.publisher()))).append(' ');
        }
        text.append(address);
        made.ifPresent(day -> text.append(" (cited ").append(DAY.format(day)).append(')'));
        text.append(". ");
        text.append("Licence: ").append(licenceName()).append('.');
        if (!checksum.isEmpty()) {
            text.append(" SHA-256 of ")
                    .append(checksumOf)
                    .append(": ")
                    .append(checksum)
                    .append('.');
        }
        return text.toString();
    }

    /** For BibTeX and BibLaTeX. */
    public String bibtex() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(
                "author",
                source.authors().stream()
                        .map(author -> "{" + tex(author) + "}")
                        .collect(Collectors.joining(" and ", "{", "}")));
        fields.put("title", "{{" + tex(title) + "}}");
        fields.put("year", "{" + issued.getYear() + "}");
        fields.put("month", MONTH.format(issued).toLowerCase(Locale.ENGLISH));
        fields.put("publisher", "{{" + tex(source.publisher()) + "}}");
        fields.put("version", "{Release " + release + "}");
        fields.put("howpublished", "{Data set}");
        fields.put("url", "{" + address.replace("{", "%7B").replace("}", "%7D") + "}");
        made.ifPresent(day -> fields.put("urldate", "{" + day + "}"));
        List<String> notes = new ArrayList<>();
        if (isPart()) {
            notes.add((part.isEmpty() ? "" : tex(part) + ", ") + "in: " + tex(source.title()) + ", release " + release);
        }
        notes.add("Licence: " + tex(licenceName()));
        if (!checksum.isEmpty()) {
            notes.add("SHA-256 of " + checksumOf + ": " + checksum);
        }
        fields.put("note", "{" + String.join(". ", notes) + "}");
        return "@misc{" + key + ",\n"
                + fields.entrySet().stream()
                        .map(field -> "  " + field.getKey() + " = " + field.getValue())
                        .collect(Collectors.joining(",\n"))
                + "\n}\n";
    }

    /** A Citation File, format 1.2.0. */
    public String cff() {
        StringBuilder cff = new StringBuilder();
        cff.append("cff-version: 1.2.0\n");
        cff.append("message: ")
                .append(yaml("Cite what you used, with the release that it comes from."))
                .append('\n');
        cff.append("type: dataset\n");
        cff.append("title: ").append(yaml(shortened(line(title)))).append('\n');
        if (!query.isEmpty()) {
            cff.append("abstract: ")
                    .append(yaml(capitalised(part) + ":\n" + query))
                    .append('\n');
        }
        authors(cff, "");
        cff.append("version: ").append(yaml("" + release)).append('\n');
        cff.append("date-released: ").append(yaml(issued.toString())).append('\n');
        licence(cff, "");
        cff.append("url: ").append(yaml(address)).append('\n');
        cff.append("identifiers:\n");
        cff.append("  - type: url\n    value: ").append(yaml(address)).append('\n');
        cff.append("    description: \"Permanent address\"\n");
        if (!checksum.isEmpty()) {
            cff.append("  - type: other\n    value: ")
                    .append(yaml("sha256:" + checksum))
                    .append('\n');
            cff.append("    description: ")
                    .append(yaml("SHA-256 of " + checksumOf))
                    .append('\n');
        }
        if (isPart()) {
            cff.append("references:\n  - type: data\n");
            cff.append("    title: ").append(yaml(line(source.title()))).append('\n');
            authors(cff, "    ");
            cff.append("    version: ").append(yaml("" + release)).append('\n');
            cff.append("    date-released: ").append(yaml(issued.toString())).append('\n');
            made.ifPresent(day -> cff.append("    date-accessed: ")
                    .append(yaml(day.toString()))
                    .append('\n'));
            licence(cff, "    ");
            cff.append("    publisher:\n      name: ")
                    .append(yaml(line(source.publisher())))
                    .append('\n');
            cff.append("    url: ").append(yaml(releaseAddress)).append('\n');
        }
        return cff.toString();
    }

    private void authors(StringBuilder cff, String indent) {
        cff.append(indent).append("authors:\n");
        source.authors().forEach(author -> cff.append(indent)
                .append("  - name: ")
                .append(yaml(line(author)))
                .append('\n'));
    }

    private void licence(StringBuilder cff, String indent) {
        Optional<String> spdx = spdx();
        cff.append(indent)
                .append(spdx.isPresent() ? "license: " : "license-url: ")
                .append(yaml(spdx.orElse(source.license())))
                .append('\n');
    }

    /** For citation managers: CSL-JSON, a list of one item. */
    public String csl() {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", key);
        item.put("type", "dataset");
        item.put("title", line(title));
        if (isPart()) {
            item.put("container-title", line(source.title()));
        }
        item.put(
                "author",
                source.authors().stream()
                        .map(author -> Map.of("literal", line(author)))
                        .toList());
        item.put("publisher", line(source.publisher()));
        item.put("version", "Release " + release);
        item.put("issued", date(issued));
        made.ifPresent(day -> item.put("accessed", date(day)));
        item.put("URL", address);
        item.put(
                "note",
                (part.isEmpty() ? "" : capitalised(part) + ". ") + "Licence: " + licenceName()
                        + (checksum.isEmpty() ? "" : ". SHA-256 of " + checksumOf + ": " + checksum));
        return JSON.writeValueAsString(List.of(item)) + "\n";
    }

    private static Map<String, Object> date(LocalDate date) {
        return Map.of("date-parts", List.of(List.of(date.getYear(), date.getMonthValue(), date.getDayOfMonth())));
    }

    private boolean isPart() {
        return !address.equals(releaseAddress);
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private String licenceName() {
        return spdx().map(name -> name + ", " + source.license()).orElse(source.license());
    }

    /** The name of a Creative Commons licence in the SPDX list. */
    private Optional<String> spdx() {
        Matcher matcher = CREATIVE_COMMONS.matcher(source.license());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean zero = matcher.group(2).equals("zero");
        return matcher.group(1).equals("licenses") || zero
                ? Optional.of(
                        (zero ? "CC0" : "CC-" + matcher.group(2).toUpperCase(Locale.ROOT)) + "-" + matcher.group(3))
                : Optional.empty();
    }

    private static List<String> lines(List<String> texts) {
        return texts.stream().map(Citation::line).toList();
    }

    /** A text in one line. */
    private static String line(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TITLE
                ? text
                : text.substring(0, LONGEST_TITLE - 2).strip() + " …";
    }

    private static String stopped(String text) {
        return text.matches(".*[.?!]") ? text : text + ".";
    }

    /** What TeX reads as this text. BibTeX counts braces, those with a backslash as well, so text has none. */
    private static String tex(String text) {
        StringBuilder tex = new StringBuilder();
        shortened(line(text)).codePoints().forEach(letter -> {
            switch (letter) {
                case '\\' -> tex.append("\\textbackslash{}");
                case '{' -> tex.append("\\textbraceleft{}");
                case '}' -> tex.append("\\textbraceright{}");
                case '~' -> tex.append("\\textasciitilde{}");
                case '^' -> tex.append("\\textasciicircum{}");
                case '%', '#', '&', '$', '_' -> tex.append('\\').appendCodePoint(letter);
                default -> tex.appendCodePoint(letter);
            }
        });
        return tex.toString();
    }

    /** A double-quoted scalar (YAML 1.2 §7.3.1). */
    private static String yaml(String text) {
        StringBuilder yaml = new StringBuilder("\"");
        text.codePoints().forEach(letter -> {
            switch (letter) {
                case '"' -> yaml.append("\\\"");
                case '\\' -> yaml.append("\\\\");
                case '\n' -> yaml.append("\\n");
                case '\t' -> yaml.append("\\t");
                default -> {
                    boolean printable = letter >= 0x20 && letter < 0x7f
                            || letter >= 0xa0 && letter < 0xd800 && letter != 0x2028 && letter != 0x2029
                            || letter >= 0xe000 && letter < 0xfffe && letter != 0xfeff
                            || letter >= 0x10000;
                    if (printable) {
                        yaml.appendCodePoint(letter);
                    } else {
                        yaml.append(String.format("\\u%04x", letter));
                    }
                }
            }
        });
        return yaml.append('"').toString();
    }
}
