package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.DocumentLinkset;
import eu.staytuned.lod.rdf.GraphDocument;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Joining;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.rdf.UriForm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.springframework.stereotype.Component;

/**
 * The addresses of a document's representations, and the links by which one finds the way from any of them (RFC 8288, in
 * the relations of FAIR Signposting).
 */
@Component
public class DocumentLinks {

    /** In the order in which a header has them. */
    private static final Map<Node, String> PAGING = new LinkedHashMap<>();

    static {
        PAGING.put(Terms.FIRST, "first");
        PAGING.put(Terms.PREVIOUS, "prev");
        PAGING.put(Terms.NEXT, "next");
        PAGING.put(Terms.LAST, "last");
    }

    private static final int MOST_LICENSES = 5;
    private static final int MOST_ITEMS = 20;

    private static final String DCAT = "http://www.w3.org/ns/dcat#";
    private static final Node CREATOR = NodeFactory.createURI("http://purl.org/dc/terms/creator");
    private static final Node MEDIA_TYPE = NodeFactory.createURI(DCAT + "mediaType");
    private static final Node COMPRESSION = NodeFactory.createURI(DCAT + "compressFormat");
    private static final String IANA = "www.iana.org/assignments/media-types/";

    /** What a link set says of a page; the rest is of no use apart from it. */
    private static final Set<String> SIGNPOSTS =
            Set.of("author", "cite-as", "collection", "describedby", "item", "license", "type");

    private final IriSpace iris;

    DocumentLinks(IriSpace iris) {
        this.iris = iris;
    }

    /** The URL at which a document is negotiated. */
    String negotiated(String path, int page) {
        return uri(path) + (page > 1 ? "?page=" + page : "");
    }

    /** The URL of one representation. */
    String of(Representation representation, String path, Leaf leaf) {
        String name = path.isEmpty() ? "index" : path;
        return uri(name) + "." + representation.extension() + leaf.query();
    }

    private String uri(String path) {
        return UriForm.of(iris.resolve(path));
    }

    /** The address of the link set of a document, in a format. */
    private String linkset(String path, Leaf leaf, String extension) {
        return uri(DocumentLinkset.PATH + (path.isEmpty() ? "index" : path)) + "." + extension + leaf.query();
    }

    private void addLinkset(List<Link> links, String path, Leaf leaf) {
        Linkset.FORMATS.forEach((extension, type) ->
                links.add(new Link(linkset(path, leaf, extension), "linkset", Optional.of(type.toString()))));
    }

    /** The URL of the link set itself, as it was sent. */
    String ofLinkset(GraphDocument document, String extension) {
        return linkset(document.path(), Leaf.of(document), extension);
    }

    /**
     * Where a reader ends up who follows the IRI of what a document is about: the landing page. A thing sends him on to the
     * page; a document that has an IRI of its own stays where it is.
     */
    private String landingPage(GraphDocument document) {
        boolean itself =
                document.subject().isURI() && iris.node(document.path()).equals(document.subject());
        Leaf leaf = Leaf.of(document);
        return itself ? negotiated(document.path(), document.page()) : of(Representation.PAGE, document.path(), leaf);
    }

    /** The links from a thing to the document about it. */
    List<Link> fromThing(String document) {
        List<Link> links = new ArrayList<>();
        links.add(new Link(negotiated(document, 1), "describedby", Optional.empty()));
        for (Representation representation : Representation.ALL) {
            links.add(new Link(
                    of(representation, document, Leaf.FIRST), "describedby", Optional.of(representation.mediaType())));
        }
        addLinkset(links, document, Leaf.FIRST);
        return links;
    }

    /**
     * The links from one representation of a document: those of FAIR Signposting at level 1 (of the page, which is the
     * landing page, and of the RDF, which is metadata), the link set for level 2, and the other representations.
     *
     * @param published all that the release says
     */
    List<Link> from(Representation current, GraphDocument document, Graph graph, Graph published) {
        List<Link> links = new ArrayList<>();
        links.add(new Link(negotiated(document.path(), document.page()), "canonical", Optional.empty()));
        for (Representation other : Representation.ALL) {
            if (!other.equals(current)) {
                String relation = current.isPage() ? "alternate describedby" : "alternate";
                links.add(new Link(
                        of(other, document.path(), Leaf.of(document)), relation, Optional.of(other.mediaType())));
            }
        }
        addLinkset(links, document.path(), Leaf.of(document));
        Node subject = document.subject();
        Node itself = iris.node(document.path());
        if (current.isPage()) {
            if (subject.isURI()) {
                links.add(new Link(UriForm.of(subject.getURI()), "cite-as", Optional.empty()));
            }
            if (document.path().isEmpty()) {
                links.add(new Link(
                        iris.resolve(WellKnownController.API_CATALOG),
                        "api-catalog",
                        Optional.of("application/linkset+json")));
            }
            DataCite.datasets(published, subject, iris)
                    .forEach(dataset -> links.add(
                            new Link(DataCite.address(dataset), "describedby", Optional.of(DataCite.TYPE.toString()))));
            links.add(new Link(typeOf(subject, published), "type", Optional.empty()));
            links.add(new Link("https://schema.org/AboutPage", "type", Optional.empty()));
            add(links, published, subject, CREATOR, "author", MOST_ITEMS);
        } else {
            links.add(new Link(landingPage(document), "describes", Optional.empty()));
        }
        add(links, graph, itself, Terms.LICENSE, "license", MOST_LICENSES);
        graph.find(Node.ANY, Terms.MEMBER, subject)
                .forEachRemaining(triple ->
                        links.add(new Link(UriForm.of(triple.getSubject().getURI()), "collection", Optional.empty())));
        for (Node view : objects(graph, itself, Terms.VIEW)) {
            PAGING.forEach((property, relation) -> {
                for (Node page : objects(graph, view, property)) {
                    String query = page.getURI().substring(page.getURI().indexOf('?'));
                    links.add(new Link(
                            of(current, document.path(), Leaf.FIRST) + query,
                            relation,
                            Optional.of(current.mediaType())));
                }
            });
        }
        if (current.isPage()) {
            links.addAll(
                    items(document, graph, published).stream().limit(MOST_ITEMS).toList());
        }
        return links;
    }

    /** What is in a collection, and the files in which a dataset, or the one that has its landing page here, can be had. */
    private List<Link> items(GraphDocument document, Graph graph, Graph published) {
        List<Link> items = new ArrayList<>();
        Node subject = document.subject();
        for (Node member : objects(graph, subject, Terms.MEMBER)) {
            items.add(new Link(UriForm.of(member.getURI()), "item", Optional.empty()));
        }
        if (document.page() > 1) {
            return items;
        }
        Set<Node> datasets = new LinkedHashSet<>(List.of(subject));
        published
                .find(Node.ANY, Terms.LANDING_PAGE, subject)
                .forEachRemaining(triple -> datasets.add(triple.getSubject()));
        List<Link> files = new ArrayList<>();
        for (Node dataset : datasets) {
            for (Node distribution : objects(published, dataset, Terms.DISTRIBUTION)) {
                for (Node file : objects(published, distribution, Terms.DOWNLOAD_URL)) {
                    Optional<String> type = mediaType(distribution, COMPRESSION, published)
                            .or(() -> mediaType(distribution, MEDIA_TYPE, published));
                    files.add(new Link(UriForm.of(file.getURI()), "item", type));
                }
            }
        }
        files.stream().distinct().sorted(Comparator.comparing(Link::target)).forEach(items::add);
        return items;
    }

    private static Optional<String> mediaType(Node distribution, Node property, Graph published) {
        return objects(published, distribution, property).stream()
                .map(Node::getURI)
                .filter(type -> type.contains(IANA))
                .map(type -> type.substring(type.indexOf(IANA) + IANA.length()))
                .findFirst();
    }

    /** What something is, in the words of schema.org where it has them, else in those of its first type. */
    private static String typeOf(Node subject, Graph published) {
        return StructuredData.kind(subject, published)
                .map(kind -> "https://schema.org/" + kind)
                .or(() -> objects(published, subject, Terms.TYPE).stream()
                        .map(type -> UriForm.of(type.getURI()))
                        .min(Comparator.naturalOrder()))
                .orElse("https://schema.org/WebPage");
    }

    /**
     * All links around a document, by where they lead from: the thing, its landing page, the representations, and what can
     * be had from there (level 2 of FAIR Signposting).
     */
    Linkset linkset(GraphDocument document, Graph graph, Graph published) {
        Map<String, List<Link>> links = new LinkedHashMap<>();
        Leaf leaf = Leaf.of(document);
        String landingPage = landingPage(document);
        List<Link> fromPage = new ArrayList<>();
        from(Representation.PAGE, document, graph, published).stream()
                .filter(link -> !link.relation().equals("item"))
                .forEach(link -> Stream.of(link.relation().split(" "))
                        .filter(SIGNPOSTS::contains)
                        .forEach(relation -> fromPage.add(new Link(link.target(), relation, link.type()))));
        List<Link> items = items(document, graph, published);
        fromPage.addAll(items);
        links.put(landingPage, fromPage);
        links.putIfAbsent(of(Representation.PAGE, document.path(), leaf), fromPage);
        links.putIfAbsent(negotiated(document.path(), document.page()), fromPage);
        Node subject = document.subject();
        if (subject.isURI()) {
            List<Link> fromSubject = links.computeIfAbsent(UriForm.of(subject.getURI()), any -> new ArrayList<>());
            for (Node relation : Joining.PROPERTIES) {
                objects(published, subject, relation).stream()
                        .filter(other -> !iris.contains(other.getURI()))
                        .map(other -> new Link(UriForm.of(other.getURI()), relation.getURI(), Optional.empty()))
                        .forEach(fromSubject::add);
            }
            if (fromSubject != fromPage) {
                fromThing(document.path()).stream()
                        .filter(link -> link.relation().equals("describedby"))
                        .forEach(fromSubject::add);
            }
        }
        for (Link metadata : fromPage) {
            if (metadata.relation().equals("describedby")) {
                links.computeIfAbsent(metadata.target(), any -> new ArrayList<>())
                        .add(new Link(landingPage, "describes", Optional.empty()));
            }
        }
        for (Link item : items) {
            links.computeIfAbsent(item.target(), any -> new ArrayList<>())
                    .add(new Link(landingPage, "collection", Optional.empty()));
        }
        return new Linkset(links);
    }

    private void add(List<Link> links, Graph graph, Node subject, Node property, String relation, int most) {
        objects(graph, subject, property).stream()
                .limit(most)
                .forEach(object -> links.add(new Link(UriForm.of(object.getURI()), relation, Optional.empty())));
    }

    private static List<Node> objects(Graph graph, Node subject, Node property) {
        return graph.find(subject, property, Node.ANY)
                .mapWith(Triple::getObject)
                .filterKeep(Node::isURI)
                .toList();
    }

    /**
     * A typed link.
     *
     * @param target an absolute URI
     * @param relation one relation type, or several separated by spaces
     * @param type the media type at the target
     */
    public record Link(String target, String relation, Optional<String> type) {

        private static final int LONGEST_HEADER = 5_000;

        /** As many as a header can hold: servers and proxies refuse headers of more than 8 KB. */
        static String header(List<Link> links) {
            StringBuilder header = new StringBuilder();
            for (Link link : links) {
                String one = "<" + link.target + ">; rel=\"" + link.relation + "\""
                        + link.type.map(type -> "; type=\"" + type + "\"").orElse("");
                if (header.length() + one.length() <= LONGEST_HEADER) {
                    header.append(header.isEmpty() ? "" : ", ").append(one);
                }
            }
            return header.toString();
        }
    }
}
