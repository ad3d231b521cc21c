package eu.staytuned.lod.store.remote;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.ReleaseGraph;
import eu.staytuned.lod.store.StoreAwayException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.PrefixMapFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.vocabulary.RDF;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A release that stands in a place. It never changes, so what was asked about a thing is remembered, and a page needs few
 * questions: each is about all that is said of a subject, or of what has an object.
 *
 * <p>Nothing is believed that a place says after it was given to another release: each answer shows that the release still
 * stood there.
 */
final class StandingRelease {

    /** More statements than that about one thing are not remembered but asked for each time. */
    private static final int REMEMBERED = 5_000;

    /** So many things are asked about together, and so many statements taken of all of them. */
    private static final int TOGETHER = 500;

    private static final int REMEMBERED_TOGETHER = 40_000;

    /** So deep do blank nodes stand in others. */
    private static final int ROUNDS = 20;

    /** A store that so often had no answer to that is no more asked so. */
    private static final int MOST_REFUSALS = 3;

    /** What a statement takes in memory, about. */
    private static final int BYTES = 300;

    private static final Var G = Var.alloc("g");
    private static final Var S = Var.alloc("s");
    private static final Var P = Var.alloc("p");
    private static final Var O = Var.alloc("o");
    private static final Var TOPIC = Var.alloc("topic");
    private static final Var STANDING = Var.alloc("standing");
    private static final Var COUNT = Var.alloc("n");

    /** What was asked about: a subject, an object, a property with or without an object. */
    record Topic(@Nullable Node s, @Nullable Node p, @Nullable Node o) {

        /** The same about another thing. */
        Topic of(Node thing) {
            return s != null ? new Topic(thing, p, o) : new Topic(null, p, thing);
        }
    }

    /** What is known about it; nothing where that is too much to be remembered. */
    private record Known(Optional<List<Quad>> statements) {

        int weight() {
            return 200 + BYTES * statements.map(List::size).orElse(0);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(StandingRelease.class);

    private static final Known TOO_MUCH = new Known(Optional.empty());

    private final Side side;
    private final Marker marker;
    private final Node name;
    private final Node about;
    private final GenidForm genids;
    private final Optional<Node> defaultGraph;
    private final PrefixMap prefixes;
    private final Cache<Topic, Known> known;

    /** Not every store takes a list of things to ask about. */
    private volatile int refusals;

    /**
     * @param about the name of the graph with the marker
     * @param name of the release, as the marker has it
     * @param defaultGraph the graph in which the default graph stands; empty where that is the default graph of the place
     * @param memory for what is remembered, in bytes
     */
    StandingRelease(
            Side side,
            Marker marker,
            Node name,
            Node about,
            GenidForm genids,
            Optional<Node> defaultGraph,
            long memory) {
        this.side = side;
        this.marker = marker;
        this.name = name;
        this.about = about;
        this.genids = genids;
        this.defaultGraph = defaultGraph;
        PrefixMap map = PrefixMapFactory.create();
        marker.prefixes().forEach(map::add);
        this.prefixes = PrefixMapFactory.unmodifiablePrefixMap(map);
        this.known = Caffeine.newBuilder()
                .maximumWeight(memory)
                .weigher((Topic topic, Known statements) -> statements.weight())
                .executor(Runnable::run)
                .build();
    }

    Side side() {
        return side;
    }

    Edition edition() {
        return marker.edition();
    }

    /** Its name, as the marker has it. */
    String name() {
        return name.getURI();
    }

    PrefixMap prefixes() {
        return prefixes;
    }

    Set<Node> graphs() {
        return marker.graphs();
    }

    boolean hasGraph(Node graph) {
        return graph.equals(about) || marker.graphs().contains(graph);
    }

    // --- Statements

    /**
     * @param graph null for any named graph, {@link Quad#defaultGraphIRI} for the default graph
     * @param trail what this reader was told before
     */
    Iterator<Quad> find(
            @Nullable Node graph,
            @Nullable Node s,
            @Nullable Node p,
            @Nullable Node o,
            Trail trail,
            Consumer<AutoCloseable> opened) {
        if (about.equals(graph)) {
            return marker.statements()
                    .find(s, p, o)
                    .mapWith(triple -> Quad.create(about, triple))
                    .toList()
                    .iterator();
        }
        if (s != null && s.isLiteral() || p != null && !p.isURI() || !isAskable(s) || !isAskable(p) || !isAskable(o)) {
            return Iter.nullIterator();
        }
        if (graph != null && !Quad.isDefaultGraph(graph) && !marker.graphs().contains(graph)) {
            return Iter.nullIterator();
        }
        if (s == null && p == null && o == null) {
            return scan(graph, null, null, null, opened);
        }
        Known statements = known(topics(s, p, o), trail);
        return statements
                .statements()
                .map(all ->
                        all.stream().filter(quad -> fits(quad, graph, s, p, o)).iterator())
                .orElseGet(() -> scan(graph, s, p, o, opened));
    }

    /**
     * What to ask about, the widest first. A page asks of one thing by which of many properties others point to it; what has a
     * type, or a text, can be anything.
     */
    private static List<Topic> topics(@Nullable Node s, @Nullable Node p, @Nullable Node o) {
        if (s != null) {
            return List.of(new Topic(s, null, null));
        }
        Topic narrow = new Topic(null, p, o);
        boolean pointedTo = p != null && o != null && !o.isLiteral() && !p.equals(RDF.type.asNode());
        return pointedTo ? List.of(new Topic(null, null, o), narrow) : List.of(narrow);
    }

    private Known known(List<Topic> topics, Trail trail) {
        for (Topic topic : topics) {
            Known before = known.getIfPresent(topic);
            if (before != null && before.statements().isPresent()) {
                return told(topic, before, trail);
            }
        }
        if (refusals < MOST_REFUSALS) {
            Topic narrow = topics.get(topics.size() - 1);
            learnTogether(narrow, trail);
            Known found = known.getIfPresent(narrow);
            if (found != null && found.statements().isPresent()) {
                return told(narrow, found, trail);
            }
        }
        Known statements = TOO_MUCH;
        for (Topic topic : topics) {
            Known before = known.getIfPresent(topic);
            statements = before == null ? learn(topic) : before;
            if (statements.statements().isPresent()) {
                return told(topic, statements, trail);
            }
        }
        return statements;
    }

    private static Known told(Topic topic, Known statements, Trail trail) {
        trail.told(topic, statements.statements().orElseThrow());
        return statements;
    }

    /** Asks about a thing, and with it about those that will be asked about next, if it is known which these are. */
    private void learnTogether(Topic topic, Trail trail) {
        Node thing = topic.s() != null ? topic.s() : topic.o();
        if (thing == null || thing.isLiteral() || topic.p() != null && topic.p().equals(RDF.type.asNode())) {
            return;
        }
        List<Node> beside = trail.beside(thing, other -> isUnknown(other, topic), TOGETHER - 1);
        if (!beside.isEmpty()) {
            List<Node> things = new ArrayList<>(beside);
            things.add(0, thing);
            learnWithParts(things, topic);
        }
    }

    /** Somebody will ask what is said of these. */
    void expect(Collection<Node> things) {
        Topic like = new Topic(about, null, null);
        List<Node> unknown = things.stream()
                .filter(thing -> !thing.isLiteral() && isUnknown(thing, like))
                .distinct()
                .toList();
        for (int from = 0; from < unknown.size() - 1 && refusals < MOST_REFUSALS; from += TOGETHER) {
            learnWithParts(unknown.subList(from, Math.min(unknown.size(), from + TOGETHER)), like);
        }
    }

    private void learnWithParts(List<Node> asked, Topic like) {
        learn(asked, like);
        if (like.s() != null) {
            List<Node> things = asked;
            for (int round = 0; round < ROUNDS && !things.isEmpty(); round++) {
                things = partsOf(things, like);
                if (!things.isEmpty()) {
                    learn(things, like);
                }
            }
        }
    }

    /** The blank nodes that were mentioned: who asks about a thing asks about these. */
    private List<Node> partsOf(List<Node> things, Topic like) {
        return things.stream()
                .map(thing -> known.getIfPresent(like.of(thing)))
                .filter(Objects::nonNull)
                .flatMap(about -> about.statements().stream().flatMap(List::stream))
                .map(Quad::getObject)
                .filter(Node::isBlank)
                .distinct()
                .filter(part -> isUnknown(part, like))
                .limit(TOGETHER)
                .toList();
    }

    private boolean isUnknown(Node thing, Topic like) {
        return isAskable(thing) && !thing.equals(about) && known.getIfPresent(like.of(thing)) == null;
    }

    /** Asks about some things as about one, in all graphs. Where the answer is too long, about the first half. */
    private void learn(List<Node> things, Topic like) {
        StringBuilder values = new StringBuilder("VALUES ?topic {");
        things.forEach(thing -> values.append(' ').append(term(thing)));
        values.append(" } ");
        String statement =
                like.s() != null ? "?topic ?p ?o" : "?s " + (like.p() == null ? "?p" : term(like.p())) + " ?topic";
        String query = "SELECT * { { " + values + "GRAPH ?g { " + statement + " } }"
                + (defaultGraph.isPresent() ? "" : " UNION { " + values + statement + " }")
                + " UNION { " + isStanding() + " } } LIMIT " + (REMEMBERED_TOGETHER + 1);
        Map<Node, List<Quad>> found = new LinkedHashMap<>();
        things.forEach(thing -> found.put(thing, new ArrayList<>()));
        boolean standing = false;
        int rest = REMEMBERED_TOGETHER;
        try (PlaceClient.Rows rows = side.client().gather(query)) {
            while (rows.hasNext() && rest-- > 0) {
                Binding row = rows.rows().next();
                if (row.contains(STANDING)) {
                    standing |= name.equals(row.get(STANDING));
                } else {
                    Topic topic = like.of(genids.inwards(row.get(TOPIC)));
                    List<Quad> about = found.get(topic.s() != null ? topic.s() : topic.o());
                    if (about != null) {
                        add(about, quad(row, null, topic.s(), topic.p(), topic.o()));
                    }
                }
            }
        } catch (QueryException | StoreAwayException refused) {
            // Whether it is away shows when it is asked about one.
            refusals++;
            if (refusals == MOST_REFUSALS) {
                log.warn(
                        "The remote store takes no list of things to ask about, and is asked about each by itself",
                        refused);
            }
            return;
        }
        refusals = 0;
        if (rest < 0) {
            if (things.size() > 1) {
                learn(things.subList(0, things.size() / 2), like);
            }
            return;
        }
        if (!standing) {
            throw replaced();
        }
        found.forEach((thing, statements) -> known.put(
                like.of(thing),
                statements.size() > REMEMBERED ? TOO_MUCH : new Known(Optional.of(List.copyOf(statements)))));
    }

    private static boolean fits(Quad quad, @Nullable Node graph, @Nullable Node s, @Nullable Node p, @Nullable Node o) {
        return (graph == null ? !quad.isDefaultGraph() : graph.equals(quad.getGraph()))
                && (s == null || s.equals(quad.getSubject()))
                && (p == null || p.equals(quad.getPredicate()))
                && (o == null || o.equals(quad.getObject()));
    }

    /** Asks for all about a topic, in all graphs. */
    private Known learn(Topic topic) {
        String pattern = pattern(topic.s(), topic.p(), topic.o());
        List<Quad> statements = new ArrayList<>();
        boolean[] standing = new boolean[1];
        try (PlaceClient.Rows rows = side.client()
                .look("SELECT * { " + everywhere(pattern) + " UNION { " + isStanding() + " } } LIMIT "
                        + (2 * REMEMBERED))) {
            while (rows.hasNext() && statements.size() <= REMEMBERED) {
                Binding row = rows.rows().next();
                if (row.contains(STANDING)) {
                    standing[0] |= name.equals(row.get(STANDING));
                } else {
                    add(statements, quad(row, null, topic.s(), topic.p(), topic.o()));
                }
            }
        }
        if (statements.size() > REMEMBERED) {
            // Whether the release stands is asked with the answer that is used.
            known.put(topic, TOO_MUCH);
            return TOO_MUCH;
        }
        if (!standing[0]) {
            throw replaced();
        }
        Known all = new Known(Optional.of(List.copyOf(statements)));
        known.put(topic, all);
        return all;
    }

    private static void add(List<Quad> statements, @Nullable Quad quad) {
        if (quad != null) {
            statements.add(quad);
        }
    }

    /** Statements that are too many to be remembered, as they come. */
    private Iterator<Quad> scan(
            @Nullable Node graph,
            @Nullable Node s,
            @Nullable Node p,
            @Nullable Node o,
            Consumer<AutoCloseable> opened) {
        String pattern = pattern(s, p, o);
        String where = graph == null
                ? "GRAPH ?g " + pattern
                : Quad.isDefaultGraph(graph) ? inDefaultGraph(pattern) : "GRAPH " + term(graph) + " " + pattern;
        PlaceClient.Rows rows = side.client().scan("SELECT * { " + where + " }");
        opened.accept(rows);
        return new Found(
                rows,
                row -> {
                    Quad quad = quad(row, graph, s, p, o);
                    // Where the default graph has a name, it is found among the named ones.
                    return quad != null && graph == null && quad.isDefaultGraph() ? null : quad;
                },
                this::checkStanding);
    }

    private String everywhere(String pattern) {
        return defaultGraph.isPresent()
                ? "{ GRAPH ?g " + pattern + " }"
                : "{ " + pattern + " UNION { GRAPH ?g " + pattern + " } }";
    }

    private String inDefaultGraph(String pattern) {
        return defaultGraph.map(graph -> "GRAPH " + term(graph) + " " + pattern).orElse(pattern);
    }

    private String pattern(@Nullable Node s, @Nullable Node p, @Nullable Node o) {
        return "{ " + (s == null ? "?s" : term(s)) + " " + (p == null ? "?p" : term(p)) + " "
                + (o == null ? "?o" : term(o)) + " }";
    }

    /** The statement of a row; null where it is none of the release. */
    private @Nullable Quad quad(
            Binding row, @Nullable Node graph, @Nullable Node s, @Nullable Node p, @Nullable Node o) {
        Node in = graph != null ? graph : row.get(G);
        if (in == null || defaultGraph.filter(in::equals).isPresent()) {
            in = Quad.defaultGraphIRI;
        } else if (!Quad.isDefaultGraph(in) && !hasGraph(in)) {
            return null;
        }
        Node property = p != null ? p : row.get(P);
        if (property == null || property.equals(Marker.CONTENTS)) {
            return null;
        }
        return Quad.create(
                in, s != null ? s : genids.inwards(row.get(S)), property, o != null ? o : genids.inwards(row.get(O)));
    }

    /** How many statements a graph has. */
    long size(Node graph) {
        String pattern = "{ ?s ?p ?o }";
        String where = Quad.isDefaultGraph(graph)
                ? inDefaultGraph(pattern)
                : Quad.isUnionGraph(graph)
                        ? "{ SELECT DISTINCT ?s ?p ?o { GRAPH ?g " + pattern + " } }"
                        : "GRAPH " + term(graph) + " " + pattern;
        try (PlaceClient.Rows rows = side.client().scan("SELECT (COUNT(*) AS ?n) { " + where + " }")) {
            long size = rows.hasNext() ? ((Number) rows.rows().next().get(COUNT).getLiteralValue()).longValue() : 0;
            checkStanding();
            return size;
        }
    }

    // --- Queries

    /**
     * The rows of a whole query, evaluated over there.
     *
     * @param defaultGraphs of which its default graph is made; empty for that of the release
     * @param namedGraphs those that it may name; empty for those of the release
     * @param unwanted set by whoever does not want the rows any more
     */
    PlaceClient.Rows ask(
            Query query,
            Optional<List<Node>> defaultGraphs,
            Optional<List<Node>> namedGraphs,
            @Nullable AtomicBoolean unwanted) {
        Query forwarded = new Forwarding(genids).of(query);
        if (defaultGraphs.isPresent() || namedGraphs.isPresent() || defaultGraph.isPresent()) {
            forwarded.getGraphURIs().clear();
            forwarded.getNamedGraphURIs().clear();
            defaultGraphs.orElse(List.of(Quad.defaultGraphIRI)).stream()
                    .flatMap(graph -> asStored(graph).stream())
                    .distinct()
                    .forEach(graph -> forwarded.addGraphURI(graph.getURI()));
            namedGraphs.orElseGet(() -> List.copyOf(marker.graphs())).stream()
                    .flatMap(graph -> asStored(graph).stream())
                    .distinct()
                    .forEach(graph -> forwarded.addNamedGraphURI(graph.getURI()));
        }
        return side.client().ask(forwarded.serialize(), unwanted);
    }

    private List<Node> asStored(Node graph) {
        if (Quad.isUnionGraph(graph)) {
            return List.copyOf(marker.graphs());
        }
        return List.of(Quad.isDefaultGraph(graph) ? defaultGraph.orElse(Quad.defaultGraphIRI) : graph);
    }

    /** A node as we have it. */
    Node inwards(Node node) {
        return genids.inwards(node);
    }

    // --- Whether it still stands there

    private String isStanding() {
        return "GRAPH " + term(about) + " { ?series " + term(ReleaseGraph.CURRENT) + " ?standing }";
    }

    /** To be called when an answer was read to its end. */
    void checkStanding() {
        try (PlaceClient.Rows rows = side.client().look("SELECT ?standing { " + isStanding() + " }")) {
            boolean standing = false;
            while (rows.hasNext()) {
                standing |= name.equals(rows.rows().next().get(STANDING));
            }
            if (!standing) {
                throw replaced();
            }
        }
    }

    private StoreAwayException replaced() {
        return new StoreAwayException(
                "Release " + edition().number() + " gave its place to another while it was read. Ask again.");
    }

    // --- Terms

    /** What no release can hold is not asked for; so no name can be more than a name. */
    private boolean isAskable(@Nullable Node node) {
        if (node == null || node.isBlank()) {
            return true;
        }
        if (node.isLiteral()) {
            return node.getLiteralLanguage().matches("[A-Za-z0-9-]*") && isIri(node.getLiteralDatatypeURI());
        }
        return node.isURI() && isIri(node.getURI());
    }

    private static boolean isIri(String text) {
        return text.chars().noneMatch(c -> c <= ' ' || "<>\"{}|^`\\".indexOf(c) >= 0);
    }

    private String term(Node node) {
        return NodeFmtLib.strNT(genids.outwards(node));
    }

    @Override
    public String toString() {
        return "release " + edition().number() + " in " + side.place().name();
    }
}
