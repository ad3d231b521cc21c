package eu.staytuned.lod.release;

import java.util.List;

/** What validation says of a release that was read. */
sealed interface Verdict {

    /**
     * It can go out.
     *
     * @param release what would be published
     * @param warnings what its editors are advised to mend
     */
    record Publishable(Release release, List<Fault> warnings) implements Verdict {}

    /**
     * It must not go out.
     *
     * @param faults all that was found, warnings included; at least one stops the release
     */
    record Rejected(List<Fault> faults) implements Verdict {}
}
