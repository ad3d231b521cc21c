package eu.staytuned.lod.sparql;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.TextDirection;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeToLabel;
import org.apache.jena.riot.system.SyntaxLabels;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.vocabulary.XSD;

/**
 * Writes rows as SPARQL Query Results JSON, a row a line. Jena's own writer indents every value, which takes more time
 * than finding it.
 */
final class JsonRows {

    private static final int CHUNK = 1 << 15;
    private static final String STRING = XSD.xstring.getURI();
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder text = new StringBuilder(CHUNK + 1024);
    private final NodeToLabel labels = SyntaxLabels.createNodeToLabel();
    private final OutputStream out;

    private JsonRows(OutputStream out) {
        this.out = out;
    }

    static void write(RowSet rows, OutputStream out) {
        try {
            new JsonRows(out).write(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(RowSet rows) throws IOException {
        List<Var> variables = rows.getResultVars();
        text.append("{\"head\":{\"vars\":[");
        String between = "";
        for (Var variable : variables) {
            text.append(between);
            quote(variable.getVarName());
            between = ",";
        }
        text.append("]},\"results\":{\"bindings\":[");
        between = "\n";
        while (rows.hasNext()) {
            text.append(between);
            write(rows.next(), variables);
            between = ",\n";
            if (text.length() >= CHUNK) {
                send();
            }
        }
        text.append("\n]}}\n");
        send();
        out.flush();
    }

    private void send() throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    private void write(Binding row, List<Var> variables) {
        text.append('{');
        boolean first = true;
        for (Var variable : variables) {
            Node value = row.get(variable);
            if (value != null) {
                if (!first) {
                    text.append(',');
                }
                first = false;
                quote(variable.getVarName());
                text.append(':');
                write(value);
            }
        }
        text.append('}');
    }

    private void write(Node value) {
        if (value.isURI()) {
            text.append("{\"type\":\"uri\",\"value\":");
            quote(value.getURI());
        } else if (value.isLiteral()) {
            text.append("{\"type\":\"literal\",");
            describe(value);
            text.append("\"value\":");
            quote(value.getLiteralLexicalForm());
        } else if (value.isBlank()) {
            text.append("{\"type\":\"bnode\",\"value\":");
            quote(labels.get(null, value).substring("_:".length()));
        } else if (value.isTripleTerm()) {
            Triple triple = value.getTriple();
            text.append("{\"type\":\"triple\",\"value\":{\"subject\":");
            write(triple.getSubject());
            text.append(",\"predicate\":");
            write(triple.getPredicate());
            text.append(",\"object\":");
            write(triple.getObject());
            text.append('}');
        } else {
            throw new IllegalArgumentException("Not a term: " + value);
        }
        text.append('}');
    }

    private void describe(Node literal) {
        String language = literal.getLiteralLanguage();
        if (language.isEmpty()) {
            String datatype = literal.getLiteralDatatypeURI();
            if (!STRING.equals(datatype)) {
                text.append("\"datatype\":");
                quote(datatype);
                text.append(',');
            }
            return;
        }
        text.append("\"xml:lang\":");
        quote(language);
        text.append(',');
        TextDirection direction = literal.getLiteralBaseDirection();
        if (direction != null) {
            text.append("\"its:dir\":");
            quote(direction.direction());
            text.append(',');
        }
    }

    private void quote(String string) {
        text.append('"');
        int from = 0;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                text.append(string, from, i);
                from = i + 1;
                switch (c) {
                    case '"' -> text.append("\\\"");
                    case '\\' -> text.append("\\\\");
                    case '\n' -> text.append("\\n");
                    case '\r' -> text.append("\\r");
                    case '\t' -> text.append("\\t");
                    default -> text.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
                }
            }
        }
        text.append(string, from, string.length()).append('"');
    }
}
