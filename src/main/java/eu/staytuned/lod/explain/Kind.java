package eu.staytuned.lod.explain;

import java.util.Locale;

/** What can be the matter with a query that finds nothing. */
public enum Kind {
    /** The release has no such name; it has one that is nearly the same. */
    SPELLING,
    /** The release has this name in another namespace. */
    NAMESPACE,
    /** A prefix stands for a namespace in which the release has nothing. */
    PREFIX,
    /** The release says the same with another property: names, descriptions. */
    OTHER_NAME,
    /** A class where a property belongs, or the other way round. */
    CLASS_OR_PROPERTY,
    /** The vocabulary has the class and the release has nothing that is one. */
    CLASS_EMPTY,
    /** The statement exists from the other end. */
    DIRECTION,
    /** The property exists, of things of another class. */
    OTHER_CLASS,
    /** Things of this class have another property. */
    OTHER_PROPERTY,
    /** The property belongs to something one step away. */
    STEP,
    /** The thing exists under another address. */
    ADDRESS,
    /** The text exists with another language tag, or without one. */
    LANGUAGE_TAG,
    /** The value exists with another datatype. */
    DATATYPE,
    /** A text where the release has a thing. */
    TEXT_FOR_THING,
    /** A thing where the release has a text. */
    THING_FOR_TEXT,
    /** The values of the release end before. */
    RANGE,
    /** The release has other values. */
    VALUES,
    /** There is no such graph, or what is asked for is in another. */
    GRAPH,
    /** A variable that occurs once and looks like another. */
    VARIABLE,
    /** A condition on a variable of another group. */
    SCOPE,
    /** A condition on a variable that nothing binds. */
    UNBOUND,
    /** A condition on a variable that only an OPTIONAL could bind, which never matches. */
    OPTIONAL,
    /** A condition on the language of texts that have others. */
    LANGUAGE_FILTER,
    /** Text is compared letter by letter, capitals included. */
    CASE,
    /** An expression that must match from the first or to the last letter. */
    ANCHORS,
    /** A condition that is never true. */
    FILTER,
    /** Everything is taken away again. */
    MINUS,
    /** No group fulfils the condition on groups. */
    HAVING,
    /** No row is asked for. */
    LIMIT,
    /** There are fewer rows than are left out. */
    OFFSET,
    /** A pattern that matches nothing, and nothing comes near. */
    NEVER,
    /** Patterns that match, but never together. */
    JOIN;

    /** As programs read it, and the last part of the key of its sentence: {@code other-class}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
