import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFLib;

/** How long RIOT takes to parse the files of a folder, and nothing else: what loading is held against. */
public class ParserAlone {

    public static void main(String[] args) throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(args[0]))) {
            files = all.sorted().toList();
        }
        long statements = 0;
        long start = System.nanoTime();
        for (Path file : files) {
            var counted = StreamRDFLib.count();
            RDFDataMgr.parse((StreamRDF) counted, file.toString());
            statements += counted.count();
        }
        double cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
        System.out.printf("%d %.2f %.2f%n", statements, (System.nanoTime() - start) / 1e9, cpu);
    }
}
