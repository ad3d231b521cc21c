package eu.staytuned.lod.catalog;

import eu.staytuned.lod.store.Edition;
import java.time.Instant;
import java.util.List;

/**
 * What a release changed.
 *
 * @param before when the release before was accepted; for the first, when it was itself
 * @param changes in the order of paths
 */
public record ReleaseChanges(Edition edition, Instant before, List<Change> changes) {

    /** How many of a kind there are. */
    public int count(Change.Kind kind) {
        return (int) changes.stream().filter(change -> change.kind() == kind).count();
    }
}
