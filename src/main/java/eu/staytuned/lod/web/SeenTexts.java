package eu.staytuned.lod.web;

import eu.staytuned.lod.catalog.Indicator;
import eu.staytuned.lod.catalog.Indicator.Dimension;
import eu.staytuned.lod.catalog.Visit.Client;
import eu.staytuned.lod.catalog.Visit.Found;
import java.util.Locale;

/** The keys of the texts about a harvest, the same on the page and in RDF. */
final class SeenTexts {

    private SeenTexts() {}

    static String key(Dimension dimension) {
        return "seen." + dimension.term();
    }

    static String key(Indicator indicator) {
        return "seen." + indicator.term();
    }

    static String key(Client client) {
        return "seen.client." + lower(client);
    }

    static String key(Found found) {
        return "seen.found." + lower(found);
    }

    /** As a part of an address: {@code european-portal}. */
    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
