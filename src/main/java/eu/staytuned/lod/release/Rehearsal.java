package eu.staytuned.lod.release;

import eu.staytuned.lod.queries.Binding;
import eu.staytuned.lod.queries.Example;
import eu.staytuned.lod.queries.Examples;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.release.Fault.Severity;
import eu.staytuned.lod.store.QueryMemory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSetOps;

/**
 * What the example queries of a release give with the default values of their parameters, asked once before readers ask
 * them. Those that call other endpoints are left out.
 *
 * @param rows how many rows each has, by its name: triples of a graph, and 1 or 0 for yes or no; without those that failed
 * @param elsewhere how many call other endpoints
 * @param warnings about those that failed or gave nothing
 */
record Rehearsal(SortedMap<String, Long> rows, int elsewhere, List<Fault> warnings) {

    /** @param previous the release before, whose rows are told where nothing is left of them */
    static Rehearsal of(Release release, Optional<Manifest> previous, IriSpace iris, PublicationSettings settings) {
        Performance performance =
                new Performance(release, previous, iris, settings.checkTimeout().toMillis(), settings);
        Examples examples = Examples.of(performance.dataset, iris);
        examples.all().stream().filter(example -> !example.isFederated()).forEach(performance::run);
        int elsewhere =
                (int) examples.all().stream().filter(Example::isFederated).count();
        return new Rehearsal(performance.rows, elsewhere, performance.places.faults());
    }

    /** A line for an editor; empty where there are no examples. */
    Optional<String> summary() {
        if (rows.isEmpty() && elsewhere == 0) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "Example queries: %d answered, with %,d rows in all; %d ask other endpoints",
                rows.size(),
                rows.values().stream().mapToLong(Long::longValue).sum(),
                elsewhere));
    }

    private static final class Performance {

        /** What a query may keep in memory beside two releases: an eighth of the heap, as a reader's own. */
        private static final int SHARE_OF_HEAP = 8;

        private final Optional<Manifest> previous;
        private final long timeoutMillis;
        private final DatasetGraph dataset;
        private final FaultPlaces places;
        private final SortedMap<String, Long> rows = new TreeMap<>();

        Performance(
                Release release,
                Optional<Manifest> previous,
                IriSpace iris,
                long timeoutMillis,
                PublicationSettings settings) {
            this.previous = previous;
            this.timeoutMillis = timeoutMillis;
            this.dataset = release.content().dataset();
            this.places = new FaultPlaces(release, iris, settings);
        }

        void run(Example example) {
            if (!(example.bind(Map.of()) instanceof Binding.Bound bound)) {
                warn(example, "It cannot be asked, since a parameter has neither a value nor leave to be open.");
                return;
            }
            try (QueryExec execution = QueryExec.dataset(dataset)
                    .query(bound.query())
                    .set(ARQ.httpServiceAllowed, false)
                    .timeout(timeoutMillis)
                    .build()) {
                QueryMemory.limit(execution.getContext(), Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
                long count = count(bound.query(), execution);
                rows.put(example.name(), count);
                if (count == 0) {
                    nothing(example);
                }
            } catch (QueryCancelledException e) {
                warn(example, "It did not finish within " + timeoutMillis + " ms (publication.check-timeout).");
            } catch (QueryException e) {
                warn(example, "It fails: " + e.getMessage());
            }
        }

        private static long count(Query query, QueryExec execution) {
            if (query.isAskType()) {
                return execution.ask() ? 1 : 0;
            } else if (query.isSelectType()) {
                return RowSetOps.count(execution.select());
            } else if (query.isConstructType()) {
                return execution.construct().size();
            }
            return execution.describe().size();
        }

        // "No" is an answer, and a loss only where it was "yes"
        private void nothing(Example example) {
            Optional<Long> before = previous.map(release -> release.examples().get(example.name()));
            String then = previous.map(release -> "release " + release.number()).orElse("");
            if (example.query().isAskType()) {
                before.filter(was -> was > 0)
                        .ifPresent(was -> warn(example, "It answers no; " + then + " answered yes."));
            } else {
                warn(
                        example,
                        "It gives no rows with its default values"
                                + before.map(was -> "; " + then + " had " + Report.number(was, "row"))
                                        .orElse("")
                                + ". Correct the query, its defaults or the data.");
            }
        }

        private void warn(Example example, String message) {
            places.add(
                    Severity.WARNING,
                    message,
                    Optional.of(example.iri()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "");
        }
    }
}
