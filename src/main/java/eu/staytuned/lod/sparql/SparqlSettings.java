package eu.staytuned.lod.sparql;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much one query, and all of them together, may take of this machine. The time limit of a query is not here but in
 * the configuration file of the store, where a standalone Fuseki reads it too.
 *
 * @param concurrentQueries how many are evaluated at once; more only make each other slow
 * @param waitingQueries how many more may wait for their turn
 * @param waitingTime how long one waits before it is refused
 * @param maxQuerySize the longest query, in UTF-8, that is read
 * @param maxResultSize the largest answer; a larger one is refused, never cut
 * @param maxResultTriples the largest graph that CONSTRUCT may build in memory
 * @param maxQueryMemory what one query may keep of rows that it sorts, groups, joins or tells apart; 0 for half of what the heap has
 *     beside the service itself, shared by all that are evaluated at once
 * @param cacheSize memory for answers to queries that were asked before; zero for none
 */
@Validated
@ConfigurationProperties("publication.sparql")
record SparqlSettings(
        @DefaultValue("4") @Min(1) int concurrentQueries,
        @DefaultValue("16") @Min(0) int waitingQueries,
        @DefaultValue("5s") @NotNull Duration waitingTime,
        @DefaultValue("100KB") @NotNull DataSize maxQuerySize,
        @DefaultValue("64MB") @NotNull DataSize maxResultSize,
        @DefaultValue("500000") @Min(1) int maxResultTriples,
        @DefaultValue("0B") @NotNull DataSize maxQueryMemory,
        @DefaultValue("16MB") @NotNull DataSize cacheSize) {

    /** Of the heap, what is alive when the shipped data are served: the release, its indexes, what answers are made with. */
    private static final long ALIVE = DataSize.ofMegabytes(72).toBytes();

    private static final long LEAST = DataSize.ofMegabytes(2).toBytes();

    SparqlSettings {
        if (maxQueryMemory.isNegative()) {
            throw new IllegalArgumentException("publication.sparql.max-query-memory is " + maxQueryMemory
                    + ": give a size such as 64MB, or 0 for what the heap allows.");
        }
    }

    /** What one query may keep in memory. */
    DataSize queryMemory() {
        return maxQueryMemory.toBytes() > 0
                ? maxQueryMemory
                : share(Runtime.getRuntime().maxMemory(), concurrentQueries);
    }

    /** Of a heap of so many bytes, what each of some queries may have. */
    static DataSize share(long heap, int queries) {
        return DataSize.ofBytes(Math.max(LEAST, (heap - ALIVE) / 2 / queries));
    }
}
