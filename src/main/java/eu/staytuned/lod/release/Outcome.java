package eu.staytuned.lod.release;

import eu.staytuned.lod.store.Edition;
import java.util.List;
import java.util.Optional;

/** What came of publishing. */
sealed interface Outcome {

    /** A sentence, or a report of several lines, for a log and an operator. */
    String report();

    /**
     * A new release is on the shelf.
     *
     * @param edition the new release
     * @param statistics the release in numbers
     * @param warnings what its editors are advised to mend
     */
    record Published(Edition edition, Statistics statistics, List<Fault> warnings) implements Outcome {
        @Override
        public String report() {
            return String.format(
                    "Release %d published: %,d triples in %d graphs, %,d resources%s",
                    edition.number(),
                    statistics.triples(),
                    statistics.graphs(),
                    statistics.resources(),
                    warnings.isEmpty() ? "" : "; " + Report.count(warnings) + ":" + Report.lines(warnings));
        }
    }

    /**
     * The input is that of the newest release.
     *
     * @param edition the release on the shelf
     * @param restored whether it had to be put back there from the archive
     */
    record Unchanged(Edition edition, boolean restored) implements Outcome {
        @Override
        public String report() {
            return "Release " + edition.number() + " is unchanged"
                    + (restored ? "; it was put on the shelf from the archive" : "");
        }
    }

    /**
     * The input is faulty.
     *
     * @param faults all that was found; at least one is a violation
     * @param still the release that stays on the shelf
     */
    record Refused(List<Fault> faults, Optional<Edition> still) implements Outcome {
        @Override
        public String report() {
            return Report.refused(
                    faults,
                    still.map(edition -> " (release " + edition.number() + " stays published)")
                            .orElse(""));
        }
    }

    /**
     * Disk, memory or store did not play along.
     *
     * @param why what happened and what to do
     * @param still the release that stays on the shelf
     */
    record Failed(String why, Optional<Edition> still) implements Outcome {
        @Override
        public String report() {
            return "Publishing failed"
                    + still.map(edition -> " (release " + edition.number() + " stays published)")
                            .orElse("")
                    + ": " + why;
        }
    }
}
