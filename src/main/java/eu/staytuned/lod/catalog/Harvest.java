package eu.staytuned.lod.catalog;

import eu.staytuned.lod.store.Edition;
import java.time.Instant;
import java.util.List;

/**
 * The catalogue of a release as others get it.
 *
 * @param edition the release
 * @param made when it was harvested
 * @param tag tells what was harvested from what was there at another time
 * @param addresses of the catalogue, one for each of its pages
 * @param quality its points
 * @param profile what the shapes of DCAT-AP say of it
 * @param visits what each kind of client gets
 */
public record Harvest(
        Edition edition,
        Instant made,
        String tag,
        List<String> addresses,
        MetadataQuality quality,
        ProfileVerdict profile,
        List<Visit> visits) {}
