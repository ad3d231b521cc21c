package eu.staytuned.lod.sparql;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.rdf.model.Literal;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.VOID;
import org.apache.jena.vocabulary.XSD;

/**
 * What the endpoint says about itself (SPARQL 1.1 Service Description): languages, formats, graphs and limits.
 *
 * @param edition the release whose graphs it counts
 * @param model the description
 */
record ServiceDescription(Edition edition, Model model) {

    private static final String SD = "http://www.w3.org/ns/sparql-service-description#";
    private static final String PROV = "http://www.w3.org/ns/prov#";

    /** What the endpoint offers, whichever release is on the shelf. */
    record Terms(String endpoint, SparqlSettings settings, Duration timeLimit) {

        /** The limits in a sentence for people. */
        String limits() {
            return "A query may have " + settings.maxQuerySize().toKilobytes() + " KB and take "
                    + (timeLimit.isZero() ? "any time" : timeLimit.toSeconds() + " s") + ", an answer may have "
                    + settings.maxResultSize().toMegabytes() + " MB and a constructed graph "
                    + settings.maxResultTriples() + " triples; "
                    + settings.concurrentQueries() + " queries are answered at once. "
                    + "What goes beyond gets an error (503), never a part of an answer.";
        }
    }

    static ServiceDescription of(Shelf shelf, IriSpace iris, Terms terms) {
        Model model = ModelFactory.createDefaultModel();
        model.setNsPrefix("dcterms", DCTerms.NS)
                .setNsPrefix("format", "http://www.w3.org/ns/formats/")
                .setNsPrefix("prov", PROV)
                .setNsPrefix("rdfs", RDFS.uri)
                .setNsPrefix("sd", SD)
                .setNsPrefix("void", VOID.NS)
                .setNsPrefix("xsd", XSD.NS);
        String name = terms.endpoint();
        Resource service = model.createResource(name, sdResource("Service"))
                .addProperty(RDFS.label, "SPARQL endpoint", "en")
                .addProperty(RDFS.comment, terms.limits(), "en")
                .addProperty(sd("endpoint"), model.createResource(name))
                .addProperty(sd("supportedLanguage"), sdResource("SPARQL11Query"))
                .addProperty(
                        DCTerms.conformsTo,
                        model.createResource("https://www.w3.org/TR/2013/REC-sparql11-protocol-20130321/"))
                .addProperty(
                        model.createProperty(PROV, "wasDerivedFrom"),
                        model.createResource(iris.resolve(shelf.edition().path())))
                .addProperty(
                        DCTerms.modified,
                        model.createTypedLiteral(shelf.edition().issued().toString(), XSDDatatype.XSDdateTime));
        Stream.of(ResultFormat.ROWS, ResultFormat.GRAPH)
                .flatMap(List::stream)
                .flatMap(format -> format.iri().stream())
                .forEach(iri -> service.addProperty(sd("resultFormat"), model.createResource(iri)));
        service.addProperty(sd("defaultDataset"), dataset(model, name, shelf.data()));
        return new ServiceDescription(shelf.edition(), model);
    }

    private static Resource dataset(Model model, String name, DatasetGraph data) {
        Resource defaultGraph = model.createResource(name + "#default-graph", sdResource("Graph"))
                .addProperty(RDFS.label, "default graph: the union of the published graphs", "en")
                .addProperty(VOID.triples, count(model, data.getDefaultGraph().size()));
        Resource dataset = model.createResource(name + "#dataset", sdResource("Dataset"))
                .addProperty(RDFS.label, "dataset of the SPARQL endpoint", "en")
                .addProperty(sd("defaultGraph"), defaultGraph);
        Iterable<Node> graphs = data::listGraphNodes;
        StreamSupport.stream(graphs.spliterator(), false)
                .filter(Node::isURI)
                .sorted(Comparator.comparing(Node::getURI))
                .forEach(graph -> {
                    // The name of the graph is the graph's own IRI, where it can be read.
                    Resource content = model.createResource(graph.getURI(), sdResource("Graph"))
                            .addProperty(
                                    VOID.triples,
                                    count(model, data.getGraph(graph).size()));
                    dataset.addProperty(
                            sd("namedGraph"),
                            model.createResource(sdResource("NamedGraph"))
                                    .addProperty(sd("name"), model.createResource(graph.getURI()))
                                    .addProperty(sd("graph"), content));
                });
        return dataset;
    }

    private static Literal count(Model model, long number) {
        return model.createTypedLiteral("" + number, XSDDatatype.XSDinteger);
    }

    private static Property sd(String name) {
        return ResourceFactory.createProperty(SD, name);
    }

    private static Resource sdResource(String name) {
        return ResourceFactory.createResource(SD + name);
    }
}
