package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.search.Hit;
import eu.staytuned.lod.search.Question;
import eu.staytuned.lod.search.Search;
import eu.staytuned.lod.search.SearchNotReadyException;
import eu.staytuned.lod.store.NothingPublishedException;
import eu.staytuned.lod.store.Store;
import eu.staytuned.lod.store.StoreAwayException;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Where a reader whom a problem has stopped may go on: what replaced a thing, what is called much the same, what is above. */
@Component
class ProblemHelp {

    private static final Logger log = LoggerFactory.getLogger(ProblemHelp.class);

    private static final int MOST = 6;
    private static final int LONGEST = 60;

    private final Store store;
    private final Search search;
    private final MessageSource messages;

    ProblemHelp(Store store, Search search, MessageSource messages) {
        this.store = store;
        this.search = search;
        this.messages = messages;
    }

    /** The property of a problem that names what could have been asked for. */
    static final String KNOWN = "known";

    /**
     * Ways on.
     *
     * @param words those of the address, to search for; empty where it has none
     * @param near things whose names are like them
     * @param above the collections that the address would lie in
     * @param instead what took the place of a withdrawn thing
     */
    public record Ways(String words, List<Value> near, List<Value> above, List<Value> instead) {

        static final Ways NONE = new Ways("", List.of(), List.of(), List.of());
    }

    Ways on(ProblemDetail problem, String path, List<String> languages, Site site) {
        boolean lost =
                problem.getStatus() == HttpStatus.NOT_FOUND.value() || problem.getStatus() == HttpStatus.GONE.value();
        boolean known =
                problem.getProperties() != null && problem.getProperties().containsKey(KNOWN);
        if (!lost && !known) {
            return Ways.NONE;
        }
        String words = lost ? words(path) : "";
        try {
            return store.read(shelf -> {
                Reading reading = new Reading(
                        shelf, new PageTexts(shelf.data().getDefaultGraph(), languages, site.locale()), site, messages);
                List<Value> above = named(problem, "nearby", reading);
                List<Value> instead = named(problem, "replacedBy", reading);
                Set<String> said = new LinkedHashSet<>();
                above.forEach(value -> said.add(value.note()));
                instead.forEach(value -> said.add(value.note()));
                List<Value> near = new ArrayList<>(named(problem, KNOWN, reading));
                if (instead.isEmpty() && !words.isEmpty()) {
                    for (Hit hit : search.find(
                                    Question.of(words, languages).byName().from(0, MOST), shelf.edition())
                            .hits()) {
                        if (hit.node().isURI() && said.add(hit.node().getURI())) {
                            near.add(reading.link(hit.node()));
                        }
                    }
                }
                return new Ways(words, near, above, instead);
            });
        } catch (NothingPublishedException | SearchNotReadyException | StoreAwayException notYet) {
            log.debug("No help with {}", path, notYet);
            return new Ways(words, List.of(), List.of(), List.of());
        }
    }

    private static List<Value> named(ProblemDetail problem, String property, Reading reading) {
        Map<String, Object> more = problem.getProperties();
        if (more == null || !(more.get(property) instanceof Collection<?> addresses)) {
            return List.of();
        }
        return addresses.stream()
                .map(String::valueOf)
                .map(iri -> {
                    Value link = reading.link(Reading.iri(iri));
                    String kind = iri.replaceFirst("^.*?/id/", "").replaceFirst("/$", "");
                    String collection = reading.messages().getMessage("kind." + kind, null, "", reading.locale());
                    boolean list = iri.endsWith("/")
                            && !reading.graph().contains(Reading.iri(iri), Terms.RDFS_LABEL, Node.ANY);
                    return list && collection != null && !collection.isEmpty()
                            ? Value.link(Text.of(collection), link.href(), false, iri)
                            : link;
                })
                .toList();
    }

    /** What the address seems to name: the words of its last part, without extension. */
    static String words(String path) {
        int end = path.length();
        while (end > 0 && (path.charAt(end - 1) == '/' || path.charAt(end - 1) == ';')) {
            end--;
        }
        String last = path.substring(path.lastIndexOf('/', end - 1) + 1, end).replaceFirst("\\.[A-Za-z0-9]{1,6}$", "");
        try {
            last = URLDecoder.decode(last.replace("+", " "), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return "";
        }
        String words = last.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ").strip();
        return words.length() > LONGEST ? words.substring(0, LONGEST).strip() : words;
    }
}
