package eu.staytuned.lod.catalog;

import java.util.Locale;

/**
 * What the Metadata Quality Assessment of data.europa.eu looks at, with the points that it gives. Names, points and what each is
 * measured on are those of the vocabulary and the scoring that the portal itself runs (piveau, {@code
 * piveau-dqv-vocabulary.ttl} and {@code Scoring.kt}).
 */
public enum Indicator {
    KEYWORDS("keywordAvailability", Dimension.FINDABILITY, 30, "dcat:keyword", On.DATASET),
    CATEGORIES("categoryAvailability", Dimension.FINDABILITY, 30, "dcat:theme", On.DATASET),
    PLACE("spatialAvailability", Dimension.FINDABILITY, 20, "dct:spatial", On.DATASET),
    TIME("temporalAvailability", Dimension.FINDABILITY, 20, "dct:temporal", On.DATASET),
    ACCESS_ANSWERS("accessUrlStatusCode", Dimension.ACCESSIBILITY, 50, "dcat:accessURL", On.DISTRIBUTION),
    DOWNLOAD("downloadUrlAvailability", Dimension.ACCESSIBILITY, 20, "dcat:downloadURL", On.DISTRIBUTION),
    DOWNLOAD_ANSWERS("downloadUrlStatusCode", Dimension.ACCESSIBILITY, 30, "dcat:downloadURL", On.DISTRIBUTION),
    FORMAT("formatAvailability", Dimension.INTEROPERABILITY, 20, "dct:format", On.DISTRIBUTION),
    MEDIA_TYPE("mediaTypeAvailability", Dimension.INTEROPERABILITY, 10, "dcat:mediaType", On.DISTRIBUTION),
    FORMAT_KNOWN(
            "formatMediaTypeVocabularyAlignment",
            Dimension.INTEROPERABILITY,
            10,
            "dct:format, dcat:mediaType",
            On.DISTRIBUTION),
    FORMAT_OPEN("formatMediaTypeNonProprietary", Dimension.INTEROPERABILITY, 20, "dct:format", On.DISTRIBUTION),
    FORMAT_MACHINE_READABLE(
            "formatMediaTypeMachineInterpretable", Dimension.INTEROPERABILITY, 20, "dct:format", On.DISTRIBUTION),
    PROFILE("dcatApCompliance", Dimension.INTEROPERABILITY, 30, "SHACL", On.DATASET),
    LICENCE("licenceAvailability", Dimension.REUSABILITY, 20, "dct:license", On.DISTRIBUTION),
    LICENCE_KNOWN("knownLicence", Dimension.REUSABILITY, 10, "dct:license", On.DISTRIBUTION),
    ACCESS_RIGHTS("accessRightsAvailability", Dimension.REUSABILITY, 10, "dct:accessRights", On.DATASET),
    ACCESS_RIGHTS_KNOWN("accessRightsVocabularyAlignment", Dimension.REUSABILITY, 5, "dct:accessRights", On.DATASET),
    CONTACT("contactPointAvailability", Dimension.REUSABILITY, 20, "dcat:contactPoint", On.DATASET),
    PUBLISHER("publisherAvailability", Dimension.REUSABILITY, 10, "dct:publisher", On.DATASET),
    RIGHTS("rightsAvailability", Dimension.CONTEXTUALITY, 5, "dct:rights", On.DISTRIBUTION),
    SIZE("byteSizeAvailability", Dimension.CONTEXTUALITY, 5, "dcat:byteSize", On.DISTRIBUTION),
    ISSUED("dateIssuedAvailability", Dimension.CONTEXTUALITY, 5, "dct:issued", On.EITHER),
    MODIFIED("dateModifiedAvailability", Dimension.CONTEXTUALITY, 5, "dct:modified", On.EITHER);

    /** The terms of the portal. */
    public static final String NAMESPACE = "https://piveau.eu/ns/voc#";

    /** A side of quality; together they have 405 points. */
    public enum Dimension {
        FINDABILITY,
        ACCESSIBILITY,
        INTEROPERABILITY,
        REUSABILITY,
        CONTEXTUALITY;

        /** As the portal calls it. */
        public String term() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The most points that it gives. */
        public int most() {
            int sum = 0;
            for (Indicator indicator : Indicator.values()) {
                sum += indicator.dimension == this ? indicator.points : 0;
            }
            return sum;
        }
    }

    /** What is looked at. */
    public enum On {
        DATASET,
        DISTRIBUTION,

        /** The distribution, or the dataset where the distribution does not say it. */
        EITHER
    }

    private final String term;
    private final Dimension dimension;
    private final int points;
    private final String property;
    private final On on;

    Indicator(String term, Dimension dimension, int points, String property, On on) {
        this.term = term;
        this.dimension = dimension;
        this.points = points;
        this.property = property;
        this.on = on;
    }

    /** As the portal calls it, below {@link #NAMESPACE}. */
    public String term() {
        return term;
    }

    public Dimension dimension() {
        return dimension;
    }

    /** What it is worth. */
    public int points() {
        return points;
    }

    /** The properties that are looked at, with the usual prefixes. */
    public String property() {
        return property;
    }

    public On on() {
        return on;
    }

    /** Whether its value is the status of an answer. */
    public boolean isStatus() {
        return this == ACCESS_ANSWERS || this == DOWNLOAD_ANSWERS;
    }
}
