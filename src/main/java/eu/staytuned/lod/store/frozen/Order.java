package eu.staytuned.lod.store.frozen;

import java.util.Arrays;

/**
 * Statements, sorted by their positions in one order. What stands first is not kept with each row: {@link #starts} says
 * where the rows of each term begin.
 */
final class Order {

    static final int S = 0;
    static final int P = 1;
    static final int O = 2;
    static final int G = 3;

    /** Which position of a statement each column has, the most significant first. */
    private final int[] positions;
    /** For each term, the first row that begins with it; one more, the number of rows. */
    final int[] starts;
    /** For each position, its column; null for the position that stands first. */
    final int[][] columns;

    private Order(int[] positions, int[] starts, int[][] columns) {
        this.positions = positions;
        this.starts = starts;
        this.columns = columns;
    }

    /**
     * Sorts.
     *
     * @param statements for each position a column, all of the same length
     * @param terms how many terms there are
     */
    static Order of(int[][] statements, int terms, int... positions) {
        int[] rows = sorted(statements, terms, positions);
        int first = positions[0];
        int[] starts = new int[terms + 1];
        for (int value : statements[first]) {
            starts[value + 1]++;
        }
        for (int term = 0; term < terms; term++) {
            starts[term + 1] += starts[term];
        }
        int[][] columns = new int[statements.length][];
        for (int position : positions) {
            if (position != first) {
                int[] column = new int[rows.length];
                for (int row = 0; row < rows.length; row++) {
                    column[row] = statements[position][rows[row]];
                }
                columns[position] = column;
            }
        }
        return new Order(positions, starts, columns);
    }

    /** The rows as they follow each other: sorted by the last position, then stably by the one before, and so on. */
    static int[] sorted(int[][] statements, int terms, int... positions) {
        int size = statements[0].length;
        int[] rows = new int[size];
        for (int row = 0; row < size; row++) {
            rows[row] = row;
        }
        int[] next = new int[terms + 1];
        int[] sorted = new int[size];
        for (int rank = positions.length - 1; rank >= 0; rank--) {
            int[] column = statements[positions[rank]];
            Arrays.fill(next, 0);
            for (int value : column) {
                next[value + 1]++;
            }
            for (int term = 0; term < terms; term++) {
                next[term + 1] += next[term];
            }
            for (int row : rows) {
                sorted[next[column[row]]++] = row;
            }
            int[] swap = rows;
            rows = sorted;
            sorted = swap;
        }
        return rows;
    }

    int size() {
        return starts[starts.length - 1];
    }

    /** The position that a column has. */
    int position(int rank) {
        return positions[rank];
    }

    /** The term at a position of a row. */
    int at(int position, int row) {
        int[] column = columns[position];
        if (column != null) {
            return column[row];
        }
        int low = 0;
        int high = starts.length - 1;
        // The last term that begins at the row or before it and has rows.
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts[middle + 1] <= row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Where the rows end that agree with the one at {@code row} in a column; they agree in all columns before. */
    int runEnd(int rank, int row, int to) {
        int value = at(positions[rank], row);
        return rank == 0 ? starts[value + 1] : atLeast(rank, value + 1, row, to);
    }

    /** The first row from {@code from} on that has at least the value; the rows agree in all columns before. */
    int atLeast(int rank, int value, int from, int to) {
        int[] column = columns[positions[rank]];
        // What is looked for is mostly near.
        int low = from;
        int step = 1;
        while (low < to && column[low] < value) {
            from = low + 1;
            low += step;
            step <<= 1;
        }
        int high = Math.min(low, to);
        while (from < high) {
            int middle = (from + high) >>> 1;
            if (column[middle] < value) {
                from = middle + 1;
            } else {
                high = middle;
            }
        }
        return from;
    }
}
