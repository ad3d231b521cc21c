package eu.staytuned.lod.store.frozen;

import java.util.Arrays;

/** A set of numbers that are not negative. */
final class Numbers {

    private static final int EMPTY = -1;

    private int[] places = new int[8];
    private int size;

    Numbers() {
        Arrays.fill(places, EMPTY);
    }

    /** @return whether it was not there before */
    boolean add(int number) {
        int place = place(number);
        if (places[place] == number) {
            return false;
        }
        places[place] = number;
        if (++size * 2 > places.length) {
            int[] before = places;
            places = new int[before.length * 2];
            Arrays.fill(places, EMPTY);
            for (int kept : before) {
                if (kept != EMPTY) {
                    places[place(kept)] = kept;
                }
            }
        }
        return true;
    }

    private int place(int number) {
        int mask = places.length - 1;
        int place = number * 0x9E3779B9 >>> 7 & mask;
        while (places[place] != EMPTY && places[place] != number) {
            place = place + 1 & mask;
        }
        return place;
    }

    int size() {
        return size;
    }
}
