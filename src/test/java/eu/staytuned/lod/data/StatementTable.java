package eu.staytuned.lod.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;

/** Statements as the tables in {@code docs} write them: resource, property and value with the prefixes of the Turtle files. */
final class StatementTable {

    private static final Pattern RETOLD = Pattern.compile("contains \"(.+)\"");

    private StatementTable() {}

    /** The statement is in the data; of a text that is retold, {@code contains "…"} names some words. */
    static void assertInTheData(String row, String resource, String property, String value) {
        Model model = SourceFiles.model();
        Resource subject = model.createResource(expand(resource));
        Property predicate = model.createProperty(expand(property));
        List<RDFNode> values = model.listObjectsOfProperty(subject, predicate).toList();

        Matcher retold = RETOLD.matcher(value);
        if (retold.matches()) {
            assertThat(values)
                    .as(row)
                    .anyMatch(found -> found.isLiteral()
                            && found.asLiteral().getLanguage().equals("en")
                            && found.asLiteral().getString().contains(retold.group(1)));
        } else {
            assertThat(values).as(row).contains(node(value));
        }
    }

    /** The IRI of a name with a prefix. */
    static String expand(String name) {
        String iri = SourceFiles.prefixes().expandPrefix(name);
        assertThat(iri).as("A prefix that the Turtle files have: %s", name).isNotEqualTo(name);
        return iri;
    }

    /** A value as Turtle writes it. */
    private static RDFNode node(String value) {
        Model model = RDFParser.fromString(
                        SourceFiles.prologue() + "<https://example.org/s> <https://example.org/p> " + value + " .",
                        Lang.TURTLE)
                .toModel();
        return model.listObjects().next();
    }
}
