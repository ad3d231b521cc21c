package eu.staytuned.lod.web;

import eu.staytuned.lod.catalog.Sitemaps;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What programs read before they read the site: which pages there are, since when, and which are better left alone. */
@Controller
class CrawlerController {

    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=utf-8");
    private static final MediaType MARKDOWN = MediaType.parseMediaType("text/markdown;charset=utf-8");

    /** What a program could ask in ever new ways, and each costs more than a page. */
    private static final List<String> WITHOUT_END =
            List.of("sparql?", "search?", "search/", "explore?", "compare?", "resolve?", "reconcile?");

    private final Sitemaps sitemaps;
    private final IriSpace iris;

    CrawlerController(Sitemaps sitemaps, IriSpace iris) {
        this.sitemaps = sitemaps;
        this.iris = iris;
    }

    @GetMapping("/sitemap.xml")
    StoredFile index() {
        return part(0);
    }

    @GetMapping("/" + Sitemaps.PATH + "/{number:[1-9][0-9]{0,5}}.xml")
    StoredFile part(@PathVariable int number) {
        return new StoredFile(MediaType.APPLICATION_XML, Optional.empty(), List.of(), reading -> sitemaps.file(
                        reading.edition(), number)
                .orElseThrow(
                        () -> WebProblems.problem(HttpStatus.NOT_FOUND, "The sitemap has no part " + number + ".")));
    }

    @GetMapping("/robots.txt")
    ResponseEntity<byte[]> robots() {
        String root = URI.create(iris.base()).getRawPath();
        StringBuilder text = new StringBuilder(
                "# Everything here is open data. Queries and searches cost more than pages: take the dumps instead,\n# "
                        + iris.resolve("dumps") + "\n# and follow what changes:\n# " + iris.resolve("changes")
                        + "\nUser-agent: *\n");
        WITHOUT_END.forEach(
                path -> text.append("Disallow: ").append(root).append(path).append('\n'));
        text.append("\nSitemap: ").append(iris.resolve("sitemap.xml")).append('\n');
        return file(TEXT, text.toString());
    }

    @GetMapping("/llms.txt")
    ResponseEntity<byte[]> llms() {
        String text =
                """
                # Stay Tuned Linked Data

                > What the URBACT network Stay Tuned and its nine cities did against early leaving from education and
                > training, as linked open data: every statement with its source, in numbered releases that never change.

                Names of things are IRIs that answer with a page or with RDF, as the Accept header asks; `.ttl`, `.jsonld` or
                `.html` behind a document's address chooses too. Add `?lang=` for one of en nl fr de el pt es ca sv bg et.
                Data are under CC BY 4.0 unless a resource names another licence. Cite the release, which every answer names
                in its `Link` header.

                ## Read
                - [All of a release in one file]({base}dumps.json): five syntaxes of RDF, with sizes and checksums
                - [Tables]({base}data): CSV with metadata, each column explained
                - [Sitemap]({base}sitemap.xml): every page, and when what it says last changed
                - [Changes]({base}changes.json): what each release added, changed and withdrew, as Activity Streams 2.0
                - [Ontology]({base}ontology): classes, properties and concepts

                ## Ask
                - [Questions with answers]({base}queries): parameters in the address; [as OpenAPI]({base}openapi.json)
                - [SPARQL endpoint]({base}sparql): GET or POST; an answer is whole or an error, never cut
                - [Links]({base}links): whom we link to; `/links.sssom.tsv?to=wd` and the like for all that is linked there
                - [Search]({base}search?q=ghent): names and texts in every language and script
                - [All that can be called]({base}.well-known/api-catalog): services and their descriptions, by RFC 9727

                ## Mind
                - [Releases]({base}releases): what changed is another number; `.datacite.json` behind one for DataCite's metadata
                - [How you see us]({base}how-you-see-us): our catalogue as harvesters get it, judged by their rules
                - [Quality]({base}quality): how complete and how certain the release is; sources may disagree, and claims say who
                  says what
                """
                        .replace("{base}", iris.base());
        return file(MARKDOWN, text);
    }

    private static ResponseEntity<byte[]> file(MediaType type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
                .eTag("\"" + Sha256.of(bytes).substring(0, 24) + "\"")
                .body(bytes);
    }
}
