package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Diagnosis.Charge;
import eu.staytuned.lod.explain.Explanation.Finding;
import eu.staytuned.lod.explain.Explanation.PatternMatches;
import eu.staytuned.lod.explain.Explanation.Phrase;
import eu.staytuned.lod.explain.Manuscript.Edit;
import eu.staytuned.lod.explain.Manuscript.Word;
import eu.staytuned.lod.explain.Part.Pattern;
import eu.staytuned.lod.rdf.IriSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.query.Query;

/** Explains one query: finds where everything is lost, and tries what may have been meant. */
final class Inquest {

    private static final int MOST_ROWS = 1000;
    private static final int MOST_TRIES = 40;
    private static final int MOST_FINDINGS = 6;
    private static final int ENOUGH = 4;
    private static final int MOST_MISTAKES = 3;
    private static final int WAYS_ON = 4;
    private static final int MOST_PATTERNS = 200;

    private final IriSpace iris;
    private final Statistics statistics;
    private final Bench bench;

    Inquest(IriSpace iris, Statistics statistics, Bench bench) {
        this.iris = iris;
        this.statistics = statistics;
        this.bench = bench;
    }

    Explanation explain(Manuscript text) {
        Group query = Dissection.of(text);
        Scene scene = Scene.of(text, statistics, bench, query);
        long rows = bench.rowsOfAll(text.query(), MOST_ROWS);
        if (rows > 0) {
            return new Explanation(
                    true, Phrase.of("summary.rows", rows), patterns(query, text), looseEnds(scene), isWhole());
        }
        Diagnosis diagnosis = Diagnosis.of(iris, scene);
        List<Finding> findings = tried(diagnosis, text, 1, new HashSet<>());
        return new Explanation(false, diagnosis.summary(), patterns(query, text), findings, isWhole());
    }

    private boolean isWhole() {
        return !bench.effort().wasCut();
    }

    /** What looks like a mistake in a query that finds something all the same. */
    private List<Finding> looseEnds(Scene scene) {
        List<Finding> findings = new ArrayList<>();
        new MistypedVariable().look(scene, suspicion -> {
            String changed = scene.text().with(suspicion.edits());
            long rows = rows(changed, scene.text());
            if (rows > 0) {
                findings.add(
                        finding(new Charge(suspicion, "", true), scene.text(), changed, rows, suspicion.likeness()));
            }
        });
        return List.copyOf(findings);
    }

    /** What was tried and helps, then what is known to be so; the likeliest first. */
    private List<Finding> tried(Diagnosis diagnosis, Manuscript text, int mistakes, Set<String> seen) {
        List<Charge> charges = diagnosis.charges().stream()
                .sorted(Comparator.comparingDouble(
                        (Charge charge) -> -charge.suspicion().likeness()))
                .toList();
        List<Finding> findings = new ArrayList<>();
        List<Charge> inVain = new ArrayList<>();
        int tries = 0;
        for (Charge charge : charges) {
            Suspicion suspicion = charge.suspicion();
            if (suspicion.isFact() || findings.size() >= ENOUGH || tries >= MOST_TRIES) {
                continue;
            }
            String changed = text.with(suspicion.edits());
            if (!seen.add(changed)) {
                continue;
            }
            tries++;
            long rows = rows(changed, text);
            if (rows > 0) {
                findings.add(finding(charge, text, changed, rows, suspicion.likeness()));
            } else {
                inVain.add(charge);
            }
        }
        if (findings.isEmpty()) {
            findings.addAll(mistakeByMistake(inVain, text, mistakes, seen));
        }
        if (findings.isEmpty()) {
            // It makes its own part match, if not the whole.
            inVain.stream()
                    .filter(charge -> charge.alone() && charge.suspicion().likeness() >= 0.8)
                    .limit(1)
                    .forEach(charge -> findings.add(
                            finding(charge, text, "", 0, charge.suspicion().likeness() / 2)));
        }
        charges.stream()
                .filter(charge -> charge.suspicion().isFact())
                .forEach(charge -> findings.add(
                        finding(charge, text, "", 0, charge.suspicion().likeness())));
        return best(findings);
    }

    /** Several mistakes: what helps against one of them may show the next. */
    private List<Finding> mistakeByMistake(List<Charge> inVain, Manuscript text, int mistakes, Set<String> seen) {
        if (mistakes == MOST_MISTAKES) {
            return List.of();
        }
        List<Charge> ways = inVain.stream()
                .filter(charge -> charge.alone() && charge.suspicion().likeness() >= Spelling.NEAR)
                .limit(WAYS_ON)
                .toList();
        for (Charge charge : ways) {
            List<Edit> edits = charge.suspicion().edits();
            Optional<Query> query = text.parse(text.with(edits));
            if (query.isEmpty() || bench.effort().isSpent()) {
                continue;
            }
            Manuscript next = Manuscript.of(text.with(edits), query.get());
            Diagnosis diagnosis = Diagnosis.of(iris, Scene.of(next, statistics, bench, Dissection.of(next)));
            List<Finding> further = tried(diagnosis, next, mistakes + 1, seen);
            Optional<Finding> last =
                    further.stream().filter(finding -> finding.rows() > 0).findFirst();
            if (last.isPresent()) {
                List<Finding> all = new ArrayList<>();
                all.add(finding(
                        charge,
                        text,
                        last.get().query(),
                        last.get().rows(),
                        charge.suspicion().likeness()));
                further.stream()
                        .filter(finding -> finding.rows() > 0)
                        .forEach(finding -> all.add(moved(finding, next, text, edits)));
                return all;
            }
        }
        return List.of();
    }

    /** A finding about the changed text, at its place in the text as it was. */
    private static Finding moved(Finding finding, Manuscript from, Manuscript to, List<Edit> edits) {
        if (finding.line() == 0) {
            return finding;
        }
        int place = Math.min(to.text().length(), Manuscript.back(edits, from.offset(finding.line(), finding.column())));
        return new Finding(
                finding.kind(),
                finding.sentence(),
                finding.pattern(),
                to.line(place),
                to.column(place),
                finding.replace(),
                finding.by(),
                finding.query(),
                finding.rows(),
                finding.likeness());
    }

    private static List<Finding> best(List<Finding> findings) {
        Map<String, Finding> different = new LinkedHashMap<>();
        findings.stream()
                .sorted(Comparator.comparingDouble((Finding finding) -> -rank(finding)))
                .forEach(finding -> different.putIfAbsent(
                        finding.sentence() + " " + finding.line() + ":" + finding.column(), finding));
        // Once something is known to help, that nothing matched need not be said as well.
        boolean helped = different.values().stream().anyMatch(Finding::isSure);
        return different.values().stream()
                .filter(finding -> !helped || finding.rows() > 0 || finding.likeness() >= 0.5)
                .limit(MOST_FINDINGS)
                .toList();
    }

    private static double rank(Finding finding) {
        return finding.likeness() + (finding.rows() > 0 ? 0.4 : 0);
    }

    private long rows(String changed, Manuscript text) {
        return text.parse(changed).map(query -> bench.rows(query, MOST_ROWS)).orElse(0L);
    }

    private static Finding finding(Charge charge, Manuscript text, String query, long rows, double likeness) {
        Suspicion suspicion = charge.suspicion();
        Optional<Word> place = suspicion.place();
        return new Finding(
                suspicion.kind(),
                suspicion.sentence(),
                charge.part(),
                place.map(word -> text.line(word.start())).orElse(0),
                place.map(word -> text.column(word.start())).orElse(0),
                suspicion.by().isEmpty() ? "" : place.map(Word::text).orElse(""),
                suspicion.by(),
                query,
                rows,
                likeness);
    }

    /** Each triple pattern by itself, wherever in the query it stands. */
    private List<PatternMatches> patterns(Group query, Manuscript text) {
        List<PatternMatches> patterns = new ArrayList<>();
        query.all().forEach(group -> group.parts().stream()
                .filter(part -> part instanceof Pattern && patterns.size() < MOST_PATTERNS)
                .map(part -> matches((Pattern) part, group, text))
                .forEach(patterns::add));
        patterns.sort(Comparator.comparingInt(PatternMatches::line).thenComparingInt(PatternMatches::column));
        return List.copyOf(patterns);
    }

    private PatternMatches matches(Pattern pattern, Group group, Manuscript text) {
        long matches = bench.count(group.inGraph(Bench.group(List.of(pattern.element()))), MOST_ROWS);
        return new PatternMatches(
                pattern.text(),
                pattern.place().map(word -> text.line(word.start())).orElse(0),
                pattern.place().map(word -> text.column(word.start())).orElse(0),
                matches,
                matches == MOST_ROWS);
    }
}
