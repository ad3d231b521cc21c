package eu.staytuned.lod.store.remote;

import java.util.Locale;

/** Whoever counts what is asked of a store elsewhere. */
@FunctionalInterface
interface StoreCalls {

    /** What was asked for. */
    enum Kind {
        /** What is said of one thing, or of some things together. */
        LOOK,
        /** More than is remembered, as it comes. */
        SCAN,
        /** A whole query of somebody. */
        QUERY,
        /** Which release stands there. */
        PROBE,
        /** Statements to be kept. */
        WRITE;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What came of it. */
    enum Outcome {
        /** All of the answer was read. */
        ANSWERED,
        /** Whoever asked had enough, or left. */
        LEFT,
        /** It took longer than it may. */
        LATE,
        /** The store could not be reached, or broke off. */
        AWAY,
        /** The store said no. */
        REFUSED,
        /** It was never asked: too much else was on its way. */
        CROWD;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A call is over. */
    void over(Kind kind, Outcome outcome, long nanos);
}
