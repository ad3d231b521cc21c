package eu.staytuned.lod.web;

import java.util.List;
import java.util.Optional;

/**
 * By what a list of actions or cities can be narrowed.
 *
 * @param property of our ontology that has the values
 */
enum Facet {
    CATEGORY("category", "policyCategory", "policy-category"),
    THEME("theme", "policyTheme", "policy-theme"),
    BENEFICIARY("beneficiary", "beneficiaryGroup", "beneficiary-group"),
    KEYWORD("keyword", "keyword", "keyword"),
    COUNTRY("country", "country", "country"),
    CITY("city", "city", "city"),
    LEVEL("level", "educationLevel", "education-level"),
    BODY("body", "deliveryBody", "delivery-body"),
    NETWORK("network", "network", "network");

    private static final int LONGEST = 500;

    private final String parameter;
    private final String property;
    private final String kind;

    Facet(String parameter, String property, String kind) {
        this.parameter = parameter;
        this.property = property;
        this.kind = kind;
    }

    /** Its name in an address. */
    String parameter() {
        return parameter;
    }

    String property() {
        return property;
    }

    /** Whether what a journey says holds for those of its actions that say nothing themselves. */
    boolean comesFromJourneys() {
        return List.of(CATEGORY, THEME, BENEFICIARY, KEYWORD, LEVEL).contains(this);
    }

    /** Whether what a network says holds where neither the action nor its journey says anything. */
    boolean comesFromNetworks() {
        return this == LEVEL;
    }

    /** A value in an address: its name alone where it is of the usual kind, else its path, or its IRI where it is not ours. */
    String shortened(String iri, String base) {
        String things = base + "id/";
        String start = things + kind + "/";
        if (!iri.startsWith(things) || iri.indexOf(':', things.length()) >= 0) {
            return iri;
        }
        return iri.startsWith(start) && iri.indexOf('/', start.length()) < 0
                ? iri.substring(start.length())
                : iri.substring(things.length());
    }

    /** The IRI that a value in an address stands for; empty where it can be none. */
    Optional<String> iri(String value, String base) {
        if (value.isEmpty() || value.length() > LONGEST || !value.matches("[^\\s<>\"{}|\\\\^`\\p{Cntrl}\\p{Cf}]+")) {
            return Optional.empty();
        }
        if (value.indexOf(':') > 0) {
            return Optional.of(value);
        }
        return Optional.of(base + "id/" + (value.indexOf('/') > 0 ? value : kind + "/" + value));
    }
}
