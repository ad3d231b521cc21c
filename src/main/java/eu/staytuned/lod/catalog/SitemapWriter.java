package eu.staytuned.lod.catalog;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.UriForm;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a sitemap, {@code 1.xml} and so on, and the index of them. */
final class SitemapWriter implements AutoCloseable {

    static final String INDEX = "index.xml";

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String NAMESPACE = " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";

    private final IriSpace iris;
    private final Path folder;
    private final int most;
    private @Nullable BufferedWriter part;
    private int parts;
    private int inPart;

    /** @param most addresses in a part */
    SitemapWriter(IriSpace iris, Path folder, int most) {
        this.iris = iris;
        this.folder = folder;
        this.most = most;
    }

    void page(String path, Optional<Instant> since) throws IOException {
        BufferedWriter out = part;
        if (out == null || inPart == most) {
            out = nextPart();
        }
        out.write("<url><loc>" + escaped(UriForm.of(iris.resolve(path))) + "</loc>");
        if (since.isPresent()) {
            out.write("<lastmod>" + since.orElseThrow() + "</lastmod>");
        }
        out.write("</url>\n");
        inPart++;
    }

    private BufferedWriter nextPart() throws IOException {
        endPart();
        BufferedWriter out = Files.newBufferedWriter(folder.resolve(++parts + ".xml"));
        part = out;
        inPart = 0;
        out.write(HEAD + "<urlset" + NAMESPACE);
        return out;
    }

    private void endPart() throws IOException {
        if (part != null) {
            part.write("</urlset>\n");
            part.close();
            part = null;
        }
    }

    void finish(Instant issued) throws IOException {
        endPart();
        StringBuilder index = new StringBuilder(HEAD + "<sitemapindex" + NAMESPACE);
        for (int number = 1; number <= parts; number++) {
            index.append("<sitemap><loc>")
                    .append(escaped(iris.resolve(Sitemaps.PATH + "/" + number + ".xml")))
                    .append("</loc><lastmod>")
                    .append(issued)
                    .append("</lastmod></sitemap>\n");
        }
        Files.writeString(folder.resolve(INDEX), index.append("</sitemapindex>\n"));
    }

    @Override
    public void close() throws IOException {
        if (part != null) {
            part.close();
        }
    }

    private static String escaped(String address) {
        return address.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
