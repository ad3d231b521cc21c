package eu.staytuned.lod.store.frozen;

import java.util.Arrays;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/** Terms and their numbers, which go from 0 without gaps in the order in which the terms were added. */
final class Dictionary {

    /** The number of a term that is not here. */
    static final int UNKNOWN = -1;

    /** In a pattern: a term that is not here, so that nothing is found. */
    static final int NOWHERE = -2;

    private static final int EMPTY = -1;

    private Node[] nodes;
    private int[] hashes;
    /** Numbers at the places that the hashes of their terms lead to, at most half full. */
    private int[] places;

    private int size;

    Dictionary() {
        this(new Node[1024], new int[1024], new int[2048], 0);
        Arrays.fill(places, EMPTY);
    }

    private Dictionary(Node[] nodes, int[] hashes, int[] places, int size) {
        this.nodes = nodes;
        this.hashes = hashes;
        this.places = places;
        this.size = size;
    }

    /** A copy that takes no more room than it needs. */
    Dictionary copy() {
        return new Dictionary(Arrays.copyOf(nodes, size), Arrays.copyOf(hashes, size), places.clone(), size);
    }

    /** The same in no more room than it needs, for one to which nothing is added any more. */
    Dictionary trimmed() {
        return new Dictionary(Arrays.copyOf(nodes, size), Arrays.copyOf(hashes, size), places, size);
    }

    int size() {
        return size;
    }

    Node node(int number) {
        return nodes[number];
    }

    /** The number of a term, or {@link #UNKNOWN}. */
    int number(Node node) {
        int hash = node.hashCode();
        return places[place(node, hash)];
    }

    /** The number of a term in a pattern: {@link Cursor#ANY} for what stands for any term, or {@link #NOWHERE}. */
    int numberOf(@Nullable Node node) {
        if (node == null || !node.isConcrete()) {
            return Cursor.ANY;
        }
        int number = number(node);
        return number == UNKNOWN ? NOWHERE : number;
    }

    /** The number of a term, a new one if there is none yet. */
    int add(Node node) {
        int hash = node.hashCode();
        int place = place(node, hash);
        if (places[place] != EMPTY) {
            return places[place];
        }
        if (size == nodes.length) {
            grow();
            place = place(node, hash);
        }
        nodes[size] = node;
        hashes[size] = hash;
        places[place] = size;
        return size++;
    }

    /** Keeps the other's copy of each term that it has as well, spelt in the same way. */
    void shareTermsWith(Dictionary other) {
        for (int number = 0; number < size; number++) {
            int there = other.number(nodes[number]);
            if (there != UNKNOWN && isSpeltAs(nodes[number], other.nodes[there])) {
                nodes[number] = other.nodes[there];
            }
        }
    }

    /** Language tags are equal whatever their case, and a statement within a term is not looked into. */
    private static boolean isSpeltAs(Node one, Node other) {
        return !one.isTripleTerm()
                && (!one.isLiteral() || one.getLiteralLanguage().equals(other.getLiteralLanguage()));
    }

    private int place(Node node, int hash) {
        int mask = places.length - 1;
        int place = spread(hash) & mask;
        while (places[place] != EMPTY) {
            int number = places[place];
            if (hashes[number] == hash && nodes[number].equals(node)) {
                break;
            }
            place = (place + 1) & mask;
        }
        return place;
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }

    private void grow() {
        int room = Integer.highestOneBit(Math.max(1024, size)) * 2;
        nodes = Arrays.copyOf(nodes, room);
        hashes = Arrays.copyOf(hashes, room);
        places = new int[room * 2];
        Arrays.fill(places, EMPTY);
        int mask = places.length - 1;
        for (int number = 0; number < size; number++) {
            int place = spread(hashes[number]) & mask;
            while (places[place] != EMPTY) {
                place = (place + 1) & mask;
            }
            places[place] = number;
        }
    }
}
