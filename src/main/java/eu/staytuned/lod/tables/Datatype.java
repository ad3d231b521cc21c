package eu.staytuned.lod.tables;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.jena.datatypes.xsd.XSDDatatype;

/** The datatypes that columns have: of those of CSV on the Web, what these data need (Metadata Vocabulary §5.11.1). */
public enum Datatype {
    STRING(XSDDatatype.XSDstring, ""),
    ANY_URI(XSDDatatype.XSDanyURI, "[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"{}|\\\\^`]+"),
    INTEGER(XSDDatatype.XSDinteger, "-?[0-9]+"),
    DECIMAL(XSDDatatype.XSDdecimal, "-?[0-9]+(\\.[0-9]+)?"),
    BOOLEAN(XSDDatatype.XSDboolean, "true|false"),
    /** A whole day: 2019-06-02. */
    DATE(XSDDatatype.XSDdate, "-?[0-9]{4,}-[0-9]{2}-[0-9]{2}"),
    /** A year: 2019. */
    YEAR(XSDDatatype.XSDgYear, "-?[0-9]{4,}");

    private final XSDDatatype type;
    private final Pattern written;

    Datatype(XSDDatatype type, String written) {
        this.type = type;
        this.written = Pattern.compile(written);
    }

    static Optional<Datatype> of(String iri) {
        return Arrays.stream(values())
                .filter(datatype -> datatype.type.getURI().equals(iri))
                .findFirst();
    }

    /** All of them, as editors write them. */
    static String names() {
        return Arrays.stream(values())
                .map(datatype -> "xsd:" + datatype.label())
                .collect(Collectors.joining(", "));
    }

    /** Its name in XML Schema and in CSV on the Web. */
    public String label() {
        return type.getURI().substring(XSDDatatype.XSD.length() + 1);
    }

    /** Whether it is counted with. */
    public boolean isNumber() {
        return this == INTEGER || this == DECIMAL;
    }

    /** Whether a value is one of it, in the one way in which tables write it: ISO 8601, a point in decimals, no time zone. */
    boolean has(String value) {
        return this == STRING || written.matcher(value).matches() && type.isValid(value);
    }
}
