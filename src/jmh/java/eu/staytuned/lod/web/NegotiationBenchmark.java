package eu.staytuned.lod.web;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Which representation a client gets: for a program, for a browser, for a library of the semantic web. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class NegotiationBenchmark {

    @Param({
        "text/turtle",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
        "text/turtle,application/rdf+xml;q=0.9,application/ld+json;q=0.8,application/n-triples;q=0.7,*/*;q=0.1"
    })
    public String accept;

    @Benchmark
    public Optional<Representation> choose() {
        return Negotiation.choose(List.of(accept));
    }
}
