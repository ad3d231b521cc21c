package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.GraphDocument;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.rdf.UriForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.springframework.stereotype.Component;

/**
 * The addresses of a document's representations, and the links by which one finds the way from any of them (RFC 8288, in
 * the relations of FAIR Signposting).
 */
@Component
public class DocumentLinks {

    private static final Map<Node, String> PAGING =
            Map.of(Terms.FIRST, "first", Terms.PREVIOUS, "prev", Terms.NEXT, "next", Terms.LAST, "last");

    private static final int MOST_TYPES = 5;
    private static final int MOST_ITEMS = 20;

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

    /** The links from a thing to the document about it. */
    List<Link> fromThing(String document) {
        List<Link> links = new ArrayList<>();
        links.add(new Link(negotiated(document, 1), "describedby", Optional.empty()));
        for (Representation representation : Representation.ALL) {
            links.add(new Link(
                    of(representation, document, Leaf.FIRST), "describedby", Optional.of(representation.mediaType())));
        }
        return links;
    }

    /** The links from one representation of a document. */
    List<Link> from(Representation current, GraphDocument document, Graph graph) {
        List<Link> links = new ArrayList<>();
        links.add(new Link(negotiated(document.path(), document.page()), "canonical", Optional.empty()));
        for (Representation other : Representation.ALL) {
            if (!other.equals(current)) {
                String relation = current.isPage() ? "alternate describedby" : "alternate";
                links.add(new Link(
                        of(other, document.path(), Leaf.of(document)), relation, Optional.of(other.mediaType())));
            }
        }
        Node subject = document.subject();
        if (subject.isURI()) {
            links.add(new Link(UriForm.of(subject.getURI()), "cite-as", Optional.empty()));
            if (!current.isPage()) {
                links.add(new Link(UriForm.of(subject.getURI()), "describes", Optional.empty()));
            }
        }
        Node itself = iris.node(document.path());
        add(links, graph, itself, Terms.LICENSE, "license", MOST_TYPES);
        if (current.isPage()) {
            links.add(new Link("https://schema.org/AboutPage", "type", Optional.empty()));
        }
        add(links, graph, subject, Terms.TYPE, "type", MOST_TYPES);
        graph.find(Node.ANY, Terms.MEMBER, subject)
                .forEachRemaining(triple ->
                        links.add(new Link(UriForm.of(triple.getSubject().getURI()), "collection", Optional.empty())));
        for (Node view : objects(graph, itself, Terms.VIEW)) {
            PAGING.forEach((property, relation) -> {
                for (Node page : objects(graph, view, property)) {
                    String query = page.getURI().substring(itself.getURI().length());
                    links.add(new Link(
                            of(current, document.path(), Leaf.FIRST) + query,
                            relation,
                            Optional.of(current.mediaType())));
                }
            });
        }
        List<Node> items = objects(graph, subject, Terms.MEMBER);
        if (items.size() <= MOST_ITEMS) {
            items.forEach(item -> links.add(new Link(UriForm.of(item.getURI()), "item", Optional.empty())));
        }
        return links;
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
