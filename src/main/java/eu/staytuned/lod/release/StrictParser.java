package eu.staytuned.lod.release;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import eu.staytuned.lod.rdf.IriSpace;
import jakarta.json.stream.JsonParsingException;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParserRegistry;
import org.apache.jena.riot.RIOT;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.lang.LangJSONLD11;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFLib;
import org.apache.jena.riot.system.StreamRDFWrapper;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.util.JenaXMLInput;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.DefaultHandler2;

/**
 * Parses one file and finds all that is wrong with its form. It never opens a connection: a JSON-LD context is our own
 * or written out in the file, and XML has no entities from elsewhere.
 */
final class StrictParser {

    // JSON-LD drops what is not an IRI without a word; resolved against these it can be seen
    private static final String NO_BASE = "http://no-base.invalid/";
    private static final String NO_TERM = "http://no-term.invalid/#";
    private static final Pattern XML_ENCODING =
            Pattern.compile("\\A<\\?xml[^>]*?\\bencoding\\s*=\\s*['\"]([A-Za-z0-9._-]+)['\"]");

    private final long maxLiteral;
    private final Optional<String> ownContext;

    /**
     * @param maxLiteral in bytes
     * @param ownContext the text of our JSON-LD context, where there is one
     */
    StrictParser(long maxLiteral, Optional<String> ownContext) {
        this.maxLiteral = maxLiteral;
        this.ownContext = ownContext;
    }

    /** Sends the file's prefixes, triples and quads to a sink as far as it can be parsed; returns what is wrong. */
    List<Fault> parse(SourceFile file, String text, StreamRDF sink) {
        FaultCollector faults = new FaultCollector(file.name());
        parse(file, text, new StrictProfile(file.name(), faults, maxLiteral), faults, sink);
        return faults.faults();
    }

    /** Where each statement of a file stands; only line-based syntaxes and Turtle's family tell. */
    void listen(SourceFile file, String text, StrictProfile.Listener listener) {
        FaultCollector faults = new FaultCollector(file.name());
        StrictProfile profile = new StrictProfile(file.name(), faults, maxLiteral, listener);
        parse(file, text, profile, faults, StreamRDFLib.sinkNull());
    }

    private void parse(SourceFile file, String text, StrictProfile profile, FaultCollector faults, StreamRDF sink) {
        Lang lang = file.lang().orElseThrow();
        Context context = RIOT.getContext().copy();
        StreamRDF checked = sink;
        if (lang.equals(Lang.RDFXML)) {
            refuseExternalEntities(text, faults);
            checked = new Latecomer(sink, profile, faults);
        } else if (lang.equals(Lang.JSONLD) || lang.equals(Lang.JSONLD11)) {
            context.set(LangJSONLD11.JSONLD_OPTIONS, jsonLdOptions(faults));
            checked = new Latecomer(sink, profile, faults);
        }
        if (!faults.isEmpty()) {
            return;
        }
        try {
            RDFParserRegistry.getFactory(lang)
                    .create(lang, profile)
                    .read(new StringReader(text), null, lang.getContentType(), checked, context);
        } catch (FaultCollector.Stop alreadyNoted) {
            // the parser had to stop at a fault that is in the list
        } catch (StackOverflowError e) {
            faults.faults()
                    .add(Fault.in(file.name(), "Nested too deeply to be read. Write the inner parts on their own."));
        } catch (RiotException e) {
            // RIOT reports, then throws what it reported; of JSON that is none it reports only that
            jsonFault(file, e).ifPresent(fault -> {
                faults.faults().clear();
                faults.faults().add(fault);
            });
            if (faults.isEmpty()) {
                faults.faults().add(Fault.in(file.name(), messageOf(e)));
            }
        } catch (RuntimeException e) {
            if (faults.isEmpty()) {
                faults.faults().add(Fault.in(file.name(), "It cannot be parsed: " + messageOf(e)));
            }
        }
    }

    private JsonLdOptions jsonLdOptions(FaultCollector faults) {
        JsonLdOptions options = new JsonLdOptions((address, unused) -> loadContext(address, faults));
        options.setBase(URI.create(NO_BASE));
        try {
            options.setExpandContext(
                    JsonDocument.of(new StringReader("{\"@context\": {\"@vocab\": \"" + NO_TERM + "\"}}")));
        } catch (JsonLdError e) {
            throw new IllegalStateException(e);
        }
        return options;
    }

    private Document loadContext(URI address, FaultCollector faults) throws JsonLdError {
        String canonical = IriSpace.CANONICAL_BASE;
        if (ownContext.isPresent()
                && (address.toString().equals(canonical + "context.jsonld")
                        || address.toString().equals(canonical + "ontology/context.jsonld"))) {
            return JsonDocument.of(new StringReader(ownContext.get()));
        }
        String name = address.toString().replace(NO_BASE, "");
        String why = "The context " + name
                + " is not loaded: nothing is fetched while a release is read. Refer to " + canonical
                + "context.jsonld, or write the context into the file.";
        faults.error(why, 0, 0);
        throw new JsonLdError(JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, why);
    }

    private static Optional<Fault> jsonFault(SourceFile file, Throwable thrown) {
        for (Throwable cause = thrown; cause != null && cause != cause.getCause(); cause = cause.getCause()) {
            if (cause instanceof JsonParsingException json) {
                String message = String.valueOf(json.getMessage()).replaceAll("\\s+", " ");
                return Optional.of(Fault.in(file.name(), "Not JSON: " + message)
                        .at(
                                json.getLocation().getLineNumber(),
                                json.getLocation().getColumnNumber()));
            }
        }
        return Optional.empty();
    }

    private static String messageOf(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }

    // RIOT leaves external entities out without a word; their text would be missing from the release
    private static void refuseExternalEntities(String text, FaultCollector faults) {
        Matcher encoding = XML_ENCODING.matcher(text);
        if (encoding.find() && !encoding.group(1).equalsIgnoreCase("UTF-8")) {
            faults.error(
                    "The XML declaration says " + encoding.group(1)
                            + ", but files are read as UTF-8. Save it as UTF-8.",
                    1,
                    1);
            return;
        }
        ExternalEntities handler = new ExternalEntities(faults);
        try {
            XMLReader reader = JenaXMLInput.createXMLReader();
            reader.setContentHandler(handler);
            reader.setErrorHandler(handler);
            reader.setEntityResolver(handler);
            reader.setProperty("http://xml.org/sax/properties/lexical-handler", handler);
            reader.setProperty("http://xml.org/sax/properties/declaration-handler", handler);
            reader.parse(new InputSource(new StringReader(text)));
        } catch (FaultCollector.Stop | SAXException syntaxFault) {
            if (faults.isEmpty()) {
                faults.warning(messageOf(syntaxFault), handler.line(), handler.column());
            }
        } catch (IOException | javax.xml.parsers.ParserConfigurationException e) {
            faults.warning("It cannot be parsed: " + messageOf(e), 0, 0);
        }
    }

    private static final class ExternalEntities extends DefaultHandler2 {

        private final FaultCollector faults;
        private Optional<Locator> locator = Optional.empty();

        ExternalEntities(FaultCollector faults) {
            this.faults = faults;
        }

        @Override
        public void setDocumentLocator(Locator locator) {
            this.locator = Optional.of(locator);
        }

        @Override
        public void startDTD(String name, String publicId, String systemId) {
            if (systemId != null) {
                refuse("the DTD " + systemId);
            }
        }

        @Override
        public void externalEntityDecl(String name, String publicId, String systemId) {
            refuse("the external entity &" + name + "; (" + systemId + ")");
        }

        @Override
        public InputSource resolveEntity(String name, String publicId, String base, String systemId) {
            return new InputSource(new StringReader(""));
        }

        @Override
        public void fatalError(org.xml.sax.SAXParseException e) throws SAXException {
            faults.warning(e.getMessage(), e.getLineNumber(), e.getColumnNumber());
            throw e;
        }

        private void refuse(String what) {
            faults.error("It refers to " + what + ". Nothing is fetched while a release is read.", line(), column());
        }

        long line() {
            return locator.map(Locator::getLineNumber).orElse(0);
        }

        long column() {
            return locator.map(Locator::getColumnNumber).orElse(0);
        }
    }

    /** Sees statements of those parsers that do not make them through the profile. */
    private static final class Latecomer extends StreamRDFWrapper {

        private final StrictProfile profile;
        private final FaultCollector faults;

        Latecomer(StreamRDF sink, StrictProfile profile, FaultCollector faults) {
            super(sink);
            this.profile = profile;
            this.faults = faults;
        }

        @Override
        public void prefix(String prefix, String iri) {
            // JSON-LD has terms rather than prefixes; what RIOT guesses from a context is not ours to publish
            if (!iri.startsWith(NO_TERM)) {
                super.prefix(prefix, iri);
            }
        }

        @Override
        public void triple(Triple triple) {
            look(triple.getSubject(), triple.getPredicate(), triple.getObject());
            super.triple(triple);
        }

        @Override
        public void quad(Quad quad) {
            look(quad.getSubject(), quad.getPredicate(), quad.getObject());
            look(quad.getGraph(), quad.getPredicate(), quad.getObject());
            super.quad(quad);
        }

        private void look(Node subject, Node predicate, Node object) {
            profile.check(predicate);
            look(subject);
            look(predicate);
            look(object);
        }

        private void look(Node node) {
            if (!node.isURI()) {
                return;
            }
            if (node.getURI().startsWith(NO_BASE)) {
                faults.error("Relative IRI: " + node.getURI().substring(NO_BASE.length()), 0, 0);
            } else if (node.getURI().startsWith(NO_TERM)) {
                faults.error("The context has no term '" + node.getURI().substring(NO_TERM.length()) + "'.", 0, 0);
            }
        }
    }
}
