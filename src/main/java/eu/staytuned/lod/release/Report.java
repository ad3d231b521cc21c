package eu.staytuned.lod.release;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Faults as an editor reads them in a terminal or a log. */
final class Report {

    private static final int LONGEST = 200;

    private Report() {}

    static String refused(List<Fault> faults, String after) {
        return "Release refused: " + count(faults) + after + ":" + lines(faults);
    }

    static String count(List<Fault> faults) {
        long violations = faults.stream().filter(Fault::stopsTheRelease).count();
        long others = faults.size() - violations;
        if (violations == 0) {
            return number(others, "warning");
        }
        return number(violations, "violation") + (others > 0 ? " and " + number(others, "warning") : "");
    }

    static String number(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Each fault on a line of its own, violations first. */
    static String lines(List<Fault> faults) {
        StringBuilder lines = new StringBuilder();
        faults.stream()
                .sorted(Comparator.comparing(Fault::severity).thenComparing(Fault.BY_PLACE))
                .limit(LONGEST)
                .forEach(fault -> lines.append("\n  ")
                        .append(
                                fault.stopsTheRelease()
                                        ? ""
                                        : "(" + fault.severity().name().toLowerCase(Locale.ROOT) + ") ")
                        .append(fault));
        if (faults.size() > LONGEST) {
            lines.append("\n  … and ").append(number(faults.size() - LONGEST, "more fault"));
        }
        return lines.toString();
    }
}
