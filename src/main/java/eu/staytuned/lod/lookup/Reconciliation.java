package eu.staytuned.lod.lookup;

import eu.staytuned.lod.lookup.Knowledge.Known;
import eu.staytuned.lod.lookup.Links.Code;
import eu.staytuned.lod.lookup.Links.Link;
import eu.staytuned.lod.lookup.Links.Sureness;
import eu.staytuned.lod.lookup.Query.Strictness;
import eu.staytuned.lod.lookup.Schema.Type;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.search.Hit;
import eu.staytuned.lod.search.Match.Closeness;
import eu.staytuned.lod.search.Question;
import eu.staytuned.lod.search.Search;
import eu.staytuned.lod.search.Spelling;
import eu.staytuned.lod.store.Shelf;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/**
 * Which of our things somebody's name is of. The search finds candidates; how alike the names are, and what else is known of
 * the thing, make the score, from 0 to 100.
 *
 * <p>A match is certain only where nothing speaks against it: the name is the thing's own in the same script, or its code or
 * identifier; no other thing that may be meant has it; nothing that the client knows contradicts; and a place is certain by its
 * name only where the client says which kind of place it means, since a city, its municipality, its authority and the
 * regions around it go by the same name.
 */
final class Reconciliation {

    private static final int COMPARED = 60;
    private static final int WINDOW = 300;
    private static final int DESCRIBED = 160;
    private static final double KIND = 0.1;
    private static final double CONDITIONS = 0.3;

    private static final List<Node> NAMES = names();

    private static List<Node> names() {
        List<Node> names = new ArrayList<>(Labels.PROPERTIES);
        for (String other : List.of(
                "http://www.w3.org/2004/02/skos/core#altLabel",
                "http://www.w3.org/2004/02/skos/core#hiddenLabel",
                "http://purl.org/dc/terms/alternative")) {
            names.add(NodeFactory.createURI(other));
        }
        return List.copyOf(names);
    }

    /**
     * A thing that may be meant.
     *
     * @param likeness of its name to the one that was asked for, from 0 to 1
     * @param exact whether it has that very name, code or identifier
     * @param kinds what it is, the narrowest first
     */
    record Candidate(
            Node thing,
            String name,
            String description,
            List<Type> kinds,
            double score,
            boolean match,
            double likeness,
            boolean exact,
            boolean ofType,
            Fit fit) {}

    /**
     * How it fits what else is known.
     *
     * @param share of the conditions that it fulfils, those that nothing is said of by half; from 0 to 1
     * @param asked how many there were that could be compared
     */
    record Fit(double share, int asked, boolean contradicted) {

        static final Fit NOTHING_ASKED = new Fit(1, 0, false);
    }

    /** By what a candidate came in. */
    private enum Way {
        IDENTIFIER,
        CODE,
        NAME
    }

    private record Scored(Node thing, double score, double likeness, boolean exact, boolean ofType, Fit fit) {}

    private record Found(Node thing, Way way, double rank, double likeness, boolean same) {

        boolean isExact() {
            return way != Way.NAME || likeness >= 0.98;
        }
    }

    private final Shelf shelf;
    private final Graph graph;
    private final Known known;
    private final IriSpace iris;
    private final Search search;
    private final Resolver resolver;

    Reconciliation(Shelf shelf, Known known, IriSpace iris, Search search, Resolver resolver) {
        this.shelf = shelf;
        this.graph = shelf.data().getDefaultGraph();
        this.known = known;
        this.iris = iris;
        this.search = search;
        this.resolver = resolver;
    }

    List<Candidate> candidates(Query query, List<String> languages) {
        List<String> spoken = query.language()
                .map(own -> Stream.concat(Stream.of(own), languages.stream())
                        .distinct()
                        .toList())
                .orElse(languages);
        Wanted wanted = new Wanted(query);
        Conditions conditions = new Conditions(query.conditions(), graph, known, iris, this::thing);
        Collection all = new Collection();
        if (!query.ids().isEmpty()) {
            query.ids().forEach(id -> thing(id).ifPresent(thing -> all.add(found(thing, Way.IDENTIFIER))));
        } else if (query.text().isBlank()) {
            byConditions(conditions, wanted, all);
        } else {
            byName(query, wanted, spoken, all);
        }
        List<Scored> scored = all.found().stream()
                .filter(found -> Schema.isThing(found.thing(), iris))
                .flatMap(found -> scored(found, wanted, conditions).stream())
                .toList();
        boolean some = scored.stream().anyMatch(Scored::ofType);
        List<Scored> fit = scored.stream()
                .filter(candidate -> candidate.ofType() || !some && query.strictness() == Strictness.SHOULD)
                .sorted(Comparator.comparingDouble(Scored::score)
                        .reversed()
                        .thenComparing(candidate -> candidate.thing().getURI()))
                .toList();
        return fit.stream()
                .limit(query.limit())
                .map(candidate -> candidate(candidate, certain(candidate, fit, all, query, wanted), spoken))
                .toList();
    }

    private Candidate candidate(Scored scored, boolean match, List<String> languages) {
        return new Candidate(
                scored.thing(),
                Resolver.labelOf(graph, scored.thing(), languages),
                description(scored.thing(), languages),
                known.schema().kindsOf(scored.thing(), graph),
                scored.score(),
                match,
                scored.likeness(),
                scored.exact(),
                scored.ofType(),
                scored.fit());
    }

    /** All that was found, each thing once, by the way that tells most. */
    private static final class Collection {

        private final Map<Node, Found> all = new LinkedHashMap<>();

        void add(Found found) {
            all.merge(found.thing(), found, (one, other) -> one.way().compareTo(other.way()) <= 0 ? one : other);
        }

        List<Found> found() {
            return List.copyOf(all.values());
        }

        Optional<Found> of(Node thing) {
            return Optional.ofNullable(all.get(thing));
        }
    }

    /** The kinds that a client asks for. */
    private final class Wanted {

        private final boolean anything;
        private final Set<Node> classes = new LinkedHashSet<>();
        private final Set<Node> schemes = new LinkedHashSet<>();
        private final boolean all;

        Wanted(Query query) {
            this.anything = query.types().isEmpty();
            this.all = query.strictness() == Strictness.ALL;
            for (String name : query.types()) {
                Optional<Type> type = known.schema().type(name);
                if (type.filter(Type::scheme).isPresent()) {
                    schemes.add(type.get().node());
                } else {
                    classes.add(known.schema().classOf(name));
                }
            }
        }

        boolean has(Node thing) {
            Stream<Boolean> each = Stream.concat(
                    classes.stream().map(type -> graph.contains(thing, Terms.TYPE, type)),
                    schemes.stream().map(scheme -> graph.contains(thing, Schema.IN_SCHEME, scheme)));
            return anything || (all ? each.allMatch(Boolean::booleanValue) : each.anyMatch(Boolean::booleanValue));
        }

        /** In which the search looks: nothing but things is ever meant, and no file or term. */
        Set<Node> kinds() {
            return anything || !schemes.isEmpty() ? known.schema().classes() : classes;
        }

        /** Whether this one kind is asked for, and no other. */
        boolean isOnly(Node kind) {
            return schemes.isEmpty() && classes.equals(Set.of(kind));
        }
    }

    private void byName(Query query, Wanted wanted, List<String> languages, Collection all) {
        String text = query.text();
        String bare = Resolver.bare(text);
        thing(bare).ifPresent(thing -> all.add(found(thing, Way.IDENTIFIER)));
        if (ForeignIri.isIri(bare) || ForeignIri.isWikidataNumber(bare)) {
            resolver.links(bare, shelf).stream()
                    .filter(link -> link.sureness() == Sureness.SAME)
                    .map(Link::thing)
                    .forEach(thing -> all.add(found(thing, Way.IDENTIFIER)));
        }
        known.links().ofCode(bare, graph).stream()
                .filter(code -> code.sureness() == Sureness.SAME)
                .map(Code::thing)
                .forEach(thing -> all.add(found(thing, Way.CODE)));
        Question question = Question.of(text, languages).byName();
        Spelling asked = Spelling.of(text);
        List<Hit> hits = new ArrayList<>(hits(question.among(wanted.kinds())));
        if (hits.isEmpty() && query.strictness() == Strictness.SHOULD) {
            hits.addAll(hits(question.among(known.schema().classes())));
        }
        int compared = 0;
        for (Hit hit : hits) {
            if (Schema.isThing(hit.node(), iris)) {
                double likeness = 0;
                boolean same = false;
                if (compared++ < COMPARED || hit.why().closeness() == Closeness.EXACT) {
                    for (Spelling name : spellings(hit.node())) {
                        likeness = Math.max(likeness, asked.likeness(name));
                        same |= asked.isSameAs(name);
                    }
                }
                all.add(new Found(hit.node(), Way.NAME, hit.rank(), likeness, same));
            }
        }
    }

    private List<Hit> hits(Question question) {
        return search.find(question.from(0, WINDOW), shelf.edition()).hits();
    }

    private List<Spelling> spellings(Node thing) {
        return NAMES.stream()
                .flatMap(property -> graph
                        .find(thing, property, Node.ANY)
                        .mapWith(Triple::getObject)
                        .filterKeep(Node::isLiteral)
                        .mapWith(Node::getLiteralLexicalForm)
                        .toList()
                        .stream())
                .distinct()
                .map(known::spelling)
                .toList();
    }

    /** Without a name: whatever fulfils the conditions. */
    private void byConditions(Conditions conditions, Wanted wanted, Collection all) {
        Stream<Node> things = wanted.classes.isEmpty()
                ? conditions.things(WINDOW)
                : wanted.classes.stream()
                        .flatMap(type ->
                                graph.find(Node.ANY, Terms.TYPE, type).mapWith(Triple::getSubject).toList().stream());
        things.filter(Node::isURI)
                .filter(thing -> !conditions.fit(thing).contradicted()
                        && conditions.fit(thing).share() > 0.5)
                .sorted(Comparator.comparing(Node::getURI))
                .limit(WINDOW)
                .forEach(thing -> all.add(new Found(thing, Way.NAME, 1, 0.5, false)));
    }

    private static Found found(Node thing, Way way) {
        return new Found(thing, way, 1, 1, true);
    }

    /** A thing by its identifier here, or by its IRI. */
    Optional<Node> thing(String id) {
        if (id.isEmpty() || id.length() > ForeignIri.LONGEST) {
            return Optional.empty();
        }
        if (id.contains("://")) {
            return resolver.own(id, graph).filter(thing -> Schema.isThing(thing, iris));
        }
        return id.matches("[a-z0-9-]+/[^\\s<>\"{}|\\\\^`]+")
                ? Optional.of(iris.node("id/" + id)).filter(thing -> graph.contains(thing, Node.ANY, Node.ANY))
                : Optional.empty();
    }

    /** The identifier of a thing here: what comes after the identifier space. */
    static String id(Node thing, IriSpace iris) {
        return iris.pathOf(thing.getURI()).orElse(thing.getURI()).replaceFirst("^id/", "");
    }

    private Optional<Scored> scored(Found found, Wanted wanted, Conditions conditions) {
        Fit fit = conditions.fit(found.thing());
        if (conditions.excludes(found.thing())) {
            return Optional.empty();
        }
        boolean ofType = wanted.has(found.thing());
        double score = found.likeness() * (wanted.anything ? 1 - KIND + KIND * found.rank() : 1);
        if (fit.asked() > 0) {
            score = score * (1 - CONDITIONS) + CONDITIONS * fit.share() * found.likeness();
        }
        if (!ofType) {
            score /= 2;
        }
        if (score <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Scored(
                found.thing(), Math.round(score * 1000) / 10.0, found.likeness(), found.isExact(), ofType, fit));
    }

    /** What tells namesakes apart: the country, and what it is in a sentence. */
    private String description(Node thing, List<String> languages) {
        String where = graph
                .find(thing, iris.node("ontology#country"), Node.ANY)
                .mapWith(Triple::getObject)
                .filterKeep(Node::isURI)
                .toList()
                .stream()
                .sorted(Comparator.comparing(Node::getURI))
                .limit(3)
                .map(country -> Resolver.labelOf(graph, country, languages))
                .collect(Collectors.joining(", "));
        String what = Labels.best(graph, thing, Labels.DESCRIPTIONS, languages)
                .map(Node::getLiteralLexicalForm)
                .orElse("");
        String both = Stream.of(where, what).filter(one -> !one.isEmpty()).collect(Collectors.joining(". "));
        return Labels.shortened(both, DESCRIBED);
    }

    private boolean certain(Scored candidate, List<Scored> fit, Collection all, Query query, Wanted wanted) {
        Optional<Found> found = all.of(candidate.thing());
        if (found.isEmpty()
                || !candidate.ofType()
                || !candidate.exact()
                || candidate.fit().contradicted()) {
            return false;
        }
        if (query.text().isBlank() && query.ids().isEmpty()) {
            return false;
        }
        List<Scored> rivals = fit.stream()
                .filter(other -> !other.thing().equals(candidate.thing())
                        && other.ofType()
                        && other.exact()
                        && !other.fit().contradicted())
                .toList();
        boolean singled = candidate.fit().asked() > 0
                && candidate.fit().share() == 1
                && rivals.stream().noneMatch(rival -> rival.fit().share() == 1);
        if (found.get().way() == Way.IDENTIFIER) {
            return rivals.stream().noneMatch(rival -> all.of(rival.thing())
                    .filter(other -> other.way() == Way.IDENTIFIER)
                    .isPresent());
        }
        if (!rivals.isEmpty() && !singled) {
            return false;
        }
        boolean kindIsSaid = known.schema()
                .kindOf(candidate.thing(), graph)
                .map(Type::node)
                .filter(wanted::isOnly)
                .isPresent();
        if (found.get().way() == Way.CODE) {
            return isTelling(query.text(), kindIsSaid);
        }
        boolean place = graph.contains(candidate.thing(), Terms.TYPE, iris.node("ontology#Place"))
                || graph.contains(candidate.thing(), Terms.TYPE, iris.node("ontology#LocalAuthority"));
        return found.get().same()
                && query.text().codePoints().filter(Character::isLetterOrDigit).count() > 1
                && (!place || kindIsSaid);
    }

    /** Letters alone are words as well, and digits alone are codes of many lists. */
    private static boolean isTelling(String code, boolean kindIsSaid) {
        boolean letters = code.chars().anyMatch(Character::isLetter);
        boolean digits = code.chars().anyMatch(Character::isDigit);
        return letters && (digits || kindIsSaid);
    }
}
