package eu.staytuned.lod.web;

import eu.staytuned.lod.catalog.Change;
import eu.staytuned.lod.catalog.ReleaseChanges;
import eu.staytuned.lod.catalog.Sitemaps;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.UriForm;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came, changed and went from release to release, so that who keeps a copy sees what is to be taken out of it: as a
 * page, as Activity Streams 2.0 in the order of the IIIF Change Discovery API, and as change lists of ResourceSync (ANSI/NISO Z39.99).
 * Each part belongs to one release.
 */
@Controller
class ChangesController {

    static final String PATH = "changes";

    private static final MediaType ACTIVITIES = MediaType.parseMediaType("application/activity+json");
    private static final MediaType XML = MediaType.parseMediaType("application/xml;charset=utf-8");
    private static final String CONTEXT = "https://www.w3.org/ns/activitystreams";
    private static final String NUMBER = "[1-9][0-9]{0,8}";
    private static final String CAPABILITIES = PATH + "/capabilities.xml";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String NAMESPACES = " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
            + "xmlns:rs=\"http://www.openarchives.org/rs/terms/\">\n";

    /** So many in a part. */
    private static final int PART = 1000;

    private static final int SHOWN = 50;

    private final Sitemaps sitemaps;
    private final IriSpace iris;
    private final JsonMapper json;

    ChangesController(Sitemaps sitemaps, IriSpace iris, JsonMapper json) {
        this.sitemaps = sitemaps;
        this.iris = iris;
        this.json = json;
    }

    /**
     * What one release changed, in the words of a reader.
     *
     * @param list of it for programs
     */
    public record Row(Value release, String issued, String created, String updated, String deleted, String list) {}

    /** A part of what a release changed. */
    private record Part(ReleaseChanges release, int number) {

        List<Change> changes() {
            int from = (number - 1) * PART;
            return release.changes().subList(from, Math.min(release.changes().size(), from + PART));
        }

        String path() {
            return PATH + "/" + release.edition().number() + "/" + number;
        }
    }

    @GetMapping("/" + PATH)
    DesignedPage page() {
        return new DesignedPage(PATH, reading -> {
            List<ReleaseChanges> all = sitemaps.changes(reading.edition());
            List<Row> rows = new ArrayList<>();
            for (int i = all.size() - 1; i >= Math.max(0, all.size() - SHOWN); i--) {
                rows.add(row(all.get(i), reading));
            }
            return Map.of(
                    "rows",
                    rows,
                    "activities",
                    reading.site().file(PATH + ".json"),
                    "lists",
                    reading.site().file(PATH + ".xml"),
                    "heading",
                    reading.message("limits.changes.title"),
                    "description",
                    reading.message("limits.changes.lead"));
        });
    }

    private static Row row(ReleaseChanges one, Reading reading) {
        int number = one.edition().number();
        return new Row(
                Value.link(
                        Text.of(reading.message("page.release", number)),
                        reading.site().link(one.edition().path()),
                        false,
                        ""),
                reading.texts().day(one.edition().issued()),
                reading.number(one.count(Change.Kind.CREATED)),
                reading.number(one.count(Change.Kind.UPDATED)),
                reading.number(one.count(Change.Kind.DELETED)),
                one.changes().isEmpty() ? "" : reading.site().file(new Part(one, 1).path() + ".json"));
    }

    /** All of it: how much, and where the first and the last part are. */
    @GetMapping("/" + PATH + ".json")
    DesignedFile activities() {
        return new DesignedFile(ACTIVITIES, Optional.empty(), reading -> {
            List<ReleaseChanges> all = sitemaps.changes(reading.edition());
            List<Part> parts = parts(all);
            Map<String, Object> collection = new LinkedHashMap<>();
            collection.put("@context", CONTEXT);
            collection.put("id", iris.resolve(PATH + ".json"));
            collection.put("type", "OrderedCollection");
            collection.put(
                    "totalItems",
                    all.stream().mapToInt(one -> one.changes().size()).sum());
            collection.put(
                    "url",
                    List.of(Map.of(
                            "type",
                            "Link",
                            "href",
                            iris.resolve("catalog.jsonld"),
                            "rel",
                            "describedby",
                            "mediaType",
                            "application/ld+json")));
            if (!parts.isEmpty()) {
                collection.put("first", reference(parts.get(0)));
                collection.put("last", reference(parts.get(parts.size() - 1)));
            }
            return json.writeValueAsBytes(collection);
        });
    }

    @GetMapping("/" + PATH + "/{release:" + NUMBER + "}/{number:" + NUMBER + "}.json")
    DesignedFile activities(@PathVariable int release, @PathVariable int number) {
        return new DesignedFile(ACTIVITIES, Optional.empty(), reading -> {
            List<Part> parts = parts(sitemaps.changes(reading.edition()));
            int index = index(parts, release, number);
            Part part = parts.get(index);
            Map<String, Object> page = new LinkedHashMap<>();
            page.put("@context", CONTEXT);
            page.put("id", iris.resolve(part.path() + ".json"));
            page.put("type", "OrderedCollectionPage");
            page.put("partOf", Map.of("id", iris.resolve(PATH + ".json"), "type", "OrderedCollection"));
            page.put("generator", iris.resolve(part.release().edition().path()));
            if (index > 0) {
                page.put("prev", reference(parts.get(index - 1)));
            }
            if (index < parts.size() - 1) {
                page.put("next", reference(parts.get(index + 1)));
            }
            Instant issued = part.release().edition().issued();
            page.put(
                    "orderedItems",
                    part.changes().stream()
                            .map(change -> activity(change, issued))
                            .toList());
            return json.writeValueAsBytes(page);
        });
    }

    private Map<String, Object> activity(Change change, Instant issued) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", UriForm.of(iris.resolve(change.path())));
        if (change.kind() == Change.Kind.DELETED) {
            object.put("type", "Tombstone");
            object.put("deleted", issued.toString());
        }
        Map<String, Object> activity = new LinkedHashMap<>();
        activity.put(
                "type",
                switch (change.kind()) {
                    case CREATED -> "Create";
                    case UPDATED -> "Update";
                    case DELETED -> "Delete";
                });
        activity.put("object", object);
        activity.put("endTime", issued.toString());
        return activity;
    }

    private Map<String, Object> reference(Part part) {
        return Map.of("id", iris.resolve(part.path() + ".json"), "type", "OrderedCollectionPage");
    }

    private static List<Part> parts(List<ReleaseChanges> all) {
        List<Part> parts = new ArrayList<>();
        for (ReleaseChanges one : all) {
            for (int number = 1; (number - 1) * PART < one.changes().size(); number++) {
                parts.add(new Part(one, number));
            }
        }
        return parts;
    }

    private static int index(List<Part> parts, int release, int number) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).release().edition().number() == release
                    && parts.get(i).number() == number) {
                return i;
            }
        }
        boolean before =
                !parts.isEmpty() && release < parts.get(0).release().edition().number();
        throw WebProblems.problem(
                before ? HttpStatus.GONE : HttpStatus.NOT_FOUND,
                before
                        ? "What release " + release
                                + " changed is not known any more. Take a dump, and follow the changes " + "from there."
                        : "There is no part " + number + " of what release " + release + " changed.");
    }

    /** The change lists of ResourceSync. */
    @GetMapping("/" + PATH + ".xml")
    DesignedFile lists() {
        return new DesignedFile(XML, Optional.empty(), reading -> {
            List<ReleaseChanges> all = sitemaps.changes(reading.edition());
            StringBuilder index = new StringBuilder(HEAD + "<sitemapindex" + NAMESPACES);
            index.append(up(CAPABILITIES)).append(changeList(all));
            for (Part part : parts(all)) {
                index.append("<sitemap>")
                        .append(location(part.path() + ".xml"))
                        .append("<lastmod>")
                        .append(part.release().edition().issued())
                        .append("</lastmod></sitemap>\n");
            }
            return bytes(index.append("</sitemapindex>\n"));
        });
    }

    @GetMapping("/" + PATH + "/{release:" + NUMBER + "}/{number:" + NUMBER + "}.xml")
    DesignedFile list(@PathVariable int release, @PathVariable int number) {
        return new DesignedFile(XML, Optional.empty(), reading -> {
            List<Part> parts = parts(sitemaps.changes(reading.edition()));
            Part part = parts.get(index(parts, release, number));
            Instant issued = part.release().edition().issued();
            StringBuilder list = new StringBuilder(HEAD + "<urlset" + NAMESPACES);
            list.append(up(CAPABILITIES))
                    .append("<rs:ln rel=\"index\" href=\"")
                    .append(escaped(iris.resolve(PATH + ".xml")))
                    .append("\"/>\n")
                    .append(changeList(List.of(part.release())));
            for (Change change : part.changes()) {
                list.append("<url>").append(location(change.path()));
                if (change.kind() != Change.Kind.DELETED) {
                    list.append("<lastmod>").append(issued).append("</lastmod>");
                }
                list.append("<rs:md change=\"")
                        .append(change.kind().name().toLowerCase(Locale.ROOT))
                        .append("\" datetime=\"")
                        .append(issued)
                        .append("\"/></url>\n");
            }
            return bytes(list.append("</urlset>\n"));
        });
    }

    /** What ResourceSync can do here: changes, and no lists of bytes to compare; whoever begins takes the dumps. */
    @GetMapping("/" + CAPABILITIES)
    DesignedFile capabilities() {
        return new DesignedFile(
                XML,
                Optional.empty(),
                reading -> bytes(new StringBuilder(HEAD + "<urlset" + NAMESPACES)
                        .append(up(".well-known/resourcesync"))
                        .append("<rs:ln rel=\"describedby\" href=\"")
                        .append(escaped(iris.resolve("catalog")))
                        .append("\"/>\n<rs:md capability=\"capabilitylist\"/>\n<url>")
                        .append(location(PATH + ".xml"))
                        .append("<rs:md capability=\"changelist\"/></url>\n</urlset>\n")));
    }

    @GetMapping("/.well-known/resourcesync")
    DesignedFile source() {
        return new DesignedFile(
                XML,
                Optional.empty(),
                reading -> bytes(new StringBuilder(HEAD + "<urlset" + NAMESPACES)
                        .append("<rs:ln rel=\"describedby\" href=\"")
                        .append(escaped(iris.resolve("catalog")))
                        .append("\"/>\n<rs:md capability=\"description\"/>\n<url>")
                        .append(location(CAPABILITIES))
                        .append("<rs:md capability=\"capabilitylist\"/></url>\n</urlset>\n")));
    }

    private String up(String path) {
        return "<rs:ln rel=\"up\" href=\"" + escaped(iris.resolve(path)) + "\"/>\n";
    }

    /** From the release before the first to the last: a release changes everything at one moment. */
    private static String changeList(List<ReleaseChanges> all) {
        return "<rs:md capability=\"changelist\""
                + (all.isEmpty()
                        ? ""
                        : " from=\"" + all.get(0).before() + "\" until=\""
                                + all.get(all.size() - 1).edition().issued() + "\"")
                + "/>\n";
    }

    private String location(String path) {
        return "<loc>" + escaped(UriForm.of(iris.resolve(path))) + "</loc>";
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
