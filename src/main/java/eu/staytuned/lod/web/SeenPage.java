package eu.staytuned.lod.web;

import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.List;

/**
 * What the page about our own catalogue shows.
 *
 * @param release whose catalogue it is
 * @param made when it was harvested, as people write it
 * @param madeIso the same for machines
 * @param points of all
 * @param most the points that there are
 * @param rating what such a number is called
 * @param sides of quality
 * @param datasets in the order of their names
 * @param verdict of the shapes
 * @param guests who come
 */
record SeenPage(
        Value release,
        String made,
        String madeIso,
        String points,
        String most,
        String rating,
        List<Side> sides,
        List<Dataset> datasets,
        Verdict verdict,
        List<Guest> guests) {

    /**
     * A dimension.
     *
     * @param id of it in the page
     * @param exact the points, for a meter
     */
    record Side(String id, String name, String points, int most, double exact, List<Row> rows) {}

    /**
     * An indicator.
     *
     * @param id of it in the page, which is that of its metric
     * @param property that is looked at
     * @param full whether it has all points
     * @param met how many of all entries have it
     * @param of how many there are
     * @param without the datasets that lack the points
     * @param reasons why that is so, or why not all entries have it
     */
    record Row(
            String id,
            String name,
            String property,
            String points,
            int most,
            boolean full,
            String met,
            String of,
            List<Value> without,
            List<String> reasons) {}

    /** @param best its best distribution */
    record Dataset(Value dataset, String points, List<Value> best) {}

    /** What the shapes found. */
    record Verdict(String checked, String violations, String warnings, List<Fault> faults) {}

    record Fault(Value focus, String message, boolean violation) {}

    /**
     * A kind of client.
     *
     * @param well whether all that it asked for was there
     */
    record Guest(String id, String name, boolean well, List<Count> found, List<Step> steps, List<String> relations) {}

    record Count(String name, String number) {}

    /**
     * @param href empty where the address is not to be followed
     * @param changed when what is there was changed last; empty where that is not said
     * @param again the status when it was asked for again; empty where it was not
     */
    record Step(String address, String href, int status, String type, String changed, String again) {}
}
