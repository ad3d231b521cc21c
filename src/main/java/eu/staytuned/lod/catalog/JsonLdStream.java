package eu.staytuned.lod.catalog;

import java.io.OutputStream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.vocabulary.RDF;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes JSON-LD in its expanded form as triples come, which have to be sorted by subject and predicate: an array with a node
 * object in each line. It needs no context, neither here nor from elsewhere.
 */
final class JsonLdStream extends StreamRDFBase {

    private static final Node TYPE = RDF.type.asNode();

    private final JsonGenerator json;
    private @Nullable Node subject;
    private @Nullable Node predicate;

    JsonLdStream(JsonMapper mapper, OutputStream out) {
        json = mapper.createGenerator(out);
    }

    @Override
    public void start() {
        json.writeStartArray();
    }

    @Override
    public void triple(Triple triple) {
        if (!triple.getSubject().equals(subject)) {
            endSubject();
            subject = triple.getSubject();
            json.writeRaw('\n');
            json.writeStartObject();
            json.writeStringProperty("@id", name(triple.getSubject()));
        }
        if (!triple.getPredicate().equals(predicate)) {
            endPredicate();
            predicate = triple.getPredicate();
            json.writeName(
                    triple.getPredicate().equals(TYPE)
                            ? "@type"
                            : triple.getPredicate().getURI());
            json.writeStartArray();
        }
        object(triple);
    }

    private void object(Triple triple) {
        Node object = triple.getObject();
        if (!object.isLiteral()) {
            if (triple.getPredicate().equals(TYPE)) {
                json.writeString(name(object));
            } else {
                json.writeStartObject();
                json.writeStringProperty("@id", name(object));
                json.writeEndObject();
            }
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("@value", object.getLiteralLexicalForm());
        if (!object.getLiteralLanguage().isEmpty()) {
            json.writeStringProperty("@language", object.getLiteralLanguage());
        } else if (!object.getLiteralDatatypeURI().equals(XSDDatatype.XSDstring.getURI())) {
            json.writeStringProperty("@type", object.getLiteralDatatypeURI());
        }
        json.writeEndObject();
    }

    private static String name(Node node) {
        return node.isBlank() ? "_:" + NodeFmtLib.encodeBNodeLabel(node.getBlankNodeLabel()) : node.getURI();
    }

    private void endPredicate() {
        if (predicate != null) {
            json.writeEndArray();
            predicate = null;
        }
    }

    private void endSubject() {
        if (subject != null) {
            endPredicate();
            json.writeEndObject();
            subject = null;
        }
    }

    @Override
    public void finish() {
        endSubject();
        json.writeRaw('\n');
        json.writeEndArray();
        json.writeRaw('\n');
        json.flush();
    }
}
