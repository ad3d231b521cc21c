package eu.staytuned.lod.explain;

import java.util.LinkedHashSet;
import java.util.Set;

/** Other addresses that people write for the same thing. */
final class Addresses {

    private Addresses() {}

    /**
     * What else an IRI may have been meant to be; most of them exist nowhere.
     *
     * @param canonical the base that sources are written with
     * @param base the base that this release is published under
     */
    static Set<String> of(String iri, String canonical, String base) {
        Set<String> others = new LinkedHashSet<>();
        add(others, iri);
        if (iri.startsWith(canonical)) {
            add(others, base + iri.substring(canonical.length()));
        }
        String noScheme = iri.replaceFirst("^https?://", "");
        for (String home : new String[] {base, canonical}) {
            String place = home.replaceFirst("^https?://", "");
            if (noScheme.startsWith(place)) {
                add(others, base + noScheme.substring(place.length()));
            }
        }
        for (String other : Set.copyOf(others)) {
            if (other.startsWith(base)) {
                within(others, other.substring(base.length()), base);
            }
        }
        if (iri.contains("wikidata.org/wiki/")) {
            add(others, iri.replace("/wiki/", "/entity/"));
        }
        others.remove(iri);
        return others;
    }

    private static void within(Set<String> others, String path, String base) {
        add(others, base + "id/" + path);
        add(others, base + path.replaceFirst("^(doc|page|resource|data)/", "id/"));
        add(others, base + path.replaceFirst("^(doc|id)/(.*?)\\.[a-z]{2,6}$", "id/$2"));
        add(others, base + path.replaceFirst("^ontology[/#]?", "ontology#"));
    }

    private static void add(Set<String> others, String iri) {
        String bare = iri.replaceFirst("[/#]+$", "");
        for (String form : new String[] {iri, bare, bare + "/", bare + "#"}) {
            others.add(form);
            others.add(form.startsWith("https:") ? "http:" + form.substring(6) : form.replaceFirst("^http:", "https:"));
            others.add(form.replaceFirst("^(https?://)www\\.", "$1"));
            others.add(form.replaceFirst("^(https?)://(?:www\\.)?", "http://www."));
        }
    }
}
