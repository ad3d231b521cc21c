package eu.staytuned.lod.resource;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.StatementsBySubject;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.MadeFiles;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.store.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Writes what a release says about a resource.
 *
 * <p>A document has four parts: the concise bounded description of the resource, of the hash terms that share its document,
 * or, for a named graph, the graph; the links that point to the resource, a page at a time; the names of everything
 * mentioned; and a few statements about the document itself. That of a catalogue has its entries as well.
 */
@Component
class ResourceDescriptions {

    /** How many incoming links, or members of a collection, are on a page. */
    static final int PAGE_SIZE = 50;

    /** What the home page shows at once. */
    private static final Set<String> FEATURED = Set.of("id/network/", "id/city/");

    private static final int MAX_STATEMENTS = 500_000;

    private final Store store;
    private final Registers registers;
    private final IriSpace iris;
    private final Supplier<List<MadeFiles>> made;
    private final Node license;
    /** How the names of graphs begin that are source files. */
    private final String sources;

    /** So many datasets of a catalogue are on a page of its document. */
    private final int catalogued;

    ResourceDescriptions(
            Store store,
            Registers registers,
            IriSpace iris,
            ObjectProvider<MadeFiles> made,
            @Value("${publication.license}") String license,
            @Value("${publication.catalogue-page:100}") int catalogued) {
        if (catalogued < 1) {
            throw new IllegalArgumentException(
                    "publication.catalogue-page is " + catalogued + ": give a number from 1.");
        }
        this.catalogued = catalogued;
        this.made = SingletonSupplier.of(() -> made.orderedStream().toList());
        this.store = store;
        this.registers = registers;
        this.iris = iris;
        this.sources = iris.base() + "graph/";
        this.license = NodeFactory.createURI(license);
    }

    /** The document about what a topic path names. */
    ResourceDescription of(Topic topic, int page, Optional<String> extension, Shelf onShelf) {
        KnownFiles files = filesOf(topic, onShelf);
        return new ResourceDescription(
                iris.node(topic.path()),
                topic.document(),
                page,
                extension,
                files,
                (form, bySource) -> store.read(shelf -> write(shelf, topic, page, form, files, bySource)));
    }

    /** A named graph is sent as it was published. */
    private KnownFiles filesOf(Topic topic, Shelf shelf) {
        Collection<Node> addresses = registers.of(shelf).filesOf(topic.path());
        return addresses.isEmpty() || shelf.data().containsGraph(iris.node(topic.path()))
                ? KnownFiles.NONE
                : KnownFiles.of(addresses, url -> made.get().stream()
                        .flatMap(files -> files.find(url, shelf.edition()).stream())
                        .findFirst());
    }

    private DocumentWriter write(
            Shelf shelf, Topic topic, int page, Optional<String> form, KnownFiles files, boolean bySource) {
        DatasetGraph data = shelf.data();
        Register register = registers.of(shelf);
        DocumentWriter writer = new DocumentWriter(register, bySource ? sourcesIn(data) : null);
        Node subject = iris.node(topic.path());
        Node document = iris.node(topic.document());

        StatementsBySubject statements = new StatementsBySubject();
        Graph source = sourceFor(data, subject, register.partsOf(topic.path()));
        collect(data, source, subject, statements);
        for (Node part : register.partsOf(topic.path())) {
            collectAbout(source, part, statements);
        }
        versionOf(data, subject).ifPresent(ontology -> {
            collectAbout(source, ontology, statements);
            String path = ontology.getURI().substring(iris.base().length());
            register.partsOf(path).forEach(part -> collectAbout(source, part, statements));
        });

        List<Node> datasets = source.contains(subject, Terms.TYPE, Terms.CATALOG)
                ? collectEntries(source, subject, page, statements)
                : List.of();
        files.complete(statements);

        // A named graph is sent as it is: a frozen version of the ontology must not gain a word.
        List<Triple> incoming = data.containsGraph(subject) ? List.of() : incoming(source, subject, statements);
        List<Node> members = topic.collection().map(register::membersOf).orElse(List.of());
        int pages = Math.max(
                pages(Math.max(incoming.size(), members.size()), PAGE_SIZE), pages(datasets.size(), catalogued));
        if (page > pages) {
            throw Problems.noSuchPage("" + page, pages);
        }

        writer.writeAbout(subject, statements);
        topic.collection()
                .ifPresent(collection -> writeCollection(writer, register, data, collection, pageOf(members, page)));
        register.collectionOf(subject)
                .ifPresent(path -> writer.say(iris.node(Topic.ofCollection(path).path()), Terms.MEMBER, subject));
        if (topic.equals(Topic.HOME)) {
            writeOverview(writer, register, data, subject);
        }
        writeAboutDocument(writer, shelf, topic, subject, document, statements);
        if (pages > 1) {
            boolean many = datasets.size() > catalogued;
            Leaves leaves = new Leaves(document, many ? form : Optional.empty(), shelf.edition());
            writePaging(writer, leaves, page, pages);
            if (many) {
                // The one number of this kind: the importer of data.europa.eu takes any that it finds.
                writeTotal(writer, subject, document, datasets.size());
            } else {
                writeTotals(writer, subject, document, incoming);
            }
        }
        statements.subjects().stream()
                .filter(Node::isURI)
                .sorted(NodeOrder.NODES)
                .forEach(other -> writer.writeAbout(other, statements));
        statements.subjects().stream()
                .filter(node -> !node.isURI())
                .sorted(writer.order(statements))
                .forEach(other -> writer.writeAbout(other, statements));
        pageOf(incoming, page).forEach(writer::write);
        writeLabels(writer, register, shelf, statements);
        writer.writePrefixes();
        return writer;
    }

    /**
     * Where a resource is described: in the default graph, or, if that does not say what it is (a shape, a term of an earlier
     * version) and the named graphs do, in those.
     */
    private Graph sourceFor(DatasetGraph data, Node subject, List<Node> parts) {
        Graph published = data.getDefaultGraph();
        if (published.contains(subject, Terms.TYPE, Node.ANY)) {
            return published;
        }
        Graph everywhere = data.getUnionGraph();
        if (everywhere.contains(subject, Terms.TYPE, Node.ANY)) {
            return everywhere;
        }
        boolean known = published.contains(subject, Node.ANY, Node.ANY)
                || published.contains(Node.ANY, Node.ANY, subject)
                || published.contains(Node.ANY, subject, Node.ANY)
                || parts.stream().anyMatch(part -> published.contains(part, Node.ANY, Node.ANY));
        return known ? published : everywhere;
    }

    private void collect(DatasetGraph data, Graph source, Node subject, StatementsBySubject statements) {
        data.find(subject, Node.ANY, Node.ANY, Node.ANY)
                .forEachRemaining(quad -> add(quad.asTriple(), subject, statements));
        collectAbout(source, subject, statements);
    }

    /**
     * The concise bounded description: all about the node, and all about the blank nodes reached from it; but for which
     * properties a release uses where: that is thousands of statements, for machines, which find them in its graph.
     */
    private void collectAbout(Graph source, Node node, StatementsBySubject statements) {
        if (node.isBlank() && !statements.about(node).isEmpty()) {
            return;
        }
        List<Triple> about = new ArrayList<>();
        List<Node> blank = new ArrayList<>();
        source.find(node, Node.ANY, Node.ANY).forEachRemaining(triple -> {
            if (triple.getPredicate().equals(Terms.PROPERTY_PARTITION)) {
                return;
            }
            about.add(triple);
            checkSize(about.size(), node);
            if (triple.getObject().isBlank()) {
                blank.add(triple.getObject());
            }
        });
        statements.addAbout(node, about);
        checkSize(statements.size(), node);
        blank.forEach(object -> collectAbout(source, object, statements));
    }

    /**
     * A harvester reads a catalogue and nothing else: with it come its entries, in which files and through which services they
     * can be had, and who answers for them. Of many datasets each is on one page, with all that belongs to it; services are
     * on the first.
     *
     * @return all datasets of the catalogue
     */
    private List<Node> collectEntries(Graph source, Node catalogue, int page, StatementsBySubject statements) {
        List<Node> datasets =
                source.find(catalogue, Terms.DATASET, Node.ANY).mapWith(Triple::getObject).toList().stream()
                        .distinct()
                        .sorted(NodeOrder.NODES)
                        .toList();
        Set<Node> onPage = Set.copyOf(pageOf(datasets, page, catalogued));
        statements.drop(
                catalogue,
                triple -> triple.getPredicate().equals(Terms.DATASET) && !onPage.contains(triple.getObject())
                        || triple.getPredicate().equals(Terms.SERVICE) && page > 1);
        if (page > 1) {
            source.find(catalogue, Terms.SERVICE, Node.ANY)
                    .mapWith(Triple::getObject)
                    .forEachRemaining(service -> statements.drop(service, any -> true));
        }
        Set<Node> known = new HashSet<>(Set.of(catalogue));
        Deque<Node> waiting = new ArrayDeque<>();
        List.copyOf(statements.about(catalogue)).stream()
                .filter(triple -> Terms.CATALOGUED.contains(triple.getPredicate()))
                .map(Triple::getObject)
                .filter(known::add)
                .forEach(waiting::add);
        while (!waiting.isEmpty()) {
            Node node = waiting.remove();
            collectAbout(source, node, statements);
            source.find(node, Node.ANY, Node.ANY)
                    .filterKeep(triple -> Terms.CATALOGUED.contains(triple.getPredicate()))
                    .mapWith(Triple::getObject)
                    .filterKeep(known::add)
                    .forEachRemaining(waiting::add);
        }
        return datasets;
    }

    private void add(Triple triple, Node about, StatementsBySubject statements) {
        statements.add(triple);
        checkSize(statements.size(), about);
    }

    private static void checkSize(int statements, Node about) {
        if (statements > MAX_STATEMENTS) {
            throw Problems.tooLarge(about.toString(), MAX_STATEMENTS);
        }
    }

    /** The ontology whose current version this is. */
    private Optional<Node> versionOf(DatasetGraph data, Node subject) {
        if (data.containsGraph(subject)) {
            return Optional.empty();
        }
        var found = data.getDefaultGraph().find(Node.ANY, Terms.VERSION_IRI, subject);
        try {
            return found.hasNext()
                    ? Optional.of(found.next().getSubject())
                            .filter(node -> node.isURI() && iris.contains(node.getURI()) && !node.equals(subject))
                    : Optional.empty();
        } finally {
            found.close();
        }
    }

    /**
     * The links that point here, in order; a link from a blank node comes with what leads to that node. Hundreds of
     * measurements mention what they are about; the statement of quality that they are part of has them all. So do
     * hundreds of parts of a release, in the graph of what is said about it.
     */
    private List<Triple> incoming(Graph source, Node subject, StatementsBySubject statements) {
        Map<String, Boolean> statementsOfQuality = new HashMap<>();
        List<Triple> links = new ArrayList<>();
        List<Node> blank = new ArrayList<>();
        source.find(Node.ANY, Node.ANY, subject).forEachRemaining(triple -> {
            if (triple.getSubject().isBlank()) {
                if (!isPartition(triple, source)) {
                    blank.add(triple.getSubject());
                }
            } else if (!statements.contains(triple) && !isMeasured(triple.getSubject(), source, statementsOfQuality)) {
                links.add(triple);
            }
        });
        links.sort(Comparator.comparing(Triple::getPredicate, NodeOrder.NODES)
                .thenComparing(Triple::getSubject, NodeOrder.NODES));
        Set<Node> visited = new HashSet<>();
        blank.stream().limit(PAGE_SIZE).forEach(node -> collectTowards(source, node, statements, visited));
        return links;
    }

    /** Whether it says what a part of the statements of a release is about; what has a number of resources is a whole class. */
    private static boolean isPartition(Triple triple, Graph source) {
        return triple.getPredicate().equals(Terms.PARTITION_PROPERTY)
                || triple.getPredicate().equals(Terms.PARTITION_DATATYPE)
                || (triple.getPredicate().equals(Terms.PARTITION_CLASS)
                        && !source.contains(triple.getSubject(), Terms.PARTITION_ENTITIES, Node.ANY));
    }

    private static boolean isMeasured(Node node, Graph source, Map<String, Boolean> statementsOfQuality) {
        int hash = node.getURI().indexOf('#');
        return hash > 0
                && statementsOfQuality.computeIfAbsent(
                        node.getURI().substring(0, hash),
                        document ->
                                source.contains(NodeFactory.createURI(document), Terms.TYPE, Terms.QUALITY_METADATA));
    }

    private void collectTowards(Graph source, Node blank, StatementsBySubject statements, Set<Node> visited) {
        if (!visited.add(blank)) {
            return;
        }
        collectAbout(source, blank, statements);
        source.find(Node.ANY, Node.ANY, blank).forEachRemaining(triple -> {
            statements.add(triple);
            if (triple.getSubject().isBlank()) {
                collectTowards(source, triple.getSubject(), statements, visited);
            }
        });
    }

    private void writeAboutDocument(
            DocumentWriter writer,
            Shelf shelf,
            Topic topic,
            Node subject,
            Node document,
            StatementsBySubject statements) {
        Edition edition = shelf.edition();
        Node release = iris.node(edition.path());
        boolean isItself = document.equals(subject);
        if (!isItself) {
            writer.say(document, Terms.TYPE, Terms.DOCUMENT);
            writer.say(document, Terms.PRIMARY_TOPIC, subject);
        }
        if (!topic.path().startsWith("releases")) {
            writer.say(document, Terms.IS_PART_OF, release);
        }
        if (!isItself) {
            Set<Node> graphs = new LinkedHashSet<>();
            shelf.data()
                    .find(Node.ANY, subject, Node.ANY, Node.ANY)
                    .forEachRemaining(quad -> graphs.add(quad.getGraph()));
            graphs.stream()
                    .filter(this::isSource)
                    .sorted(NodeOrder.NODES)
                    .forEach(graph -> writer.say(document, Terms.SOURCE, graph));
            writer.say(
                    document,
                    Terms.MODIFIED,
                    NodeFactory.createLiteralDT(edition.issued().toString(), XSDDatatype.XSDdateTime));
        }
        licenses(shelf.data().getDefaultGraph(), subject, statements, isItself)
                .forEach(licence -> writer.say(document, Terms.LICENSE, licence));
    }

    /**
     * The licences of the document: its subject's own, or those of the datasets that its statements belong to, or ours. What
     * others publish under their terms stays under them.
     */
    private List<Node> licenses(Graph published, Node subject, StatementsBySubject statements, boolean isItself) {
        List<Node> own = published
                .find(subject, Terms.LICENSE, Node.ANY)
                .mapWith(Triple::getObject)
                .toList();
        if (!own.isEmpty()) {
            return isItself ? List.of() : own;
        }
        Set<Node> datasets = new LinkedHashSet<>();
        for (Node node : statements.subjects()) {
            statements.about(node).forEach(triple -> {
                if (triple.getPredicate().equals(Terms.DATA_SET)) {
                    datasets.add(triple.getObject());
                } else if (triple.getPredicate().equals(Terms.SLICE)) {
                    datasets.add(triple.getSubject());
                }
            });
        }
        published.find(Node.ANY, Terms.SLICE, subject).forEachRemaining(triple -> datasets.add(triple.getSubject()));
        List<Node> theirs = datasets.stream()
                .flatMap(dataset -> published.find(dataset, Terms.LICENSE, Node.ANY).toList().stream())
                .map(Triple::getObject)
                .distinct()
                .sorted(NodeOrder.NODES)
                .toList();
        return theirs.isEmpty() ? List.of(license) : theirs;
    }

    private void writePaging(DocumentWriter writer, Leaves leaves, int page, int pages) {
        Node view = leaves.page(page);
        writer.say(leaves.document(), Terms.VIEW, view);
        writer.say(view, Terms.TYPE, Terms.PARTIAL_VIEW);
        writer.say(view, Terms.FIRST, leaves.page(1));
        if (page > 1) {
            writer.say(view, Terms.PREVIOUS, leaves.page(page - 1));
        }
        if (page < pages) {
            writer.say(view, Terms.NEXT, leaves.page(page + 1));
        }
        writer.say(view, Terms.LAST, leaves.page(pages));
    }

    /** How many links point here in all, by property. */
    private void writeTotals(DocumentWriter writer, Node subject, Node document, List<Triple> incoming) {
        Map<Node, Integer> counts = new LinkedHashMap<>();
        incoming.forEach(triple -> counts.merge(triple.getPredicate(), 1, Integer::sum));
        counts.forEach((property, count) -> {
            Node links = NodeFactory.createBlankNode();
            Node assertion = NodeFactory.createBlankNode();
            writer.say(document, Terms.HAS_COLLECTION, links);
            writer.say(links, Terms.TYPE, Terms.COLLECTION);
            writer.say(links, Terms.TOTAL_ITEMS, integer(count));
            writer.say(links, Terms.MEMBER_ASSERTION, assertion);
            writer.say(assertion, Terms.PROPERTY, property);
            writer.say(assertion, Terms.OBJECT, subject);
        });
    }

    /** How many datasets there are on all pages together. */
    private void writeTotal(DocumentWriter writer, Node catalogue, Node document, int datasets) {
        Node entries = NodeFactory.createBlankNode();
        Node assertion = NodeFactory.createBlankNode();
        writer.say(document, Terms.HAS_COLLECTION, entries);
        writer.say(entries, Terms.TYPE, Terms.COLLECTION);
        writer.say(entries, Terms.TOTAL_ITEMS, integer(datasets));
        writer.say(entries, Terms.MEMBER_ASSERTION, assertion);
        writer.say(assertion, Terms.SUBJECT, catalogue);
        writer.say(assertion, Terms.PROPERTY, Terms.DATASET);
    }

    /**
     * The pages of a document, all of one release: who leafs through them must not get into the next in the middle.
     *
     * @param form the extension of the syntax that the pages are to be had in, for harvesters that do not say which they want
     */
    private record Leaves(Node document, Optional<String> form, Edition edition) {

        Node page(int number) {
            return NodeFactory.createURI(document.getURI()
                    + form.map(extension -> "." + extension).orElse("")
                    + "?page="
                    + number
                    + "&release="
                    + edition.number());
        }
    }

    /** What there is on the site: a way from its root to everything. */
    private void writeOverview(DocumentWriter writer, Register register, DatasetGraph data, Node home) {
        writer.say(home, Terms.TYPE, Terms.DOCUMENT);
        for (Node document : register.membersOf("")) {
            writer.say(home, Terms.SEE_ALSO, document);
        }
        List<String> collections = new ArrayList<>(register.collectionsBelow(""));
        collections.addAll(register.collectionsBelow("id/"));
        for (String path : collections) {
            if (register.find(path.substring(0, path.length() - 1)).isEmpty()) {
                Node collection = writeCollectionSummary(writer, register, data, path);
                writer.say(home, Terms.HAS_COLLECTION, collection);
                if (FEATURED.contains(path)) {
                    pageOf(register.membersOf(path), 1).forEach(member -> writer.say(collection, Terms.MEMBER, member));
                }
            }
        }
    }

    private void writeCollection(
            DocumentWriter writer, Register register, DatasetGraph data, String path, List<Node> members) {
        Node collection = writeCollectionSummary(writer, register, data, path);
        for (Node member : members) {
            writer.say(collection, Terms.MEMBER, member);
        }
        for (String below : register.collectionsBelow(path)) {
            writer.say(collection, Terms.HAS_COLLECTION, writeCollectionSummary(writer, register, data, below));
        }
    }

    private Node writeCollectionSummary(DocumentWriter writer, Register register, DatasetGraph data, String path) {
        Node collection = iris.node(Topic.ofCollection(path).path());
        writer.say(collection, Terms.TYPE, Terms.COLLECTION);
        writer.say(collection, Terms.TOTAL_ITEMS, integer(register.countBelow(path)));
        register.kindOf(path, data).ifPresent(kind -> {
            Node assertion = NodeFactory.createBlankNode();
            writer.say(collection, Terms.MEMBER_ASSERTION, assertion);
            writer.say(assertion, Terms.PROPERTY, Terms.TYPE);
            writer.say(assertion, Terms.OBJECT, kind);
        });
        return collection;
    }

    /** The names of everything that the document mentions and does not describe. */
    private void writeLabels(DocumentWriter writer, Register register, Shelf shelf, StatementsBySubject statements) {
        List<Node> mentioned = writer.iris().stream()
                .filter(node -> statements.about(node).isEmpty())
                .sorted(NodeOrder.NODES)
                .toList();
        shelf.expect(mentioned);
        mentioned.forEach(node -> writer.writeNames(node, register.labelsOf(node, shelf.data())));
    }

    private Function<Triple, Collection<Node>> sourcesIn(DatasetGraph data) {
        return triple -> {
            Set<Node> names = new LinkedHashSet<>();
            data.find(Node.ANY, triple.getSubject(), triple.getPredicate(), triple.getObject())
                    .forEachRemaining(quad -> {
                        if (isSource(quad.getGraph())) {
                            names.add(quad.getGraph());
                        }
                    });
            return names;
        };
    }

    private boolean isSource(Node graph) {
        return !Quad.isDefaultGraph(graph) && graph.isURI() && graph.getURI().startsWith(sources);
    }

    private static Node integer(int value) {
        return NodeFactory.createLiteralDT("" + value, XSDDatatype.XSDinteger);
    }

    private static int pages(int items, int size) {
        return Math.max(1, (items + size - 1) / size);
    }

    private static <T> List<T> pageOf(List<T> items, int page) {
        return pageOf(items, page, PAGE_SIZE);
    }

    private static <T> List<T> pageOf(List<T> items, int page, int size) {
        int from = (int) Math.min(items.size(), (page - 1L) * size);
        return items.subList(from, Math.min(items.size(), from + size));
    }
}
