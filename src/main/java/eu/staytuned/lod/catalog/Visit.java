package eu.staytuned.lod.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one kind of client gets that comes to the site.
 *
 * @param steps the addresses that it asks for, in order; where there are many of one kind, the first of them
 * @param found how many of what it finds
 * @param relations by which it finds its way, where links tell it
 */
public record Visit(Client client, List<Step> steps, Map<Found, Long> found, List<String> relations) {

    /** Those who come, as they are known to do. */
    public enum Client {
        /** Reads the catalogue in RDF/XML, and asks whether the addresses in it answer. */
        EUROPEAN_PORTAL,
        /** ckanext-dcat: a package for each dataset, a resource for each distribution. */
        CKAN,
        /** Reads schema.org from pages, as Google Dataset Search does. */
        DATASET_SEARCH,
        /** Reads robots.txt and the sitemap. */
        CRAWLER,
        /** Finds VoID under /.well-known and takes the dumps. */
        MIRROR,
        /** Follows the links of FAIR Signposting from the page of the knowledge base. */
        SIGNPOSTING,
        /** Reads the manifest of the reconciliation service and matches a column of names. */
        OPENREFINE
    }

    /** What can be counted. */
    public enum Found {
        DATASETS,
        DISTRIBUTIONS,
        SERVICES,
        WITH_SIZE,
        WITH_CHECKSUM,
        ADDRESSES,
        ANSWERING,
        PAGES,
        MARKED,
        CHANGED,
        FILES,
        STATEMENTS,
        BYTES,
        LINKS,
        TYPES,
        NAMES,
        MATCHED
    }

    /**
     * An address that was asked for.
     *
     * @param address below the base
     * @param type of what came, without parameters; empty where nothing came
     * @param changed when that was changed last, where the answer says so
     * @param again the status when it was asked for again with the entity tag; 0 where it has none
     */
    public record Step(String address, int status, String type, Optional<Instant> changed, int again) {}

    /** Whether all that it asked for was there. */
    public boolean isWell() {
        return !steps.isEmpty() && steps.stream().allMatch(step -> step.status() >= 200 && step.status() < 400);
    }
}
