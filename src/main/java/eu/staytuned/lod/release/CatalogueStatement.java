package eu.staytuned.lod.release;

import static eu.staytuned.lod.release.Nodes.english;
import static eu.staytuned.lod.release.Nodes.iri;
import static eu.staytuned.lod.release.Nodes.number;
import static eu.staytuned.lod.release.Nodes.time;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.RdfSyntax;
import eu.staytuned.lod.release.Footprint.Difference;
import eu.staytuned.lod.release.Manifest.Summary;
import eu.staytuned.lod.release.Release.NamedGraph;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.tables.Table;
import eu.staytuned.lod.tables.Tables;
import eu.staytuned.lod.tables.WrittenTables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.VOID;

/**
 * What people cannot know when they write the catalogue, added to it in the graph {@code graph/release} in the terms of
 * DCAT-AP 3.0.1: when it last changed, the releases as versions of the knowledge base, and in which files and through which
 * services each dataset can be had.
 *
 * <p>Which files these are follows from the data: the dumps of a release are the knowledge base; a table is of the dataset
 * that it is derived from, or else of the knowledge base; a document of ours that is part of a dataset is there in each
 * syntax. The size of a file and its checksum are not said here: a file that holds this statement cannot hold its own.
 */
final class CatalogueStatement {

    /** The path of the catalogue. */
    static final String PATH = "catalog";

    private static final String EU = "http://publications.europa.eu/resource/authority/";
    private static final String IANA = "https://www.iana.org/assignments/media-types/";
    private static final String SPARQL_PROTOCOL = "https://www.w3.org/TR/sparql11-protocol/";
    private static final String DCATAP = "http://data.europa.eu/r5r/";

    private static final Node CATALOG = iri(DCAT.NS + "Catalog");
    private static final Node DATASET = iri(DCAT.NS + "dataset");
    private static final Node DISTRIBUTION = iri(DCAT.NS + "distribution");
    private static final Node ACCESS_URL = iri(DCAT.NS + "accessURL");
    private static final Node DOWNLOAD_URL = iri(DCAT.NS + "downloadURL");
    private static final Node VERSION_NOTES = iri("http://www.w3.org/ns/adms#versionNotes");
    private static final Node TITLE = DCTerms.title.asNode();
    private static final Node DESCRIPTION = DCTerms.description.asNode();

    /** What a release has from the knowledge base of which it is a version. */
    private static final List<Node> INHERITED = List.of(
            DCTerms.publisher.asNode(),
            DCTerms.creator.asNode(),
            DCTerms.license.asNode(),
            DCTerms.rights.asNode(),
            DCTerms.accessRights.asNode(),
            DCTerms.spatial.asNode(),
            DCTerms.temporal.asNode(),
            iri(DCAT.NS + "contactPoint"),
            iri(DCAT.NS + "keyword"),
            iri(DCAT.NS + "theme"));

    /** What holds for all releases together. */
    private static final List<Node> INHERITED_BY_SERIES =
            List.of(DCTerms.publisher.asNode(), DCTerms.spatial.asNode(), iri(DCAT.NS + "contactPoint"));

    /**
     * A file format.
     *
     * @param name for people
     * @param type its place in the authority table of the European Union
     * @param media its media type
     */
    private record Format(String name, String type, String media) {

        static Format of(RdfSyntax syntax) {
            String type =
                    switch (syntax) {
                        case TURTLE -> "RDF_TURTLE";
                        case JSON_LD -> "JSON_LD";
                        case RDF_XML -> "RDF_XML";
                        case N_TRIPLES -> "RDF_N_TRIPLES";
                        case TRIG -> "RDF_TRIG";
                        case N_QUADS -> "RDF_N_QUADS";
                    };
            return new Format(syntax.label(), type, syntax.mediaType());
        }
    }

    private static final List<RdfSyntax> DUMPS =
            List.of(RdfSyntax.N_QUADS, RdfSyntax.TRIG, RdfSyntax.TURTLE, RdfSyntax.JSON_LD, RdfSyntax.N_TRIPLES);

    private static final List<RdfSyntax> DOCUMENTS =
            List.of(RdfSyntax.TURTLE, RdfSyntax.JSON_LD, RdfSyntax.RDF_XML, RdfSyntax.N_TRIPLES);

    private static final Format CSV = new Format("CSV", "CSV", "text/csv");
    private static final Format WORKBOOK =
            new Format("Excel", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final Format ANSWERS = new Format("SPARQL", "SPARQLQRES", "application/sparql-results+json");

    private final IriSpace iris;
    private final Content content;
    private final Graph published;
    private final NamedGraph graph;
    private final Node catalogue;
    private final Edition current;
    private final Changes changes;

    private CatalogueStatement(IriSpace iris, Content content, Edition current, Changes changes) {
        this.iris = iris;
        this.content = content;
        this.published = content.defaultGraph();
        this.graph = content.open(iris.node(Release.RELEASE), Optional.empty(), true);
        this.catalogue = iris.node(PATH);
        this.current = current;
        this.changes = changes;
    }

    /**
     * Completes the catalogue of a release, where it has one.
     *
     * @param releases all of them, the current one last
     * @param changes what changed with the current one
     */
    static void complete(IriSpace iris, Content content, List<Summary> releases, Changes changes) {
        CatalogueStatement statement = new CatalogueStatement(
                iris, content, releases.get(releases.size() - 1).edition(), changes);
        if (statement.published.contains(statement.catalogue, RDF.type.asNode(), CATALOG)) {
            statement.complete(releases);
        }
    }

    private void complete(List<Summary> releases) {
        add(catalogue, DCTerms.modified.asNode(), time(current));
        List<Node> datasets = objects(catalogue, DATASET);
        Optional<Node> knowledge = datasets.stream()
                .filter(node -> published.contains(node, RDF.type.asNode(), VOID.Dataset.asNode()))
                .findFirst();
        knowledge.ifPresent(base -> knowledgeBase(base, releases));
        for (Table table : Tables.of(published).all()) {
            List<Node> origins =
                    table.origins().stream().filter(datasets::contains).toList();
            (origins.isEmpty() ? knowledge.stream().toList() : origins).forEach(dataset -> table(dataset, table));
        }
        for (Node dataset : datasets) {
            if (!knowledge.equals(Optional.of(dataset))) {
                Optional.ofNullable(changes.since().get(dataset.getURI()))
                        .ifPresent(since -> add(dataset, DCTerms.modified.asNode(), time(since)));
            }
            objects(dataset, DCTerms.hasPart.asNode()).forEach(part -> document(dataset, part));
            services().stream()
                    .filter(service -> published.contains(service, iri(DCAT.NS + "servesDataset"), dataset))
                    .forEach(service -> answers(dataset, service));
        }
    }

    private void knowledgeBase(Node base, List<Summary> releases) {
        Node series = iris.node("releases");
        inherit(series, base, INHERITED_BY_SERIES);
        for (Summary summary : releases) {
            Edition edition = summary.edition();
            Node release = iris.node(edition.path());
            add(base, iri(DCAT.NS + "hasVersion"), release);
            add(release, iri(DCAT.NS + "isVersionOf"), base);
            add(
                    release,
                    DESCRIPTION,
                    english("Everything that this publication said from its release " + edition.number()
                            + " on, until the next one: " + String.format("%,d", summary.triples())
                            + " statements about " + String.format("%,d", summary.resources()) + " resources."));
            summary.difference().ifPresent(difference -> add(release, VERSION_NOTES, notes(difference)));
            inherit(release, base, INHERITED);
            dumps(release, edition).forEach(dump -> add(release, DISTRIBUTION, dump));
        }
        Node newest = iris.node(current.path());
        add(base, iri(DCAT.NS + "hasCurrentVersion"), newest);
        add(base, iri(DCAT.NS + "version"), NodeFactory.createLiteralString("" + current.number()));
        add(base, DCTerms.modified.asNode(), time(current));
        objects(newest, DISTRIBUTION).forEach(dump -> {
            add(base, DISTRIBUTION, dump);
            objects(dump, ACCESS_URL).forEach(file -> add(base, VOID.dataDump.asNode(), file));
        });
        file(
                base,
                base.getURI() + "#workbook",
                WORKBOOK,
                iris.node("data/" + WrittenTables.WORKBOOK),
                titles(base, WORKBOOK.name()),
                List.of(english("All tables in one workbook, each on a sheet of its own.")),
                objects(base, DCTerms.license.asNode()));
        linkedData(base, newest, releases.get(releases.size() - 1));
    }

    private static Node notes(Difference difference) {
        return english(String.format(
                Locale.ENGLISH,
                "Compared by program with release %d, by what is said of each resource: %,d added, %,d changed, %,d withdrawn.",
                difference.since(),
                difference.added(),
                difference.changed(),
                difference.withdrawn()));
    }

    private List<Node> dumps(Node release, Edition edition) {
        List<Node> dumps = new ArrayList<>();
        for (RdfSyntax syntax : DUMPS) {
            Node dump = iri(release.getURI() + "#" + syntax.extension());
            add(dump, iri(DCAT.NS + "compressFormat"), iri(IANA + "application/gzip"));
            Node address = iris.node("dumps/" + edition.number() + "/stay-tuned." + syntax.extension() + ".gz");
            add(dump, DOWNLOAD_URL, address);
            describe(
                    dump,
                    Format.of(syntax),
                    address,
                    List.of(english("Release " + edition.number() + ", " + syntax.label())),
                    List.of(english((syntax.hasGraphs()
                                            ? "Everything that release %d says, each statement in the graph of its source,"
                                            : "What release %d says in its default graph, data and vocabulary together,")
                                    .formatted(edition.number())
                            + " in one file compressed with gzip, which never changes.")),
                    objects(release, DCTerms.license.asNode()),
                    objects(release, DCTerms.rights.asNode()));
            add(dump, DCTerms.issued.asNode(), time(edition));
            dumps.add(dump);
        }
        return dumps;
    }

    /** As a dataset of the web of data (VoID), for those who look for it under {@code /.well-known/void}. */
    private void linkedData(Node base, Node newest, Summary summary) {
        Node description = graph.name();
        add(description, RDF.type.asNode(), iri(VOID.NS + "DatasetDescription"));
        add(description, RDFS.label.asNode(), english("What is said about releases"));
        add(description, FOAF.primaryTopic.asNode(), base);
        add(base, VOID.uriSpace.asNode(), NodeFactory.createLiteralString(iris.base()));
        add(base, VOID.triples.asNode(), number(summary.triples()));
        add(base, VOID.entities.asNode(), number(summary.resources()));
        add(base, VOID.documents.asNode(), number(summary.documents()));
        add(base, VOID.subset.asNode(), newest);
        content.graph(iris.resolve(Release.QUALITY)).ifPresent(quality -> quality.triples()
                .find(Node.ANY, RDF.type.asNode(), VOID.Linkset.asNode())
                .mapWith(Triple::getSubject)
                .toList()
                .forEach(links -> quality.triples()
                        .find(links, Node.ANY, Node.ANY)
                        .toList()
                        .forEach(this::add)));
        services().stream()
                .flatMap(service -> objects(service, iri(DCAT.NS + "endpointURL")).stream())
                .forEach(endpoint -> add(base, VOID.sparqlEndpoint.asNode(), endpoint));
        Node lookup = iris.node("resolve");
        if (published.contains(Node.ANY, iri(DCAT.NS + "endpointURL"), lookup)) {
            add(base, iri(VOID.NS + "uriLookupEndpoint"), iris.node("resolve?uri="));
        }
    }

    /** The services of the catalogue that answer in SPARQL. */
    private List<Node> services() {
        return objects(catalogue, iri(DCAT.NS + "service")).stream()
                .filter(service -> published.contains(service, DCTerms.conformsTo.asNode(), iri(SPARQL_PROTOCOL)))
                .toList();
    }

    private void table(Node dataset, Table table) {
        Node own = iri(dataset.getURI() + "#" + table.name());
        add(own, DCTerms.conformsTo.asNode(), iri("https://www.w3.org/TR/tabular-metadata/"));
        add(own, FOAF.page.asNode(), iris.node("data/" + table.name()));
        file(
                dataset,
                own.getURI(),
                CSV,
                iris.node("data/" + table.file()),
                table.titles().stream().map(title -> named(title, CSV.name())).toList(),
                table.descriptions(),
                table.licences());
    }

    private void document(Node dataset, Node part) {
        Optional<String> path = part.isURI() ? iris.pathOf(part.getURI()) : Optional.empty();
        if (path.filter(document -> !document.startsWith("id/")).isEmpty()) {
            return;
        }
        for (RdfSyntax syntax : DOCUMENTS) {
            file(
                    dataset,
                    dataset.getURI() + "#" + path.get() + "-" + syntax.extension(),
                    Format.of(syntax),
                    iris.node(path.get() + "." + syntax.extension()),
                    said(part, TITLE).stream()
                            .map(title -> named(title, syntax.label()))
                            .toList(),
                    said(part, DESCRIPTION),
                    objects(dataset, DCTerms.license.asNode()));
        }
    }

    private void answers(Node dataset, Node service) {
        for (Node endpoint : objects(service, iri(DCAT.NS + "endpointURL"))) {
            Node own = iri(dataset.getURI() + "#sparql");
            add(dataset, DISTRIBUTION, own);
            add(own, iri(DCAT.NS + "accessService"), service);
            describe(
                    own,
                    ANSWERS,
                    endpoint,
                    titles(dataset, ANSWERS.name()),
                    objects(service, DESCRIPTION),
                    objects(dataset, DCTerms.license.asNode()),
                    objects(dataset, DCTerms.rights.asNode()));
        }
    }

    private void file(
            Node dataset,
            String name,
            Format format,
            Node address,
            List<Node> titles,
            List<Node> descriptions,
            List<Node> licences) {
        Node distribution = iri(name);
        add(dataset, DISTRIBUTION, distribution);
        describe(
                distribution,
                format,
                address,
                titles,
                descriptions,
                licences.isEmpty() ? objects(dataset, DCTerms.license.asNode()) : licences,
                objects(dataset, DCTerms.rights.asNode()));
        add(distribution, DOWNLOAD_URL, address);
        add(distribution, DCTerms.modified.asNode(), time(current));
    }

    private void describe(
            Node distribution,
            Format format,
            Node address,
            List<Node> titles,
            List<Node> descriptions,
            List<Node> licences,
            List<Node> rights) {
        add(distribution, RDF.type.asNode(), DCAT.Distribution.asNode());
        titles.forEach(title -> {
            add(distribution, RDFS.label.asNode(), title);
            add(distribution, TITLE, title);
        });
        descriptions.forEach(description -> add(distribution, DESCRIPTION, description));
        add(distribution, ACCESS_URL, address);
        add(distribution, DCTerms.format.asNode(), iri(EU + "file-type/" + format.type()));
        add(distribution, iri(DCAT.NS + "mediaType"), iri(IANA + format.media()));
        licences.stream()
                .limit(1)
                .forEach(licence -> add(distribution, DCTerms.license.asNode(), ofTheAuthorityTable(licence)));
        rights.forEach(right -> add(distribution, DCTerms.rights.asNode(), right));
        add(distribution, iri(DCATAP + "availability"), iri(EU + "planned-availability/AVAILABLE"));
    }

    /** Portals know a licence by its name in the authority table of the European Union, where the data say which that is. */
    private Node ofTheAuthorityTable(Node licence) {
        return objects(licence, SKOS.exactMatch.asNode()).stream()
                .filter(match -> match.isURI() && match.getURI().startsWith(EU + "licence/"))
                .findFirst()
                .orElse(licence);
    }

    private void inherit(Node to, Node from, List<Node> properties) {
        properties.forEach(property -> objects(from, property).forEach(value -> add(to, property, value)));
    }

    private List<Node> titles(Node of, String format) {
        return objects(of, TITLE).stream().map(title -> named(title, format)).toList();
    }

    private static Node named(Node title, String format) {
        String text = title.getLiteralLexicalForm() + " (" + format + ")";
        return title.getLiteralLanguage().isEmpty()
                ? NodeFactory.createLiteralString(text)
                : NodeFactory.createLiteralLang(text, title.getLiteralLanguage());
    }

    /** In whichever graph: shapes speak of themselves in theirs. */
    private List<Node> said(Node subject, Node property) {
        return content.graphs().stream()
                .flatMap(named -> named.triples().find(subject, property, Node.ANY).toList().stream())
                .map(Triple::getObject)
                .distinct()
                .sorted(Comparator.comparing(Node::toString))
                .toList();
    }

    /** In one order, whatever the store. */
    private List<Node> objects(Node subject, Node property) {
        return published.find(subject, property, Node.ANY).mapWith(Triple::getObject).toList().stream()
                .sorted(Comparator.comparing(Node::toString))
                .toList();
    }

    private void add(Node subject, Node property, Node object) {
        add(Triple.create(subject, property, object));
    }

    private void add(Triple triple) {
        content.add(graph, triple);
    }
}
