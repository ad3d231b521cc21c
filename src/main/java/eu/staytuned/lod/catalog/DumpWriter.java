package eu.staytuned.lod.catalog;

import eu.staytuned.lod.rdf.RdfSyntax;
import eu.staytuned.lod.release.ArchivedReleases;
import eu.staytuned.lod.store.Edition;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.jena.atlas.io.AWriter;
import org.apache.jena.atlas.io.IO;
import org.apache.jena.atlas.lib.CharSpace;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.lang.LabelToNode;
import org.apache.jena.riot.out.NodeFormatter;
import org.apache.jena.riot.out.NodeFormatterNT;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.FactoryRDFStd;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.riot.system.StreamRDFWrapper;
import org.apache.jena.riot.system.StreamRDFWriter;
import org.apache.jena.sparql.core.Quad;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the dumps of a release from the archive, with little memory whatever its size. Statements are sorted by their bytes
 * first: then each comes once, those about one resource stand together as most syntaxes want them, and what is published
 * twice has the same bytes twice.
 *
 * <p>N-Quads and TriG hold the named graphs; N-Triples, Turtle and JSON-LD the default graph.
 */
final class DumpWriter {

    /** What all is written in, in the order of lists. */
    static final List<RdfSyntax> SYNTAXES =
            List.of(RdfSyntax.N_QUADS, RdfSyntax.TRIG, RdfSyntax.TURTLE, RdfSyntax.JSON_LD, RdfSyntax.N_TRIPLES);

    /** Grows whenever the same release would be written differently. */
    static final int FORMAT = 1;

    /** Two sorters at a time have it each. */
    private static final int MEMORY = 16 << 20;

    private final ArchivedReleases releases;
    private final JsonMapper json;

    DumpWriter(ArchivedReleases releases, JsonMapper json) {
        this.releases = releases;
        this.json = json;
    }

    static String name(RdfSyntax syntax) {
        return "stay-tuned." + syntax.extension() + ".gz";
    }

    /**
     * Writes all dumps.
     *
     * @param folder that is empty
     */
    DumpRecord write(Edition edition, Path folder) throws IOException {
        LineSorter quads = new LineSorter(folder, "quads", MEMORY);
        LineSorter triples = new LineSorter(folder, "triples", MEMORY);
        Map<String, String> prefixes = new LinkedHashMap<>();
        AWriter quadLines = IO.wrapUTF8(quads);
        AWriter tripleLines = IO.wrapUTF8(triples);
        releases.send(edition.number(), new Lines(quadLines, tripleLines, prefixes));
        quadLines.flush();
        tripleLines.flush();
        Map<RdfSyntax, DumpRecord.File> files = new HashMap<>();
        files.put(RdfSyntax.N_QUADS, nQuads(quads, folder));
        files.put(RdfSyntax.N_TRIPLES, nTriples(triples, folder));
        files.put(
                RdfSyntax.TRIG,
                copy(RdfSyntax.N_QUADS, RdfSyntax.TRIG, folder, out -> blocks(out, RDFFormat.TRIG_BLOCKS, prefixes)));
        files.put(
                RdfSyntax.TURTLE,
                copy(
                        RdfSyntax.N_TRIPLES,
                        RdfSyntax.TURTLE,
                        folder,
                        out -> blocks(out, RDFFormat.TURTLE_BLOCKS, prefixes)));
        files.put(
                RdfSyntax.JSON_LD,
                copy(RdfSyntax.N_TRIPLES, RdfSyntax.JSON_LD, folder, out -> new JsonLdStream(json, out)));
        return new DumpRecord(
                edition.number(),
                edition.contentHash(),
                edition.issued(),
                FORMAT,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                SYNTAXES.stream().map(files::get).toList());
    }

    /** Sends the statements of the default graph, sorted and each once, as lines without their point. */
    static void sendTriples(ArchivedReleases releases, Edition edition, Path folder, LineSorter.Sink sink)
            throws IOException {
        LineSorter triples = new LineSorter(folder, "triples", MEMORY);
        AWriter lines = IO.wrapUTF8(triples);
        releases.send(edition.number(), new TripleLines(lines));
        lines.flush();
        triples.merge(sink);
    }

    /** Statements of the default graph as lines. */
    private static class TripleLines extends StreamRDFBase {

        private final NodeFormatter form = new NodeFormatterNT(CharSpace.UTF8);
        private final AWriter triples;

        TripleLines(AWriter triples) {
            this.triples = triples;
        }

        @Override
        public void triple(Triple triple) {
            write(triples, triple.getSubject(), triple.getPredicate(), triple.getObject());
        }

        final void write(AWriter out, Node... nodes) {
            for (int i = 0; i < nodes.length; i++) {
                if (i > 0) {
                    out.print(' ');
                }
                form.format(out, nodes[i]);
            }
            out.print('\n');
        }
    }

    /** Those of named graphs as well, with the graph first, so that those of one graph stand together. */
    private static final class Lines extends TripleLines {

        private final AWriter quads;
        private final Map<String, String> prefixes;

        Lines(AWriter quads, AWriter triples, Map<String, String> prefixes) {
            super(triples);
            this.quads = quads;
            this.prefixes = prefixes;
        }

        @Override
        public void prefix(String prefix, String iri) {
            prefixes.put(prefix, iri);
        }

        @Override
        public void quad(Quad quad) {
            write(quads, quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
        }
    }

    private static DumpRecord.File nQuads(LineSorter sorter, Path folder) throws IOException {
        try (GzipFile file = new GzipFile(folder.resolve(name(RdfSyntax.N_QUADS)))) {
            long[] count = {0};
            sorter.merge(line -> {
                int graph = 1;
                while (line[graph - 1] != '>') {
                    graph++;
                }
                OutputStream out = file.stream();
                out.write(line, graph + 1, line.length - graph - 1);
                out.write(' ');
                out.write(line, 0, graph);
                end(out);
                count[0]++;
            });
            return file.finish(count[0]);
        }
    }

    private static DumpRecord.File nTriples(LineSorter sorter, Path folder) throws IOException {
        try (GzipFile file = new GzipFile(folder.resolve(name(RdfSyntax.N_TRIPLES)))) {
            long[] count = {0};
            sorter.merge(line -> {
                file.stream().write(line);
                end(file.stream());
                count[0]++;
            });
            return file.finish(count[0]);
        }
    }

    private static void end(OutputStream out) throws IOException {
        out.write(' ');
        out.write('.');
        out.write('\n');
    }

    private static StreamRDF blocks(OutputStream out, RDFFormat format, Map<String, String> prefixes) {
        StreamRDF writer = StreamRDFWriter.getWriterStream(out, format);
        return new StreamRDFWrapper(writer) {
            @Override
            public void start() {
                super.start();
                prefixes.forEach(super::prefix);
            }
        };
    }

    private interface Writer {

        StreamRDF to(OutputStream out);
    }

    /** From the sorted lines of one dump to another. */
    private static DumpRecord.File copy(RdfSyntax from, RdfSyntax to, Path folder, Writer writer) throws IOException {
        long[] count = {0};
        try (GzipFile file = new GzipFile(folder.resolve(name(to)));
                InputStream in = new BufferedInputStream(
                        new GZIPInputStream(Files.newInputStream(folder.resolve(name(from))), 1 << 16), 1 << 16)) {
            RDFParser.source(in)
                    .forceLang(from.lang())
                    .factory(new FactoryRDFStd(LabelToNode.createUseLabelEncoded()))
                    .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
                    .checking(false)
                    .parse(new StreamRDFWrapper(writer.to(file.stream())) {
                        @Override
                        public void triple(Triple triple) {
                            count[0]++;
                            super.triple(triple);
                        }

                        @Override
                        public void quad(Quad quad) {
                            count[0]++;
                            super.quad(quad);
                        }
                    });
            return file.finish(count[0]);
        }
    }
}
