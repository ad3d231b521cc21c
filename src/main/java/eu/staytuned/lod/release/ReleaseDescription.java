package eu.staytuned.lod.release;

import static eu.staytuned.lod.release.Nodes.blank;
import static eu.staytuned.lod.release.Nodes.english;
import static eu.staytuned.lod.release.Nodes.iri;
import static eu.staytuned.lod.release.Nodes.number;
import static eu.staytuned.lod.release.Nodes.time;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.release.Manifest.Summary;
import eu.staytuned.lod.release.Partitions.Use;
import eu.staytuned.lod.release.Release.Input;
import eu.staytuned.lod.release.Release.NamedGraph;
import eu.staytuned.lod.store.Edition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.VOID;

/**
 * What the publisher says about releases, in the graph {@code graph/release}: the series, every release ever accepted,
 * and the current one's named graphs. Being data, it is dereferenced, queried and archived like all else.
 */
final class ReleaseDescription {

    private static final String PROV = "http://www.w3.org/ns/prov#";
    private static final String SPDX = "http://spdx.org/rdf/terms#";

    /** The extension of VoID by datatypes that generators and readers of such descriptions agree on. */
    private static final String VOID_EXT = "http://ldf.fi/void-ext#";

    private final IriSpace iris;
    private final Content content;
    private final NamedGraph graph;
    private final Node series;
    private final Node release;

    private ReleaseDescription(IriSpace iris, Content content, Edition edition) {
        this.iris = iris;
        this.content = content;
        this.graph = content.open(iris.node(Release.RELEASE), Optional.empty(), true);
        this.series = iris.node("releases");
        this.release = iris.node(edition.path());
    }

    /**
     * Adds to a release what is said about it.
     *
     * @param earlier the releases before it, oldest first
     * @param current the release itself
     */
    static ReleaseDescription describe(
            IriSpace iris,
            Content content,
            Statistics statistics,
            Partitions partitions,
            List<Summary> earlier,
            Summary current) {
        ReleaseDescription description = new ReleaseDescription(iris, content, current.edition());
        List<NamedGraph> graphs = List.copyOf(content.graphs());
        description.series(current.edition());
        Optional<Node> previous = Optional.empty();
        for (Summary summary : earlier) {
            previous = Optional.of(description.release(summary, previous));
        }
        description.release(current, previous);
        Node release = description.release;
        description.classes(release, statistics, partitions);
        partitions.all().forEach(use -> description.property(release, release.getURI(), use, Map.of(), Map.of()));
        description.prefixes();
        graphs.stream()
                .filter(named -> !named.name().equals(iris.node(Release.QUALITY)))
                .forEach(named -> description.namedGraph(release, named));
        return description;
    }

    /** Adds what is said about the graph of the quality of the release, when that is complete. */
    void qualityGraph() {
        content.graph(iris.resolve(Release.QUALITY)).ifPresent(quality -> namedGraph(release, quality));
    }

    /** As example queries refer to them (SHACL §5.2.1) and editors of queries ask for them. */
    private void prefixes() {
        Node prefixes = iris.node("prefixes");
        add(prefixes, RDF.type.asNode(), OWL.Ontology.asNode());
        add(prefixes, RDFS.label.asNode(), english("Prefixes"));
        add(prefixes, DCTerms.title.asNode(), english("Prefixes"));
        add(
                prefixes,
                DCTerms.description.asNode(),
                english("What the prefixes of this publication and of its example queries stand for."));
        content.prefixes().forEach((prefix, namespace) -> {
            if (!prefix.isEmpty()) {
                Node declaration = iris.node("prefixes#" + prefix);
                add(prefixes, SHACL.declare, declaration);
                add(declaration, RDF.type.asNode(), SHACL.PrefixDeclaration);
                add(declaration, SHACL.prefix, NodeFactory.createLiteralString(prefix));
                add(declaration, SHACL.namespace, NodeFactory.createLiteralDT(namespace, XSDDatatype.XSDanyURI));
            }
        });
    }

    private void series(Edition current) {
        Node last = iris.node(current.path());
        add(series, RDF.type.asNode(), iri(DCAT.NS + "DatasetSeries"));
        add(series, RDFS.label.asNode(), english("Releases"));
        add(series, DCTerms.title.asNode(), english("Releases"));
        add(
                series,
                DCTerms.description.asNode(),
                english(
                        "Every release of this publication. Numbers only grow; input that did not change makes no new one."));
        add(series, iri(DCAT.NS + "hasCurrentVersion"), last);
        add(series, DCTerms.modified.asNode(), time(current));
    }

    private Node release(Summary summary, Optional<Node> previous) {
        Edition edition = summary.edition();
        Node release = iris.node(edition.path());
        add(release, RDF.type.asNode(), DCAT.Dataset.asNode());
        add(release, RDF.type.asNode(), iri(PROV + "Entity"));
        add(release, RDF.type.asNode(), VOID.Dataset.asNode());
        add(release, RDFS.label.asNode(), english("Release " + edition.number()));
        add(release, DCTerms.title.asNode(), english("Release " + edition.number()));
        add(release, iri(DCAT.NS + "version"), NodeFactory.createLiteralString("" + edition.number()));
        add(release, DCTerms.identifier.asNode(), NodeFactory.createLiteralString("sha256:" + edition.contentHash()));
        add(release, DCTerms.issued.asNode(), time(edition));
        add(release, iri(PROV + "generatedAtTime"), time(edition));
        add(release, iri(DCAT.NS + "inSeries"), series);
        add(release, iri(DCAT.NS + "isVersionOf"), series);
        add(series, iri(DCAT.NS + "hasVersion"), release);
        previous.ifPresent(before -> {
            add(release, iri(DCAT.NS + "previousVersion"), before);
            add(release, iri(PROV + "wasRevisionOf"), before);
        });
        add(release, VOID.triples.asNode(), number(summary.triples()));
        add(release, VOID.documents.asNode(), number(summary.documents()));
        add(release, VOID.entities.asNode(), number(summary.resources()));
        add(release, VOID.properties.asNode(), number(summary.properties()));
        add(release, VOID.classes.asNode(), number(summary.classes()));
        return release;
    }

    private void classes(Node release, Statistics statistics, Partitions partitions) {
        statistics.classes().forEach((type, count) -> {
            String about = release.getURI() + " " + type;
            Node partition = blank(about);
            add(release, VOID.classPartition.asNode(), partition);
            add(partition, VOID._class.asNode(), iri(type));
            add(partition, VOID.entities.asNode(), number(count));
            partitions
                    .byClass()
                    .getOrDefault(type, List.of())
                    .forEach(use -> property(partition, about, use, use.classes(), use.datatypes()));
        });
    }

    private void property(
            Node whole, String aboutWhole, Use use, Map<String, Long> classes, Map<String, Long> datatypes) {
        String about = aboutWhole + " with " + use.property();
        Node partition = blank(about);
        add(whole, VOID.propertyPartition.asNode(), partition);
        add(partition, VOID.property.asNode(), iri(use.property()));
        add(partition, VOID.triples.asNode(), number(use.triples()));
        add(partition, VOID.distinctSubjects.asNode(), number(use.subjects()));
        classes.keySet().forEach(type -> {
            Node objects = blank(about + " to " + type);
            add(partition, VOID.classPartition.asNode(), objects);
            add(objects, VOID._class.asNode(), iri(type));
        });
        datatypes.keySet().forEach(datatype -> {
            Node literals = blank(about + " in " + datatype);
            add(partition, iri(VOID_EXT + "datatypePartition"), literals);
            add(literals, iri(VOID_EXT + "datatype"), iri(datatype));
        });
    }

    private void namedGraph(Node release, NamedGraph named) {
        Node name = named.name();
        if (named == graph
                || named.file()
                        .filter(input -> input.file().graph().startsWith("ontology/"))
                        .isPresent()) {
            return; // an earlier version of the ontology describes itself under its own name
        }
        add(name, RDF.type.asNode(), VOID.Dataset.asNode());
        add(name, RDF.type.asNode(), iri(PROV + "Entity"));
        add(name, DCTerms.isPartOf.asNode(), release);
        add(release, DCTerms.hasPart.asNode(), name);
        add(name, VOID.triples.asNode(), number(named.triples().size()));
        if (named.file().isEmpty()) {
            add(
                    name,
                    RDFS.label.asNode(),
                    english(
                            name.equals(iris.node(Release.QUALITY))
                                    ? "How good the release is"
                                    : "What the rules derive"));
            return;
        }
        Input input = named.file().orElseThrow();
        add(name, RDFS.label.asNode(), english(input.file().name()));
        Node checksum = blank(name.getURI() + " " + input.sha256());
        add(name, iri(SPDX + "checksum"), checksum);
        add(checksum, RDF.type.asNode(), iri(SPDX + "Checksum"));
        add(checksum, iri(SPDX + "algorithm"), iri(SPDX + "checksumAlgorithm_sha256"));
        add(
                checksum,
                iri(SPDX + "checksumValue"),
                NodeFactory.createLiteralDT(input.sha256(), XSDDatatype.XSDhexBinary));
    }

    private void add(Node subject, Node property, Node object) {
        content.add(graph, Triple.create(subject, property, object));
    }
}
