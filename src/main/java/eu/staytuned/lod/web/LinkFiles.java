package eu.staytuned.lod.web;

import eu.staytuned.lod.links.Link;
import eu.staytuned.lod.links.MappingSet;
import eu.staytuned.lod.links.OutgoingLinks;
import eu.staytuned.lod.links.Selection;
import eu.staytuned.lod.rdf.DocumentGraph;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.rdf.RdfSyntax;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.tables.Csv;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphMapLink;
import org.apache.jena.sparql.core.Quad;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes links in the formats in which they can be taken away. */
@Component
class LinkFiles {

    private static final String VOID = "http://rdfs.org/ns/void#";
    private static final List<String> COLUMNS =
            List.of("subject", "subject_label", "predicate", "object", "object_label");

    private final IriSpace iris;
    private final JsonMapper json;
    private final String license;

    LinkFiles(IriSpace iris, JsonMapper json, @Value("${publication.license}") String license) {
        this.iris = iris;
        this.json = json;
        this.license = license;
    }

    /** That links are under. */
    String license() {
        return license;
    }

    /** To be called within a transaction. */
    byte[] written(Selection selection, OutgoingLinks links, LinksFormat format, Reading reading) {
        if (format.syntax().isPresent()) {
            return rdf(selection, links, format.syntax().get(), reading.shelf());
        }
        if (format.equals(LinksFormat.SSSOM)) {
            String address = LinksPages.address(LinksFormat.SSSOM, LinksPages.parameters(selection), iris);
            return MappingSet.write(selection, links, reading.shelf(), iris, address, license);
        }
        return format.equals(LinksFormat.CSV) ? csv(selection, reading) : linkset(selection, format);
    }

    private static byte[] csv(Selection selection, Reading reading) {
        StringBuilder table = new StringBuilder();
        Csv.row(table, COLUMNS);
        for (Link link : selection.links()) {
            Csv.row(
                    table,
                    List.of(
                            link.ours().getURI(),
                            label(link.ours(), reading),
                            link.relation().getURI(),
                            link.theirs().getURI(),
                            label(link.theirs(), reading)));
        }
        return table.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A name, and no address in its place. */
    private static String label(Node node, Reading reading) {
        return Labels.of(reading.graph(), node, reading.texts().languages())
                .map(Node::getLiteralLexicalForm)
                .orElse("");
    }

    /** The relations of RDF are relations of links as they are: extension relation types (RFC 8288 §2.1.2). */
    private byte[] linkset(Selection selection, LinksFormat format) {
        Map<String, List<DocumentLinks.Link>> byContext = new LinkedHashMap<>();
        for (Link link : selection.links()) {
            byContext
                    .computeIfAbsent(link.ours().getURI(), any -> new ArrayList<>())
                    .add(new DocumentLinks.Link(
                            link.theirs().getURI(), link.relation().getURI(), Optional.empty()));
        }
        return new Linkset(byContext).as(format.equals(LinksFormat.LINKSET_JSON) ? Linkset.JSON : Linkset.TEXT, json);
    }

    /** The links, each in the graph of its source where the syntax can tell, and what they are as a set. */
    private byte[] rdf(Selection selection, OutgoingLinks links, RdfSyntax syntax, Shelf shelf) {
        Graph graph = new DocumentGraph();
        DatasetGraph dataset = new DatasetGraphMapLink(name -> name == null ? graph : new DocumentGraph());
        boolean quads = RDFLanguages.isQuads(syntax.lang()) && !RDFLanguages.isTriples(syntax.lang());
        describe(selection, graph, shelf);
        for (Link link : selection.links()) {
            Triple triple = link.triple();
            List<Node> sources = quads ? sources(triple, shelf) : List.of();
            if (sources.isEmpty()) {
                graph.add(triple);
            }
            sources.forEach(source -> dataset.add(Quad.create(source, triple)));
        }
        new TreeSet<>(links.prefixes().keySet()).forEach(prefix -> {
            String namespace = links.prefixes().get(prefix);
            if (isUsed(namespace, selection)) {
                graph.getPrefixMapping().setNsPrefix(prefix, namespace);
            }
        });
        ByteArrayOutputStream body = new ByteArrayOutputStream(8192);
        if (quads) {
            RDFDataMgr.write(body, dataset, syntax.format());
        } else {
            syntax.write(graph, body);
        }
        return body.toByteArray();
    }

    private List<Node> sources(Triple triple, Shelf shelf) {
        String graphs = iris.resolve("graph/");
        TreeSet<String> names = new TreeSet<>();
        shelf.data()
                .find(Node.ANY, triple.getSubject(), triple.getPredicate(), triple.getObject())
                .forEachRemaining(quad -> {
                    if (quad.getGraph().isURI() && quad.getGraph().getURI().startsWith(graphs)) {
                        names.add(quad.getGraph().getURI());
                    }
                });
        return names.stream().map(NodeFactory::createURI).toList();
    }

    private void describe(Selection selection, Graph graph, Shelf shelf) {
        Node set = iris.node(LinksPages.parameters(selection).of(LinksPages.PATH));
        graph.add(Triple.create(set, Terms.TYPE, iri(VOID + "Linkset")));
        graph.add(Triple.create(set, Terms.IS_PART_OF, iris.node(shelf.edition().path())));
        graph.add(Triple.create(set, Terms.LICENSE, iri(license)));
        selection.relation().ifPresent(one -> graph.add(Triple.create(set, iri(VOID + "linkPredicate"), one)));
        graph.add(Triple.create(
                set,
                iri(VOID + "triples"),
                NodeFactory.createLiteralDT("" + selection.links().size(), XSDDatatype.XSDinteger)));
    }

    private static boolean isUsed(String namespace, Selection selection) {
        return namespace.startsWith(VOID)
                || namespace.equals("http://purl.org/dc/terms/")
                || selection.links().stream()
                        .anyMatch(link -> link.ours().getURI().startsWith(namespace)
                                || link.relation().getURI().startsWith(namespace)
                                || link.theirs().getURI().startsWith(namespace));
    }

    private static Node iri(String iri) {
        return NodeFactory.createURI(iri);
    }
}
