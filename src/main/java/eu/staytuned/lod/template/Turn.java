package eu.staytuned.lod.template;

/**
 * The how manieth of several things it is.
 *
 * @param index from 0
 */
public record Turn(int index, int size) {

    /** From 1. */
    public int count() {
        return index + 1;
    }

    public boolean isFirst() {
        return index == 0;
    }

    public boolean isLast() {
        return index == size - 1;
    }
}
