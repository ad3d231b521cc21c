package eu.staytuned.lod.lookup;

import java.util.List;
import java.util.Optional;

/**
 * One question of a client: what is this a name of?
 *
 * @param text the name; empty where only conditions are given
 * @param ids identifiers of ours that a candidate must be one of; empty for any
 * @param types of which a candidate should be
 * @param strictness what becomes of a candidate that is of none of these
 * @param limit how many candidates at most
 * @param language of the name, as the client says; the client's own where it says nothing
 */
record Query(
        String text,
        List<String> ids,
        List<String> types,
        Strictness strictness,
        int limit,
        List<Condition> conditions,
        Optional<String> language) {

    /** How many candidates there are where nobody says how many. */
    static final int USUAL = 10;

    static final int MOST = 50;

    /** What types mean (0.2 names three words for it and does not explain them). */
    enum Strictness {
        /** A candidate is of one of them. */
        ANY,
        /** A candidate is of all of them. */
        ALL,
        /** Others come only where there is none of these, with half the score; they never match. */
        SHOULD
    }

    /** Which of the values of a condition are to be there. */
    enum Quantifier {
        ANY,
        ALL,
        NONE
    }

    /**
     * What else is known of the thing.
     *
     * @param property its identifier
     * @param required whether a thing that does not fulfil it is no candidate at all
     */
    record Condition(String property, List<Value> values, boolean required, Quantifier quantifier) {}

    /**
     * A value.
     *
     * @param id of a thing of ours, where the client knows it already; else empty
     */
    record Value(String id, String text) {}
}
