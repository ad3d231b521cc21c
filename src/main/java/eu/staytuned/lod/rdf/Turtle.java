package eu.staytuned.lod.rdf;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.JenaException;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.jspecify.annotations.Nullable;

/**
 * A graph as Turtle for people to read (RDF 1.1 Turtle), subjects in the order of the graph, what each is first.
 *
 * <p>The layout is that of Jena's pretty writer, at a fraction of its cost: each statement is met twice, nothing is looked up
 * in the graph, and what is written goes as bytes to where it is sent. Other than there, {@code a} is always written so, and
 * no graph of blank nodes is too deep.
 */
public final class Turtle {

    /** Subjects that are wider have a line of their own, and so have properties. */
    private static final int WIDEST_SUBJECT = 20;

    private static final int WIDEST_PROPERTY = 30;
    private static final int NARROWEST_PROPERTY = 4;
    private static final int INDENT = 8;
    private static final int GAP = 2;

    private static final TextColumns.Escapes IN_TEXTS =
            new TextColumns.Escapes("\"\\\n\r\t\f", false, "\"\"\\\\\nn\rr\tt\ff");
    private static final TextColumns.Escapes IN_IRIS = new TextColumns.Escapes("<>\"{}|^`\\\u007F", true, "");

    private final TextColumns text;
    private final TurtleNames names;
    private final Map<Node, Property> properties = new HashMap<>();
    private final Map<Node, String> labels = new HashMap<>();
    private final Map<Node, ? extends Collection<Triple>> statements;
    private final TurtleNesting nesting;
    private @Nullable Node lastPredicate;
    private @Nullable Property lastProperty;

    /**
     * @param rank {@code rdf:type} before the other terms of RDF and RDF Schema, before all others
     * @param name as it is written
     */
    private record Property(String iri, int rank, byte[] name, int width) {}

    /** Statements about one subject with one property that follow each other. */
    private record Run(Property property, int from, int to) {

        static final Comparator<Run> ORDER = Comparator.<Run>comparingInt(
                        run -> run.property().rank())
                .thenComparing(run -> run.property().iri());
    }

    private Turtle(DocumentGraph graph, OutputStream out) {
        this.text = new TextColumns(out);
        this.names = new TurtleNames(graph.getPrefixMapping().getNsPrefixMap());
        this.statements = graph.bySubject();
        this.nesting = new TurtleNesting(statements);
    }

    /** Writes a graph with its prefixes. */
    public static void write(Graph graph, OutputStream out) {
        try {
            new Turtle(graph instanceof DocumentGraph document ? document : DocumentGraph.copyOf(graph), out).write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() throws IOException {
        writePrefixes();
        boolean first = names.prefixes().isEmpty();
        for (Map.Entry<Node, ? extends Collection<Triple>> about : statements.entrySet()) {
            Node subject = about.getKey();
            if (nesting.isWithin(subject)) {
                continue;
            }
            if (!first) {
                text.newLine();
            }
            first = false;
            if (nesting.isFree(subject)) {
                writeNested(about.getValue());
            } else {
                writeTerm(subject);
                if (text.column() > WIDEST_SUBJECT) {
                    text.newLine();
                } else {
                    text.pad(text.column() + GAP);
                }
                text.indent(INDENT);
                writeStatements(about.getValue());
                text.indent(0);
            }
            text.write(" .");
            text.newLine();
        }
        text.send();
    }

    private void writePrefixes() throws IOException {
        int widest = names.prefixes().keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        for (Map.Entry<String, String> prefix : names.prefixes().entrySet()) {
            text.write("PREFIX ");
            text.write(prefix.getKey(), IN_TEXTS);
            text.write(": ");
            text.pad("PREFIX : ".length() + widest);
            writeReference(prefix.getValue());
            text.newLine();
        }
    }

    private void writeStatements(Collection<Triple> about) throws IOException {
        Triple[] triples = about.toArray(Triple[]::new);
        List<Run> runs = runs(triples);
        int width = NARROWEST_PROPERTY;
        for (Run run : runs) {
            int own = run.property().width();
            width = own > WIDEST_PROPERTY ? width : Math.max(width, own);
        }
        boolean first = true;
        for (int from = 0, to; from < runs.size(); from = to) {
            Property property = runs.get(from).property();
            to = from + 1;
            while (to < runs.size() && runs.get(to).property().equals(property)) {
                to++;
            }
            List<Run> same = runs.subList(from, to);
            first &= !writeSimple(property, width, triples, same, true, first);
            first &= !writeSimple(property, width, triples, same, false, first);
            for (Run run : same) {
                for (int at = run.from(); at < run.to(); at++) {
                    Node object = triples[at].getObject();
                    if (isComposed(object)) {
                        begin(property, width, first);
                        first = false;
                        text.indent(text.indent() + INDENT);
                        writeObject(object);
                        text.indent(text.indent() - INDENT);
                    }
                }
            }
        }
    }

    private List<Run> runs(Triple[] triples) {
        List<Run> runs = new ArrayList<>();
        boolean sorted = true;
        for (int from = 0, to; from < triples.length; from = to) {
            Node predicate = triples[from].getPredicate();
            to = from + 1;
            while (to < triples.length && triples[to].getPredicate().equals(predicate)) {
                to++;
            }
            Run run = new Run(property(predicate), from, to);
            sorted &= runs.isEmpty() || Run.ORDER.compare(runs.get(runs.size() - 1), run) <= 0;
            runs.add(run);
        }
        if (!sorted) {
            runs.sort(Run.ORDER);
        }
        return runs;
    }

    /** Writes the literals among the objects of a property, or the IRIs and labels, on one line. */
    private boolean writeSimple(
            Property property, int width, Triple[] triples, List<Run> runs, boolean literals, boolean first)
            throws IOException {
        boolean begun = false;
        for (Run run : runs) {
            for (int at = run.from(); at < run.to(); at++) {
                Node object = triples[at].getObject();
                if (object.isLiteral() != literals || !literals && isComposed(object)) {
                    continue;
                }
                if (begun) {
                    text.write(" , ");
                } else {
                    begin(property, width, first);
                    text.indent(text.indent() + INDENT);
                    begun = true;
                }
                writeTerm(object);
            }
        }
        if (begun) {
            text.indent(text.indent() - INDENT);
        }
        return begun;
    }

    private void begin(Property property, int width, boolean first) throws IOException {
        if (!first) {
            text.write(';');
            text.newLine();
        }
        text.write(property.name(), property.width());
        if (text.column() - text.indent() > WIDEST_PROPERTY) {
            text.newLine();
        } else {
            text.pad(text.indent() + width);
            text.pad(text.column() + GAP);
        }
    }

    private Property property(Node predicate) {
        if (predicate == lastPredicate) {
            return lastProperty;
        }
        Property known = properties.get(predicate);
        if (known == null) {
            String iri = predicate.getURI();
            int rank = predicate.equals(RDF.Nodes.type)
                    ? 0
                    : iri.startsWith(RDF.getURI()) || iri.startsWith(RDFS.getURI()) ? 1 : 2;
            TurtleNames.Name name = names.of(iri);
            String written = rank == 0
                    ? "a"
                    : name == null
                            ? reference(iri)
                            : new String(name.prefix(), StandardCharsets.UTF_8) + iri.substring(name.rest());
            known = new Property(iri, rank, written.getBytes(StandardCharsets.UTF_8), written.length());
            properties.put(predicate, known);
        }
        lastPredicate = predicate;
        lastProperty = known;
        return known;
    }

    private static String reference(String iri) {
        StringBuilder reference = new StringBuilder("<");
        for (int at = 0; at < iri.length(); at++) {
            char c = iri.charAt(at);
            reference.append(IN_IRIS.contain(c) ? IN_IRIS.of(c) : c);
        }
        return reference.append('>').toString();
    }

    /** Whether it is more than a term: a list, or statements in brackets. */
    private boolean isComposed(Node object) {
        return object.isBlank()
                ? nesting.isNested(object) || nesting.listOf(object) != null
                : object.equals(RDF.Nodes.nil);
    }

    private void writeObject(Node object) throws IOException {
        List<Node> list = nesting.listOf(object);
        if (list != null) {
            writeList(list);
        } else if (nesting.isNested(object)) {
            Collection<Triple> about = statements.get(object);
            if (about == null) {
                text.write("[]");
            } else {
                writeNested(about);
            }
        } else if (object.equals(RDF.Nodes.nil)) {
            text.write("()");
        } else {
            writeTerm(object);
        }
    }

    /** In brackets: on one line where it is one property with plain values. */
    private void writeNested(Collection<Triple> about) throws IOException {
        int outside = text.indent();
        boolean small = isSmall(about);
        if (!small) {
            text.indent(text.column());
        }
        int bracket = text.indent();
        text.write("[ ");
        text.indent(bracket + GAP);
        writeStatements(about);
        text.indent(bracket);
        if (small) {
            text.write(" ]");
        } else {
            text.newLine();
            text.write(']');
        }
        text.indent(outside);
    }

    private boolean isSmall(Collection<Triple> about) {
        Node property = null;
        for (Triple triple : about) {
            if (property != null && !property.equals(triple.getPredicate()) || isComposed(triple.getObject())) {
                return false;
            }
            property = triple.getPredicate();
        }
        return true;
    }

    /** Statements in brackets have a line of their own in a list. */
    private void writeList(List<Node> members) throws IOException {
        int outside = text.indent();
        int bracket = text.column();
        text.indent(bracket);
        text.write('(');
        text.indent(bracket + GAP);
        boolean ownLine = false;
        boolean anyOwnLine = false;
        boolean first = true;
        for (Node member : members) {
            boolean before = ownLine;
            ownLine = nesting.listOf(member) == null ? member.isBlank() : before;
            if (!first) {
                if (before || ownLine) {
                    text.newLine();
                } else {
                    text.write(' ');
                }
            }
            first = false;
            writeObject(member);
            anyOwnLine |= ownLine;
        }
        if (anyOwnLine) {
            text.newLine();
        } else {
            text.write(' ');
        }
        text.indent(bracket);
        text.write(')');
        text.indent(outside);
    }

    private void writeTerm(Node term) throws IOException {
        if (term.isURI()) {
            writeIri(term.getURI());
        } else if (term.isLiteral()) {
            writeLiteral(term);
        } else if (term.isBlank()) {
            text.write(labels.computeIfAbsent(term, any -> "_:b" + labels.size()));
        } else if (term.isTripleTerm()) {
            Triple triple = term.getTriple();
            text.write("<<( ");
            writeTerm(triple.getSubject());
            text.write(' ');
            writeTerm(triple.getPredicate());
            text.write(' ');
            writeTerm(triple.getObject());
            text.write(" )>>");
        } else {
            throw new JenaException("Not a term of RDF: " + term);
        }
    }

    private void writeIri(String iri) {
        TurtleNames.Name name = names.of(iri);
        if (name == null) {
            writeReference(iri);
        } else {
            text.write(name.prefix(), name.width());
            text.write(iri, name.rest());
        }
    }

    private void writeReference(String iri) {
        text.write('<');
        text.write(iri, IN_IRIS);
        text.write('>');
    }

    private void writeLiteral(Node literal) {
        String lexical = literal.getLiteralLexicalForm();
        String language = literal.getLiteralLanguage();
        if (language.isEmpty() && isNative(lexical, literal.getLiteralDatatypeURI())) {
            text.write(lexical);
            return;
        }
        text.write('"');
        text.write(lexical, IN_TEXTS);
        text.write('"');
        if (!language.isEmpty()) {
            text.write('@');
            text.write(language, IN_TEXTS);
            if (literal.getLiteralBaseDirection() != null) {
                text.write("--");
                text.write(literal.getLiteralBaseDirection().direction());
            }
        } else if (!literal.getLiteralDatatypeURI().equals(XSDDatatype.XSDstring.getURI())) {
            text.write("^^");
            writeIri(literal.getLiteralDatatypeURI());
        }
    }

    /** Whether a literal is what Turtle takes its bare lexical form for (§2.5.2, §2.5.3). */
    private static boolean isNative(String lexical, String datatype) {
        if (datatype.equals(XSDDatatype.XSDinteger.getURI())) {
            return isNumber(lexical, false, false);
        }
        if (datatype.equals(XSDDatatype.XSDdecimal.getURI())) {
            return isNumber(lexical, true, false);
        }
        if (datatype.equals(XSDDatatype.XSDdouble.getURI())) {
            return isNumber(lexical, false, true);
        }
        return datatype.equals(XSDDatatype.XSDboolean.getURI()) && (lexical.equals("true") || lexical.equals("false"));
    }

    /**
     * @param decimal with a point and digits after it
     * @param exponent with an exponent, with or without a point and digits after it
     */
    private static boolean isNumber(String lexical, boolean decimal, boolean exponent) {
        int start = !lexical.isEmpty() && (lexical.charAt(0) == '+' || lexical.charAt(0) == '-') ? 1 : 0;
        int at = afterDigits(lexical, start);
        boolean digits = at > start;
        boolean point = at < lexical.length() && lexical.charAt(at) == '.';
        if (point && (decimal || exponent)) {
            int fraction = at + 1;
            at = afterDigits(lexical, fraction);
            digits = at > fraction || digits && exponent;
        }
        if (exponent) {
            if (at == lexical.length() || Character.toLowerCase(lexical.charAt(at)) != 'e') {
                return false;
            }
            at++;
            at += at < lexical.length() && (lexical.charAt(at) == '+' || lexical.charAt(at) == '-') ? 1 : 0;
            int power = at;
            at = afterDigits(lexical, at);
            digits &= at > power;
        }
        return digits && at == lexical.length() && (point || !decimal);
    }

    private static int afterDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
