package eu.staytuned.lod.web;

import eu.staytuned.lod.store.AnyRelease;
import eu.staytuned.lod.web.ConceptUses.Group;
import eu.staytuned.lod.web.ResourcePage.Paging;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All that is described with a concept in one way, a page at a time. */
@Controller
class ConceptUsesPage {

    private static final String PATH = "uses";
    private static final int PAGE_SIZE = 100;

    private final ConceptUses uses;

    ConceptUsesPage(ConceptUses uses) {
        this.uses = uses;
    }

    /**
     * The list.
     *
     * @param of the path of the concept below the base
     * @param by the property: a term of our ontology by its name, any other by its IRI
     * @param kind the class of the things, named in the same way; empty for those that have none
     */
    @AnyRelease
    @GetMapping("/" + PATH)
    DesignedPage uses(
            @RequestParam(defaultValue = "") String of,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "1") String page) {
        return new DesignedPage(PATH, reading -> content(of, by, kind, page, reading));
    }

    private Map<String, Object> content(String of, String by, String kind, String page, Reading reading) {
        Node concept = reading.iris().node(of);
        if (!reading.isA(concept, Portraits.CONCEPT)) {
            throw WebProblems.problem(
                    HttpStatus.NOT_FOUND,
                    "'" + WebProblems.shorten(of) + "' is no concept of ours. Give the path of one, as in "
                            + "of=id/policy-category/prevention.");
        }
        Group group = groups(concept, reading).stream()
                .filter(one -> name(one.property(), reading).equals(by)
                        && one.kind()
                                .map(type -> name(type, reading))
                                .orElse("")
                                .equals(kind))
                .findFirst()
                .orElseThrow(() -> WebProblems.problem(
                        HttpStatus.NOT_FOUND,
                        "Nothing of that kind refers to this concept by that property. Its page lists what does."));
        int pages = (group.things().size() + PAGE_SIZE - 1) / PAGE_SIZE;
        if (!page.matches("[1-9]\\d{0,6}")) {
            throw WebProblems.problem(HttpStatus.BAD_REQUEST, "Give a page as a whole number from 1 to " + pages + ".");
        }
        int number = Integer.parseInt(page);
        if (number > pages) {
            throw WebProblems.problem(
                    HttpStatus.NOT_FOUND, "There is no page " + page + "; the last is " + pages + ".");
        }
        List<Value> things = group.things().stream()
                .skip((number - 1L) * PAGE_SIZE)
                .limit(PAGE_SIZE)
                .map(reading::link)
                .toList();
        Map<String, Object> content = new HashMap<>();
        content.put("concept", reading.link(concept));
        content.put("heading", reading.name(concept).text());
        content.put("property", reading.link(group.property()));
        content.put("kind", group.kind().map(reading::link));
        content.put("things", things);
        content.put("total", group.things().size());
        content.put("first", (number - 1) * PAGE_SIZE + 1);
        Optional<Paging> paging = pages == 1
                ? Optional.empty()
                : Optional.of(Leafing.of(
                        number,
                        pages,
                        leaf -> link(
                                concept,
                                group,
                                (leaf > 1 ? "&page=" + leaf : "") + "&" + PinnedReleases.PARAMETER + "="
                                        + reading.edition().number(),
                                reading)));
        content.put("page", Map.of("paging", paging));
        paging.ifPresent(leaves -> content.put(Leafing.LEAVES, leaves));
        return content;
    }

    private List<Group> groups(Node concept, Reading reading) {
        ConceptUses.Uses used = uses.of(concept, reading);
        List<Group> groups = new ArrayList<>(used.groups());
        groups.add(claims(used.claims(), reading));
        return groups;
    }

    private static Group claims(List<Node> claims, Reading reading) {
        return new Group(reading.term("valueResource"), Optional.of(reading.term("Claim")), claims);
    }

    /** Where a page of such a list is, from the reader's page. */
    static String link(Node concept, Group group, Reading reading) {
        return link(concept, group, "", reading);
    }

    private static String link(Node concept, Group group, String leaf, Reading reading) {
        return reading.site()
                .link(PATH
                        + "?of="
                        + escaped(reading.iris().pathOf(concept.getURI()).orElse(""))
                        + "&by=" + escaped(name(group.property(), reading))
                        + group.kind()
                                .map(type -> "&kind=" + escaped(name(type, reading)))
                                .orElse("")
                        + leaf);
    }

    static String linkToClaims(Node concept, Reading reading) {
        return link(concept, claims(List.of(), reading), reading);
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("+", "%20");
    }

    private static String name(Node term, Reading reading) {
        return reading.iris()
                .pathOf(term.getURI())
                .filter(path -> path.startsWith("ontology#"))
                .map(path -> path.substring("ontology#".length()))
                .orElse(term.getURI());
    }
}
