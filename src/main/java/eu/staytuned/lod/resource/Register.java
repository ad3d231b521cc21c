package eu.staytuned.lod.resource;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.rdf.UriForm;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;

/**
 * Every IRI of ours that one release mentions, in whatever place: as subject, predicate, object, datatype or name of a
 * graph.
 *
 * <p>Made in one pass over the terms of a release and kept as long as it is on the shelf. It answers what the store's own indexes cannot:
 * which hash terms share a document, which things stand under {@code id/city/}, which spelling of an IRI the release uses.
 */
final class Register {

    private static final int LABELLED_NODES_KEPT = 100_000;
    private static final int KIND_SAMPLE = 50;
    private static final Node TRUE = NodeFactory.createLiteralDT("true", XSDDatatype.XSDboolean);

    private final Edition edition;
    private final IriSpace iris;
    /** Documents by path below the base, without query and fragment. */
    private final Set<String> documents = new HashSet<>();
    /** What is described under the same document: {@code ontology} to {@code ontology#City}, … */
    private final Map<String, List<Node>> parts = new HashMap<>();
    /** From the normal form of a path to the spelling in the release, where the two differ. */
    private final Map<String, String> spellings = new HashMap<>();
    /** From a path that is empty or ends in a slash to what stands directly below it and was not withdrawn. */
    private final SortedMap<String, List<Node>> collections = new TreeMap<>();

    /** What was withdrawn, and what replaced it. */
    private final Map<Node, List<String>> successors = new HashMap<>();

    /** From the path of a document to the files that it says where to download. */
    private final Map<String, Set<Node>> files = new HashMap<>();

    private final Map<String, String> prefixes = new HashMap<>();
    private final Map<String, Optional<Node>> kinds = new ConcurrentHashMap<>();
    private final Cache<Node, List<Triple>> labels =
            Caffeine.newBuilder().maximumSize(LABELLED_NODES_KEPT).build();

    private Register(Edition edition, IriSpace iris) {
        this.edition = edition;
        this.iris = iris;
    }

    /** Reads a release once. */
    static Register of(Shelf shelf, IriSpace iris) {
        Register register = new Register(shelf.edition(), iris);
        DatasetGraph data = shelf.data();
        Set<Node> described = new HashSet<>();
        Set<String> likeFiles = new HashSet<>();
        shelf.forEachTerm(term -> register.collect(term, described, likeFiles));
        data.getDefaultGraph()
                .find(Node.ANY, Terms.DEPRECATED, TRUE)
                .forEachRemaining(triple -> register.addWithdrawn(triple.getSubject(), data));
        register.addFiles(data.getDefaultGraph());
        register.addUnlessRepresentations(likeFiles, described);
        described.stream().sorted(Comparator.comparing(Node::getURI)).forEach(register::addDescribed);
        Terms.PREFIXES.forEach((prefix, namespace) -> {
            if (!data.prefixes().containsPrefix(prefix)) {
                register.prefixes.put(namespace, prefix);
            }
        });
        data.prefixes()
                .forEach((prefix, namespace) -> register.prefixes.merge(
                        namespace, prefix, (one, other) -> one.length() <= other.length() ? one : other));
        return register;
    }

    private void collect(Shelf.Term term, Set<Node> described, Set<String> likeFiles) {
        Node node = term.node();
        if (isOurs(node)) {
            mention(documentOf(node), likeFiles);
            if (term.subject() || term.graph()) {
                described.add(node);
            }
        } else if (term.object() && node.isLiteral() && iris.contains(node.getLiteralDatatypeURI())) {
            mention(documentOf(node.getLiteralDatatypeURI()), likeFiles);
        }
    }

    private void mention(String document, Set<String> likeFiles) {
        if (Topic.extensionOf(document) > 0) {
            likeFiles.add(document);
        } else {
            addDocument(document);
        }
    }

    /** Those that a document describes itself; the document of a catalogue describes those of its datasets as well. */
    private void addFiles(Graph published) {
        published.find(Node.ANY, Terms.DOWNLOAD_URL, Node.ANY).forEachRemaining(triple -> {
            if (isOurs(triple.getSubject()) && isOurs(triple.getObject())) {
                addFile(triple.getSubject(), triple.getObject());
            }
        });
        published
                .find(Node.ANY, Terms.TYPE, Terms.CATALOG)
                .mapWith(Triple::getSubject)
                .filterKeep(this::isOurs)
                .forEachRemaining(catalogue -> published
                        .find(catalogue, Terms.DATASET, Node.ANY)
                        .mapWith(Triple::getObject)
                        .forEachRemaining(dataset -> published
                                .find(dataset, Terms.DISTRIBUTION, Node.ANY)
                                .mapWith(Triple::getObject)
                                .forEachRemaining(distribution -> published
                                        .find(distribution, Terms.DOWNLOAD_URL, Node.ANY)
                                        .mapWith(Triple::getObject)
                                        .filterKeep(this::isOurs)
                                        .forEachRemaining(file -> addFile(catalogue, file)))));
    }

    private void addFile(Node about, Node file) {
        files.computeIfAbsent(documentOf(about), any -> new TreeSet<>(NodeOrder.NODES))
                .add(file);
    }

    private boolean isOurs(Node node) {
        return node.isURI() && iris.contains(node.getURI());
    }

    private void addWithdrawn(Node node, DatasetGraph data) {
        List<String> found = data.getDefaultGraph()
                .find(node, Terms.IS_REPLACED_BY, Node.ANY)
                .mapWith(Triple::getObject)
                .filterKeep(Node::isURI)
                .mapWith(Node::getURI)
                .toList();
        if (!found.isEmpty()) {
            successors.put(node, found.stream().sorted().toList());
        }
    }

    /**
     * A catalogue mentions where files are, and some of these are documents in one syntax: {@code ontology.ttl}. Unless a
     * release says something of such a file, it is no resource besides the document, but answers as one of its forms.
     */
    private void addUnlessRepresentations(Set<String> likeFiles, Set<Node> described) {
        if (likeFiles.isEmpty()) {
            return;
        }
        Set<String> resources = described.stream()
                .map(this::documentOf)
                .filter(likeFiles::contains)
                .collect(Collectors.toSet());
        List<String> others = likeFiles.stream()
                .filter(file -> {
                    String document = file.substring(0, Topic.extensionOf(file)).replaceFirst("^doc/", "id/");
                    return resources.contains(file) || !documents.contains(document) && !likeFiles.contains(document);
                })
                .toList();
        others.forEach(this::addDocument);
    }

    private void addDocument(String document) {
        if (documents.add(document)) {
            String normal = UriForm.of(document);
            if (!normal.equals(document)) {
                spellings.merge(normal, document, (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
        }
    }

    private void addDescribed(Node node) {
        String document = documentOf(node);
        String path = node.getURI().substring(iris.base().length());
        if (!path.equals(document)) {
            parts.computeIfAbsent(document, any -> new ArrayList<>()).add(node);
        } else {
            if (!document.isEmpty() && !document.endsWith("/") && !successors.containsKey(node)) {
                collections
                        .computeIfAbsent(document.substring(0, document.lastIndexOf('/') + 1), any -> new ArrayList<>())
                        .add(node);
            }
        }
    }

    private String documentOf(Node node) {
        return documentOf(node.getURI());
    }

    private String documentOf(String iri) {
        int end = iri.length();
        int hash = iri.indexOf('#', iris.base().length());
        int query = iri.indexOf('?', iris.base().length());
        end = hash >= 0 ? Math.min(end, hash) : end;
        end = query >= 0 ? Math.min(end, query) : end;
        return iri.substring(iris.base().length(), end);
    }

    /** The release that this is the register of. */
    Edition edition() {
        return edition;
    }

    /**
     * The path as the release writes it, if the release mentions anything there.
     *
     * @param requested the path as it came in the request, percent-encoded
     */
    Optional<String> find(String requested) {
        if (documents.contains(requested)) {
            return Optional.of(requested);
        }
        String normal = UriForm.of(requested);
        return documents.contains(normal) ? Optional.of(normal) : Optional.ofNullable(spellings.get(normal));
    }

    /** What replaced a thing that was withdrawn, in order; empty where it was not. */
    List<String> successorsOf(Node node) {
        return successors.getOrDefault(node, List.of());
    }

    /** The subjects that are described in the same document, in order: the terms of a hash namespace. */
    List<Node> partsOf(String document) {
        return parts.getOrDefault(document, List.of());
    }

    /** The files that a document says where to download, in order. */
    Collection<Node> filesOf(String document) {
        return files.getOrDefault(document, Set.of());
    }

    /** Whether anything stands below this path, which ends in a slash. */
    boolean isCollection(String path) {
        return path.endsWith("/")
                && !collections.subMap(path, path + Character.MAX_VALUE).isEmpty();
    }

    /** What stands directly below a path that ends in a slash, in order. */
    List<Node> membersOf(String collection) {
        return collections.getOrDefault(collection, List.of());
    }

    /** The collection that lists this resource; empty where a resource of that name takes its place, as releases does. */
    Optional<String> collectionOf(Node node) {
        String path = node.getURI().substring(iris.base().length());
        String collection = path.substring(0, path.lastIndexOf('/') + 1);
        boolean listed = Collections.binarySearch(membersOf(collection), node, Comparator.comparing(Node::getURI)) >= 0;
        return Optional.of(collection)
                .filter(parent -> listed && !parent.isEmpty())
                .filter(parent ->
                        Topic.isThing(parent) || !documents.contains(parent.substring(0, parent.length() - 1)));
    }

    /** The collections directly below a path that ends in a slash, with it in front: {@code id/city/}, … */
    List<String> collectionsBelow(String path) {
        List<String> below = new ArrayList<>();
        for (String candidate : collections.tailMap(path).keySet()) {
            if (!candidate.startsWith(path)) {
                break;
            }
            int slash = candidate.indexOf('/', path.length());
            if (slash > 0) {
                String child = candidate.substring(0, slash + 1);
                if (below.isEmpty() || !below.get(below.size() - 1).equals(child)) {
                    below.add(child);
                }
            }
        }
        return below;
    }

    /** How many things stand below a path that ends in a slash, at whatever depth. */
    int countBelow(String path) {
        return collections.subMap(path, path + Character.MAX_VALUE).values().stream()
                .mapToInt(List::size)
                .sum();
    }

    /** What the things directly below a path are: the type that most of them share, ours before others'. */
    Optional<Node> kindOf(String collection, DatasetGraph data) {
        return kinds.computeIfAbsent(collection, any -> {
            Map<Node, Integer> counts = new HashMap<>();
            membersOf(collection).stream().limit(KIND_SAMPLE).forEach(member -> data.getDefaultGraph()
                    .find(member, Terms.TYPE, Node.ANY)
                    .filterKeep(triple -> triple.getObject().isURI())
                    .forEachRemaining(triple -> counts.merge(triple.getObject(), 1, Integer::sum)));
            return counts.entrySet().stream()
                    .max(Comparator.<Map.Entry<Node, Integer>>comparingInt(Map.Entry::getValue)
                            .thenComparing(entry -> isOurs(entry.getKey()))
                            .thenComparing(Map.Entry::getKey, NodeOrder.NODES.reversed()))
                    .map(Map.Entry::getKey);
        });
    }

    /** The prefix that the release binds to a namespace. */
    Optional<String> prefixOf(String namespace) {
        return Optional.ofNullable(prefixes.get(namespace));
    }

    /** The names of a node in all languages. To be asked within a transaction on the release of this register. */
    List<Triple> labelsOf(Node node, DatasetGraph data) {
        return labels.get(node, any -> {
            List<Triple> found = new ArrayList<>(4);
            for (Node property : Labels.PROPERTIES) {
                data.getDefaultGraph().find(node, property, Node.ANY).forEachRemaining(found::add);
            }
            if (found.isEmpty() && isOurs(node)) {
                // Shapes have names, too, and are not in the default graph.
                for (Node property : Labels.PROPERTIES) {
                    data.getUnionGraph().find(node, property, Node.ANY).forEachRemaining(found::add);
                }
            }
            found.sort(NodeOrder.TRIPLES);
            return found.isEmpty() ? List.of() : List.copyOf(found);
        });
    }
}
