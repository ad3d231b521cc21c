package eu.staytuned.lod.web;

import eu.staytuned.lod.web.ResourcePage.Counted;
import eu.staytuned.lod.web.ResourcePage.Download;
import eu.staytuned.lod.web.ResourcePage.Paging;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.List;
import java.util.Optional;

/**
 * What the page of links shows.
 *
 * @param targets whom we link to; with a target chosen, those that come near where nothing leads to it
 * @param relations how the links of this page join, each to those of its kind alone
 * @param chosen the kind that is shown alone; empty where all are
 * @param all from one kind back to all
 * @param rows a page of the links
 * @param from the number of the first, from 1
 * @param to the number of the last
 * @param total how many there are on all pages
 * @param downloads the links in each format
 * @param release to its page
 */
record LinksPage(
        List<Target> targets,
        List<Counted> relations,
        Optional<Value> chosen,
        String all,
        List<Row> rows,
        int from,
        int to,
        int total,
        List<Download> downloads,
        Value release,
        Optional<Paging> paging) {

    /**
     * Somebody we link to.
     *
     * @param link to the links that lead there
     * @param space what the IRIs there begin with
     * @param relations how often in which way
     */
    record Target(Value link, String space, int count, List<Counted> relations) {}

    /**
     * A link.
     *
     * @param theirs to the other
     * @param iri of the other
     */
    record Row(Value ours, Value relation, Value theirs, String iri) {}
}
