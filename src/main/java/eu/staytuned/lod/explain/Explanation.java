package eu.staytuned.lod.explain;

import java.util.List;

/**
 * Why a query finds nothing.
 *
 * @param rows whether it does find something, so that there is nothing to explain
 * @param summary the whole in a sentence
 * @param patterns the triple patterns of the query in the order of its text, each by itself
 * @param findings what may be the matter, the likeliest first
 * @param whole false where time was over before everything had been looked at
 */
public record Explanation(
        boolean rows, Phrase summary, List<PatternMatches> patterns, List<Finding> findings, boolean whole) {

    /**
     * A sentence that the caller puts into the reader's language.
     *
     * @param key below {@code explain.}
     */
    public record Phrase(String key, List<Object> arguments) {

        static Phrase of(String key, Object... arguments) {
            return new Phrase(key, List.of(arguments));
        }
    }

    /**
     * What one triple pattern finds by itself.
     *
     * @param line counted from 1; 0 where it is not known
     * @param column counted from 1, in UTF-16 units; 0 where it is not known
     * @param matches how many there are; at least as many where {@code more}; -1 where there was no time to count
     */
    public record PatternMatches(String pattern, int line, int column, long matches, boolean more) {}

    /**
     * One thing that may be the matter.
     *
     * @param sentence what is the matter, for people
     * @param pattern the part of the query that it is about
     * @param line where, counted from 1; 0 where it is not known
     * @param column where, counted from 1, in UTF-16 units; 0 where it is not known
     * @param replace what is written there; empty where nothing is to be replaced
     * @param by what may have been meant
     * @param query the whole query as it may have been meant; it was run. Empty where there is none
     * @param rows how many rows that query gives; 0 where there is none
     * @param likeness how much speaks for it, from 0 to 1
     */
    public record Finding(
            Kind kind,
            Phrase sentence,
            String pattern,
            int line,
            int column,
            String replace,
            String by,
            String query,
            long rows,
            double likeness) {

        /** Whether the corrected query finds something and what was changed is near to what was written. */
        public boolean isSure() {
            return rows > 0 && likeness >= SURE;
        }

        private static final double SURE = 0.6;
    }
}
