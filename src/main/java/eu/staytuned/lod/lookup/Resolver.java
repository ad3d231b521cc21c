package eu.staytuned.lod.lookup;

import eu.staytuned.lod.lookup.Knowledge.Known;
import eu.staytuned.lod.lookup.Links.Code;
import eu.staytuned.lod.lookup.Links.Link;
import eu.staytuned.lod.lookup.Links.Sureness;
import eu.staytuned.lod.lookup.Resolution.Thing;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.rdf.RdfSyntax;
import eu.staytuned.lod.search.Hit;
import eu.staytuned.lod.search.Question;
import eu.staytuned.lod.search.Search;
import eu.staytuned.lod.search.SearchNotReadyException;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.springframework.stereotype.Component;

/** Finds our things by the identifiers and codes of others. */
@Component
public class Resolver {

    private static final int NEAR = 5;
    private static final Set<String> EXTENSIONS = Stream.concat(
                    Stream.of("html"), Stream.of(RdfSyntax.values()).map(RdfSyntax::extension))
            .collect(Collectors.toSet());

    private final Store store;
    private final IriSpace iris;
    private final Knowledge knowledge;
    private final Search search;

    Resolver(Store store, IriSpace iris, Knowledge knowledge, Search search) {
        this.store = store;
        this.iris = iris;
        this.knowledge = knowledge;
        this.search = search;
    }

    /**
     * By an IRI of any spelling, a prefixed name, or a number of Wikidata.
     *
     * @param languages of the labels, best first
     */
    public Resolution byIri(String iri, List<String> languages) {
        return store.read(shelf -> byIri(iri, languages, shelf, true));
    }

    /**
     * By a code.
     *
     * @param scheme the list that it is from; empty for any
     * @param languages of the labels, best first
     */
    public Resolution byCode(String code, String scheme, List<String> languages) {
        return store.read(shelf -> byCode(code, scheme, languages, shelf, true));
    }

    /**
     * By either, whichever it looks like.
     *
     * @param scheme the list that it is from, where it is a code; empty for any
     * @param languages of the labels, best first
     */
    public Resolution byEither(String identifier, String scheme, List<String> languages) {
        return store.read(shelf -> {
            Resolution found = by(identifier, scheme, languages, shelf);
            return !found.things().isEmpty() || identifier.length() > ForeignIri.LONGEST
                    ? found
                    : ForeignIri.isIri(bare(identifier))
                            ? byIri(identifier, languages, shelf, true)
                            : byCode(identifier, scheme, languages, shelf, true);
        });
    }

    /** By either, whichever it looks like. To be called within a transaction. */
    Resolution by(String identifier, String scheme, List<String> languages, Shelf shelf) {
        if (identifier.length() > ForeignIri.LONGEST) {
            return new Resolution(shelf.edition(), identifier, List.of(), List.of());
        }
        String name = bare(identifier);
        if (scheme.isEmpty() && (ForeignIri.isIri(name) || ForeignIri.isWikidataNumber(name))) {
            Resolution found = byIri(identifier, languages, shelf, false);
            if (!found.things().isEmpty()) {
                return found;
            }
        }
        return byCode(identifier, scheme, languages, shelf, false);
    }

    private Resolution byIri(String input, List<String> languages, Shelf shelf, boolean withNear) {
        Graph graph = shelf.data().getDefaultGraph();
        Known known = knowledge.of(shelf);
        String iri = expanded(bare(input), shelf);
        Optional<Node> own = own(iri, graph);
        if (own.isPresent()) {
            return new Resolution(
                    shelf.edition(), input, List.of(thing(own.get(), "self", true, languages, shelf)), List.of());
        }
        Map<Node, Thing> things = new LinkedHashMap<>();
        Map<Node, Thing> near = new LinkedHashMap<>();
        for (Link link : known.links().ofIri(iri, graph)) {
            (link.sureness() == Sureness.RELATED ? near : things)
                    .computeIfAbsent(
                            link.thing(),
                            thing -> thing(
                                    thing,
                                    known.schema().prefixed(link.property()),
                                    link.sureness() == Sureness.SAME,
                                    languages,
                                    shelf));
        }
        String code = ForeignIri.code(iri);
        if (things.isEmpty() && !code.isEmpty()) {
            String scheme = iri.contains("/lau") ? "lau" : "nuts";
            return new Resolution(
                    shelf.edition(),
                    input,
                    byCode(code, scheme, languages, shelf, false).things(),
                    List.of());
        }
        if (things.isEmpty() && withNear) {
            String words = ForeignIri.words(iri);
            if (words.length() > 2 && words.chars().noneMatch(Character::isDigit)) {
                similar(words, languages, shelf).forEach(thing -> near.putIfAbsent(thing.node(), thing));
            }
        }
        return new Resolution(
                shelf.edition(),
                input,
                List.copyOf(things.values()),
                things.isEmpty() ? near.values().stream().limit(NEAR).toList() : List.of());
    }

    private Resolution byCode(String input, String scheme, List<String> languages, Shelf shelf, boolean withNear) {
        Graph graph = shelf.data().getDefaultGraph();
        Known known = knowledge.of(shelf);
        Map<Node, Thing> things = new LinkedHashMap<>();
        String list = listName(scheme);
        for (Code code : known.links().ofCode(input, graph)) {
            if (list.isEmpty() || code.schemes().stream().anyMatch(list::equalsIgnoreCase)) {
                things.computeIfAbsent(code.thing(), thing -> thing(code, languages, shelf, known));
            }
        }
        List<Thing> near = new ArrayList<>();
        if (things.isEmpty() && withNear && !input.isBlank()) {
            Set<Node> seen = new LinkedHashSet<>();
            known.links().near(input, NEAR).stream()
                    .filter(code -> seen.add(code.thing()))
                    .forEach(code -> near.add(thing(code, languages, shelf, known)));
            similar(input, languages, shelf).stream()
                    .filter(thing -> seen.add(thing.node()))
                    .forEach(near::add);
        }
        return new Resolution(
                shelf.edition(),
                input,
                List.copyOf(things.values()),
                near.stream().limit(NEAR).toList());
    }

    private Thing thing(Code code, List<String> languages, Shelf shelf, Known known) {
        return thing(
                code.thing(),
                known.schema().prefixed(code.property()),
                code.sureness() == Sureness.SAME,
                languages,
                shelf);
    }

    /** What is linked to an IRI of somebody else, or to a prefixed name. To be called within a transaction. */
    List<Link> links(String iri, Shelf shelf) {
        return knowledge
                .of(shelf)
                .links()
                .ofIri(expanded(bare(iri), shelf), shelf.data().getDefaultGraph());
    }

    /** The last part of a scheme that is given by its IRI. */
    private static String listName(String scheme) {
        String name = scheme.strip();
        return ForeignIri.isIri(name) ? name.replaceFirst(".*/(?=[^/]+/?$)", "").replace("/", "") : name;
    }

    private List<Thing> similar(String words, List<String> languages, Shelf shelf) {
        try {
            return search.find(Question.of(words, languages).byName().from(0, NEAR), shelf.edition()).hits().stream()
                    .map(Hit::node)
                    .filter(node -> Schema.isThing(node, iris))
                    .map(node -> thing(node, "name", false, languages, shelf))
                    .toList();
        } catch (SearchNotReadyException notNow) {
            // What was asked for is not known in any case; this would only have been a help.
            return List.of();
        }
    }

    private Thing thing(Node node, String relation, boolean certain, List<String> languages, Shelf shelf) {
        Graph graph = shelf.data().getDefaultGraph();
        Optional<Schema.Type> kind = knowledge.of(shelf).schema().kindOf(node, graph);
        return new Thing(
                node,
                labelOf(graph, node, languages),
                kind.map(Schema.Type::id).orElse(""),
                kind.map(Schema.Type::node),
                relation,
                certain);
    }

    static String labelOf(Graph graph, Node node, List<String> languages) {
        return Labels.of(graph, node, languages)
                .map(Node::getLiteralLexicalForm)
                .orElseGet(() -> Labels.fromIri(node.getURI()));
    }

    /** One of our own IRIs, under the canonical base or this one, of a thing or of the document about it. */
    Optional<Node> own(String iri, Graph graph) {
        for (String base : List.of(iris.base(), IriSpace.CANONICAL_BASE)) {
            Optional<String> path = below(base, iri);
            if (path.isPresent()) {
                return paths(path.get())
                        .map(iris::node)
                        .filter(node -> graph.contains(node, Node.ANY, Node.ANY))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    private static Optional<String> below(String base, String iri) {
        String key = base.replaceFirst("^https?://", "");
        String rest = iri.replaceFirst("(?i)^https?://", "");
        return iri.matches("(?i)https?://.*") && rest.startsWith(key)
                ? Optional.of(rest.substring(key.length()).replaceFirst("[?][^#]*", ""))
                : Optional.empty();
    }

    private static Stream<String> paths(String path) {
        Set<String> paths = new LinkedHashSet<>();
        int dot = path.lastIndexOf('.');
        String plain = dot > 0 && EXTENSIONS.contains(path.substring(dot + 1)) ? path.substring(0, dot) : path;
        for (String one : List.of(path, plain)) {
            if (one.startsWith("doc/")) {
                paths.add("id/" + one.substring("doc/".length()));
            }
            paths.add(one);
        }
        return paths.stream().filter(one -> !one.isEmpty());
    }

    /** As in Turtle or in a sentence: with pointed brackets, with blanks around it. */
    static String bare(String input) {
        String bare = input.strip();
        return bare.startsWith("<") && bare.endsWith(">") && bare.length() > 2
                ? bare.substring(1, bare.length() - 1).strip()
                : bare;
    }

    /** A prefixed name as the IRI that it stands for in this release. */
    private static String expanded(String iri, Shelf shelf) {
        int colon = iri.indexOf(':');
        if (colon > 0 && !iri.startsWith("//", colon + 1)) {
            String namespace = shelf.data().prefixes().get(iri.substring(0, colon));
            return namespace == null ? iri : namespace + iri.substring(colon + 1);
        }
        return iri;
    }
}
