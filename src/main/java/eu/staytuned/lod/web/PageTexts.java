package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.Labels;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * Puts nodes into words for one reader.
 *
 * @param graph where the names are
 * @param languages the reader's, best first
 * @param locale of the page's own texts, and so of its dates and numbers
 * @param names those that were looked for already: a page says the same names again and again
 */
public record PageTexts(Graph graph, List<String> languages, Locale locale, Map<Node, Text> names) {

    /** For one page, and so for one thread. */
    PageTexts(Graph graph, List<String> languages, Locale locale) {
        this(graph, languages, locale, new HashMap<>());
    }

    /**
     * A text and its language.
     *
     * @param language a BCP 47 tag; empty where it is that of the page, or none
     */
    public record Text(String text, String language) {

        static Text of(String text) {
            return new Text(text, "");
        }
    }

    /** The best name of a node; one made of its IRI where it has none. */
    Text name(Node node, Site site) {
        return names.computeIfAbsent(
                node, any -> Labels.of(graph, node, languages).map(this::text).orElseGet(() -> nameless(node, site)));
    }

    Optional<Text> label(Node node) {
        return Labels.of(graph, node, languages).map(this::text);
    }

    private Text nameless(Node node, Site site) {
        if (!node.isURI()) {
            return Text.of(node.isLiteral() ? node.getLiteralLexicalForm() : "—");
        }
        String iri = node.getURI();
        if (site.isOurs(iri)) {
            String path = iri.substring(site.iris().base().length());
            return Text.of(path.startsWith("graph/") ? path : Labels.fromIri(iri));
        }
        return Text.of(
                iri.replaceFirst("^(https?://(www\\.)?|mailto:|tel:)", "").replaceFirst("/$", ""));
    }

    /** A literal with its language, which is left out where it is the page's own. */
    Text text(Node literal) {
        String language = literal.getLiteralLanguage();
        return new Text(
                literal.getLiteralLexicalForm(), language.equalsIgnoreCase(locale.toLanguageTag()) ? "" : language);
    }

    /** The day of a moment as people write it, in UTC. */
    String day(Instant moment) {
        String day = moment.toString().substring(0, 10);
        return formatted(NodeFactory.createLiteralDT(day, XSDDatatype.XSDdate)).orElse(day);
    }

    /** A date, time or number as people write it; empty where the value is neither, or not a valid one. */
    Optional<String> formatted(Node literal) {
        String lexical = literal.getLiteralLexicalForm().strip();
        try {
            return switch (datatype(literal)) {
                case "date" ->
                    Optional.of(LocalDate.parse(lexical.substring(0, 10))
                            .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                    // English without a country puts the month first.
                                    .withLocale(locale.equals(Locale.ENGLISH) ? Locale.UK : locale)));
                case "gYearMonth" ->
                    Optional.of(YearMonth.parse(lexical).format(DateTimeFormatter.ofPattern("LLLL y", locale)));
                case "gYear" -> Optional.of(Year.parse(lexical).toString());
                case "dateTime" ->
                    Optional.of(OffsetDateTime.parse(lexical)
                            .atZoneSameInstant(ZoneOffset.UTC)
                            .format(DateTimeFormatter.ofPattern("d MMMM y, HH:mm 'UTC'", locale)));
                case "integer", "int", "long", "nonNegativeInteger", "positiveInteger" ->
                    Optional.of(NumberFormat.getIntegerInstance(locale).format(Long.parseLong(lexical)));
                default -> Optional.empty();
            };
        } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException notOne) {
            return Optional.empty();
        }
    }

    /** As a heading: "local authority" becomes "Local authority". */
    static Text capitalised(Text text) {
        return text.text().isEmpty()
                ? text
                : new Text(
                        text.text().substring(0, 1).toUpperCase(Locale.ROOT)
                                + text.text().substring(1),
                        text.language());
    }

    static boolean isTime(Node literal) {
        return List.of("date", "gYearMonth", "gYear", "dateTime").contains(datatype(literal));
    }

    static boolean isText(Node literal) {
        return !literal.getLiteralLanguage().isEmpty()
                || literal.getLiteralDatatypeURI().equals(XSDDatatype.XSDstring.getURI());
    }

    /** The local name of a datatype of XML Schema; empty for any other. */
    static String datatype(Node literal) {
        String datatype = literal.getLiteralDatatypeURI();
        return datatype.startsWith(XSDDatatype.XSD) ? datatype.substring(XSDDatatype.XSD.length() + 1) : "";
    }
}
