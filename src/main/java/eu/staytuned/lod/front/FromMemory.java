package eu.staytuned.lod.front;

/** Attribute of requests whose answer was given before, for those who count them. */
public final class FromMemory {

    /** Its name; the value is of no importance. */
    public static final String ATTRIBUTE = FromMemory.class.getName();

    private FromMemory() {}
}
