package eu.staytuned.lod.template;

/**
 * A part of a template that others write as well.
 *
 * @param parameters the places of their names in a frame
 */
record Fragment(int[] parameters, Part content) {

    /** Found when it is first written, because fragments may hold themselves. */
    interface Reference {
        Fragment get();
    }
}
