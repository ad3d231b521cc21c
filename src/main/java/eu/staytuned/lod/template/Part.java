package eu.staytuned.lod.template;

/** A piece of a page. */
interface Part {

    void write(Frame frame, Output output);
}
