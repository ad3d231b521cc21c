package eu.staytuned.lod.release;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.irix.IRIxResolver;
import org.apache.jena.riot.RIOT;
import org.apache.jena.riot.lang.LabelToNode;
import org.apache.jena.riot.system.FactoryRDFStd;
import org.apache.jena.riot.system.ParserProfileStd;
import org.apache.jena.riot.system.PrefixMapFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.util.SplitIRI;
import org.jspecify.annotations.Nullable;

/**
 * How strictly a file is read: RIOT's own checks of IRIs, language tags and literals, and beyond them what would break
 * later in some syntax or for some reader. Plain RDF 1.1 is published, because every syntax and every client has it.
 *
 * <p>Blank nodes are named after the file and their order in it, so that the same file gives the same nodes on every
 * machine and after every restart.
 */
class StrictProfile extends ParserProfileStd {

    /** Hears of every statement with the line it ends on. */
    interface Listener {
        void statement(Node subject, Node predicate, Node object, long line);
    }

    private static final Listener NOBODY = (subject, predicate, object, line) -> {};

    private final FaultCollector faults;
    private final long maxLiteral;
    private final Listener listener;
    private final Set<Node> goodPredicates = new HashSet<>();
    /** Terms for IRIs that were found good, each at the place that its hash leads to, until another takes it. */
    private final @Nullable Node[] goodIris = new Node[1 << 12];

    StrictProfile(String blankNodeScope, FaultCollector faults, long maxLiteral) {
        this(blankNodeScope, faults, maxLiteral, NOBODY);
    }

    StrictProfile(String blankNodeScope, FaultCollector faults, long maxLiteral, Listener listener) {
        super(
                new FactoryRDFStd(LabelToNode.createScopeByDocumentHash(
                        UUID.nameUUIDFromBytes(blankNodeScope.getBytes(StandardCharsets.UTF_8)))),
                faults,
                // no base: a relative IRI has nothing to be resolved against, unless the file itself says a BASE
                IRIxResolver.create()
                        .noBase()
                        .resolve(true)
                        .allowRelative(false)
                        .build(),
                PrefixMapFactory.create(),
                RIOT.getContext().copy(),
                true,
                true);
        this.faults = faults;
        this.maxLiteral = maxLiteral;
        this.listener = listener;
    }

    @Override
    public Triple createTriple(Node subject, Node predicate, Node object, long line, long col) {
        check(predicate, line, col);
        listener.statement(subject, predicate, object, line);
        return super.createTriple(subject, predicate, object, line, col);
    }

    @Override
    public Quad createQuad(Node graph, Node subject, Node predicate, Node object, long line, long col) {
        check(predicate, line, col);
        listener.statement(subject, predicate, object, line);
        return super.createQuad(graph, subject, predicate, object, line, col);
    }

    @Override
    public Node createStringLiteral(String lexical, long line, long col) {
        checkText(lexical, line, col);
        return super.createStringLiteral(lexical, line, col);
    }

    @Override
    public Node createLangLiteral(String lexical, String langTag, long line, long col) {
        checkText(lexical, line, col);
        LanguageTags.fault(langTag).ifPresent(fault -> faults.error(fault, line, col));
        return super.createLangLiteral(lexical, langTag, line, col);
    }

    @Override
    public Node createTypedLiteral(String lexical, RDFDatatype datatype, long line, long col) {
        checkText(lexical, line, col);
        String uri = datatype.getURI();
        // RIOT takes an unknown datatype for one with no rules: xsd:dat would accept any text
        boolean misspelt = uri.startsWith(XSDDatatype.XSD + "#") && !(datatype instanceof XSDDatatype)
                || uri.startsWith("https://www.w3.org/2001/XMLSchema");
        if (misspelt) {
            faults.error("XML Schema has no datatype <" + uri + ">.", line, col);
        }
        return super.createTypedLiteral(lexical, datatype, line, col);
    }

    @Override
    public Node createLangDirLiteral(String lexical, String langTag, String direction, long line, long col) {
        faults.error(
                "A text with a direction (@" + langTag + "--" + direction + ") is RDF 1.2; we publish RDF 1.1.",
                line,
                col);
        return super.createLangLiteral(lexical, langTag, line, col);
    }

    @Override
    public Node createTripleTerm(Node subject, Node predicate, Node object, long line, long col) {
        faults.error("A statement about a statement (<<…>>) is RDF 1.2; we publish RDF 1.1.", line, col);
        return super.createTripleTerm(subject, predicate, object, line, col);
    }

    @Override
    public Node createURI(String iri, long line, long col) {
        // What a base has no part in is the same wherever it stands.
        if (!iri.startsWith("http://") && !iri.startsWith("https://")) {
            return super.createURI(iri, line, col);
        }
        int hash = iri.hashCode();
        int place = (hash ^ hash >>> 12) & goodIris.length - 1;
        Node good = goodIris[place];
        if (good != null && good.getURI().equals(iri)) {
            return good;
        }
        Node made = super.createURI(iri, line, col);
        if (faults.isEmpty() && made.isURI() && made.getURI().equals(iri)) {
            goodIris[place] = made;
        }
        return made;
    }

    /** For syntaxes whose parser makes its triples without us: JSON-LD and RDF/XML. */
    void check(Node predicate) {
        check(predicate, 0, 0);
    }

    private void check(Node predicate, long line, long col) {
        if (predicate.isURI() && goodPredicates.add(predicate)) {
            String iri = predicate.getURI();
            if (SplitIRI.splitXML(iri) >= iri.length()) {
                faults.error(
                        "The property <" + iri
                                + "> ends in no XML name, so RDF/XML cannot say it. Is the IRI complete?",
                        line,
                        col);
            }
        }
    }

    private void checkText(String text, long line, long col) {
        // a character is at most three bytes in UTF-8 for each char of Java
        if (text.length() * 3L > maxLiteral) {
            int size = text.getBytes(StandardCharsets.UTF_8).length;
            if (size > maxLiteral) {
                faults.error(
                        "A literal of " + size + " bytes; more than " + maxLiteral
                                + " are not published (publication.max-literal). Is a quotation mark missing?",
                        line,
                        col);
                return;
            }
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c < ' ' && c != '\t' && c != '\n' && c != '\r' || Character.isSurrogate(c) || c >= '\uFFFE') {
                // XML 1.0 section 2.2
                faults.error(
                        String.format(
                                "A literal holds the character U+%04X, which XML (and so RDF/XML) cannot say.",
                                (int) c),
                        line,
                        col);
                return;
            }
        }
    }
}
