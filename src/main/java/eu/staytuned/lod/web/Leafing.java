package eu.staytuned.lod.web;

import eu.staytuned.lod.web.DocumentLinks.Link;
import eu.staytuned.lod.web.ResourcePage.Paging;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** The ways from one page of a list to the others, all of them in one release. */
final class Leafing {

    /** The name under which a page has its {@link Paging} where programs are to have these ways as well. */
    static final String LEAVES = "leaves";

    private static final String PAGE = "page";

    private Leafing() {}

    /**
     * The ways from a page.
     *
     * @param asked the other parameters of the list
     * @param path of the list
     */
    static Paging of(int page, int pages, Parameters asked, String path, Reading reading) {
        Parameters pinned =
                asked.with(PinnedReleases.PARAMETER, "" + reading.edition().number());
        return of(page, pages, number -> reading.site()
                .link((number == 1 ? pinned : pinned.with(PAGE, "" + number)).of(path)));
    }

    /** The same, where the addresses are made in another way. */
    static Paging of(int page, int pages, IntFunction<String> address) {
        return new Paging(
                page,
                pages,
                address.apply(1),
                page > 1 ? address.apply(page - 1) : "",
                page < pages ? address.apply(page + 1) : "",
                address.apply(pages));
    }

    /** The same with the paging for programs, if there is any. */
    static Map<String, Object> with(Optional<Paging> paging, Map<String, Object> content) {
        if (paging.isEmpty()) {
            return content;
        }
        Map<String, Object> more = new HashMap<>(content);
        more.put(LEAVES, paging.orElseThrow());
        return more;
    }

    /** As absolute links. */
    static List<Link> links(Paging paging, Site site) {
        List<Link> links = new ArrayList<>();
        add(links, paging.first(), "first", site);
        add(links, paging.previous(), "prev", site);
        add(links, paging.next(), "next", site);
        add(links, paging.last(), "last", site);
        return links;
    }

    private static void add(List<Link> links, String href, String relation, Site site) {
        if (!href.isEmpty()) {
            links.add(new Link(
                    site.iris().base() + href.substring(site.root().length()), relation, Optional.of("text/html")));
        }
    }
}
