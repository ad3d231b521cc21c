package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.release.Release.NamedGraph;
import eu.staytuned.lod.release.SourceFile.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryException;
import org.apache.jena.sparql.exec.QueryExec;

/**
 * Derives what follows from the data by rules, once for each release, so that no query ever has to reason: inverses,
 * the transitive broader, superclasses.
 *
 * <p>All rules run in the order of their names over the default graph, each seeing what the ones before it derived,
 * again and again until nothing new comes. What they derive, and nobody had said, is the graph {@code graph/inferred}.
 */
final class Enrichment {

    static final int MOST_ROUNDS = 10;

    private final IriSpace iris;
    private final long timeoutMillis;

    Enrichment(IriSpace iris, long timeoutMillis) {
        this.iris = iris;
        this.timeoutMillis = timeoutMillis;
    }

    /** Adds to the content what the rules derive from it; returns the rules' own faults. */
    List<Fault> enrich(Content content, List<SourceQuery> queries) {
        List<SourceQuery> rules = queries.stream()
                .filter(query -> query.file().role() == Role.RULE)
                .toList();
        NamedGraph inferred = content.open(iris.node(Release.INFERRED), Optional.empty(), true);
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            List<SourceQuery> busy = new ArrayList<>();
            for (SourceQuery rule : rules) {
                try {
                    if (derive(content, inferred, rule)) {
                        busy.add(rule);
                    }
                } catch (QueryCancelledException e) {
                    return List.of(Fault.in(
                            rule.file().name(),
                            "It did not finish within " + timeoutMillis + " ms (publication.check-timeout)."));
                } catch (QueryException e) {
                    return List.of(Fault.in(rule.file().name(), "It cannot be run: " + e.getMessage()));
                }
            }
            if (busy.isEmpty()) {
                return List.of();
            }
            if (round == MOST_ROUNDS) {
                return busy.stream()
                        .map(rule -> Fault.in(
                                rule.file().name(),
                                "It still derives something new after " + MOST_ROUNDS
                                        + " rounds. Does it make a blank node or an IRI each time? Use a property path "
                                        + "(+ or *) where a chain may be long."))
                        .toList();
            }
        }
        return List.of();
    }

    private boolean derive(Content content, NamedGraph inferred, SourceQuery rule) {
        Graph derived;
        try (QueryExec execution = rule.on(content.dataset(), timeoutMillis)) {
            derived = execution.construct();
        }
        boolean something = false;
        for (Triple triple : derived.find().toList()) {
            if (!content.defaultGraph().contains(triple)) {
                content.add(inferred, triple);
                something = true;
            }
        }
        return something;
    }
}
