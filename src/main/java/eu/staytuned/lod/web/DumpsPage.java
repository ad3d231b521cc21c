package eu.staytuned.lod.web;

import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.List;

/**
 * What the page of dumps shows.
 *
 * @param release to its page
 * @param files one for each syntax
 * @param sums to the checksums of all
 * @param list to the list for programs
 * @param latest the address of the newest release's first file, absolute
 * @param code how to fetch and check all on a command line
 * @param earlier to the dumps of earlier releases, newest first
 */
record DumpsPage(
        Value release, List<File> files, String sums, String list, String latest, String code, List<Value> earlier) {

    /**
     * @param href from this page
     * @param syntax what it is written in
     * @param statements how many, as people write it
     * @param size as people write it
     */
    record File(String name, String href, String syntax, String statements, String size, String sha256) {}
}
