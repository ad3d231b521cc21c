package eu.staytuned.lod.resource;

import eu.staytuned.lod.Shipped;
import eu.staytuned.lod.rdf.GraphDocument;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.RdfSyntax;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.MemoryDataset;
import eu.staytuned.lod.store.Store;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetGraph;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What it takes to say what there is to say about a city, and to write it as Turtle. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DescriptionBenchmark {

    private AnnotationConfigApplicationContext context;
    private Store store;
    private ResourceDescriptions descriptions;
    private Graph ghent;

    @Setup
    public void load() {
        context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getSystemProperties().put("publication.license", Shipped.BASE + "licence");
        context.registerBean(IriSpace.class, () -> new IriSpace(Shipped.BASE));
        context.registerBean(DatasetGraph.class, MemoryDataset::create);
        context.scan("eu.staytuned.lod.store");
        context.registerBeanDefinition("registers", new RootBeanDefinition(Registers.class));
        context.registerBeanDefinition("descriptions", new RootBeanDefinition(ResourceDescriptions.class));
        context.refresh();
        store = context.getBean(Store.class);
        descriptions = context.getBean(ResourceDescriptions.class);
        store.replaceWith(new Edition(1, "0".repeat(64), Instant.EPOCH), Shipped::send);
        ghent = describe();
    }

    @TearDown
    public void close() {
        context.close();
    }

    @Benchmark
    public Graph describe() {
        return store.read(shelf -> {
            GraphDocument document =
                    descriptions.of(Topic.ofResource("id/city/ghent"), 1, Optional.of("ttl"), shelf);
            return document.graph();
        });
    }

    @Benchmark
    public int writeTurtle() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
        RdfSyntax.TURTLE.write(ghent, out);
        return out.size();
    }

    @Benchmark
    public int writeTurtleWithJena() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
        RDFDataMgr.write(out, ghent, RdfSyntax.TURTLE.format());
        return out.size();
    }
}
