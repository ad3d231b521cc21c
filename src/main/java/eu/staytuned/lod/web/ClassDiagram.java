package eu.staytuned.lod.web;

import eu.staytuned.lod.web.PageTexts.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Classes as boxes, with the properties that lead from one to another. A property is named in its box, and a line leads from
 * there, so that no name stands on a line.
 *
 * @param width in the units of the drawing
 * @param height in the units of the drawing
 */
public record ClassDiagram(double width, double height, List<Box> boxes) {

    private static final int COLUMNS = 3;
    private static final double BOX_WIDTH = 236;
    private static final double GAP = 76;
    private static final double HEAD = 26;
    private static final double LINE = 19;
    private static final double BETWEEN = 16;
    private static final double MARGIN = 6;
    private static final int LONGEST = 30;

    /**
     * A class.
     *
     * @param id the fragment at which the page describes it
     */
    public record Box(String id, Text name, double x, double y, double width, double height, List<Line> lines) {}

    /**
     * A property that leads to another class.
     *
     * @param name of the property
     * @param full the property and the class that it leads to, in words
     * @param y of the text
     * @param path of the line, in the syntax of SVG
     */
    public record Line(String id, Text name, String full, double y, String path) {}

    /** A class, before it has a place. */
    record Type(String id, Text name, List<Link> links) {

        private double height() {
            return HEAD + links.size() * LINE + (links.isEmpty() ? 0 : 6);
        }
    }

    /** A property from one class to another. */
    record Link(String id, Text name, String target) {}

    /** Puts the classes that the most lines touch in the middle, and the others near to what they are linked with. */
    static ClassDiagram of(List<Type> types) {
        Map<String, Set<String>> neighbours = new HashMap<>();
        for (Type type : types) {
            for (Link link : type.links()) {
                neighbours.computeIfAbsent(type.id(), any -> new HashSet<>()).add(link.target());
                neighbours
                        .computeIfAbsent(link.target(), any -> new HashSet<>())
                        .add(type.id());
            }
        }
        double share =
                types.stream().mapToDouble(type -> type.height() + BETWEEN).sum() / COLUMNS;
        List<List<Type>> columns = new ArrayList<>();
        for (int column = 0; column < COLUMNS; column++) {
            columns.add(new ArrayList<>());
        }
        List<Type> byLinks = types.stream()
                .sorted(Comparator.comparingInt((Type type) ->
                                -neighbours.getOrDefault(type.id(), Set.of()).size())
                        .thenComparing(Type::id))
                .toList();
        for (Type type : byLinks) {
            List<Type> middle = columns.get(1);
            List<Type> shorter = height(columns.get(0)) <= height(columns.get(2)) ? columns.get(0) : columns.get(2);
            (height(middle) + type.height() / 2 <= share ? middle : shorter).add(type);
        }
        arrange(columns, neighbours);
        return drawn(columns);
    }

    private static double height(List<Type> column) {
        return column.stream().mapToDouble(type -> type.height() + BETWEEN).sum();
    }

    /** Each box at the height of its neighbours, as far as the others allow; a few rounds are enough. */
    private static void arrange(List<List<Type>> columns, Map<String, Set<String>> neighbours) {
        for (int round = 0; round < 8; round++) {
            Map<String, Double> heights = new HashMap<>();
            columns.forEach(column -> {
                double y = 0;
                for (Type type : column) {
                    heights.put(type.id(), y + type.height() / 2);
                    y += type.height() + BETWEEN;
                }
            });
            List<Type> column = columns.get(round % COLUMNS);
            column.sort(Comparator.comparingDouble((Type type) -> neighbours.getOrDefault(type.id(), Set.of()).stream()
                            .filter(heights::containsKey)
                            .mapToDouble(heights::get)
                            .average()
                            .orElse(Double.MAX_VALUE))
                    .thenComparing(Type::id));
        }
    }

    private static ClassDiagram drawn(List<List<Type>> columns) {
        double tallest =
                columns.stream().mapToDouble(ClassDiagram::height).max().orElse(0);
        Map<String, double[]> places = new HashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            double y = MARGIN + (tallest - height(columns.get(column))) / 2;
            for (Type type : columns.get(column)) {
                places.put(type.id(), new double[] {MARGIN + GAP / 2 + column * (BOX_WIDTH + GAP), y});
                y += type.height() + BETWEEN;
            }
        }
        Map<String, String> names = new HashMap<>();
        columns.forEach(column ->
                column.forEach(type -> names.put(type.id(), type.name().text())));
        List<Box> boxes = new ArrayList<>();
        for (List<Type> column : columns) {
            for (Type type : column) {
                double[] place = places.get(type.id());
                List<Line> lines = new ArrayList<>();
                double y = place[1] + HEAD;
                for (Link link : type.links()) {
                    double[] target = places.get(link.target());
                    if (target != null) {
                        lines.add(new Line(
                                link.id(),
                                shortened(link.name()),
                                link.name().text() + " → " + names.get(link.target()),
                                y + 13,
                                path(place[0], y + 9, target[0], target[1] + HEAD / 2)));
                        y += LINE;
                    }
                }
                boxes.add(new Box(type.id(), type.name(), place[0], place[1], BOX_WIDTH, type.height(), lines));
            }
        }
        return new ClassDiagram(2 * MARGIN + COLUMNS * (BOX_WIDTH + GAP), tallest + 2 * MARGIN, boxes);
    }

    /** From the side of a box to the side of another; around it where one stands above the other. */
    private static String path(double fromX, double fromY, double toX, double toY) {
        boolean right = toX > fromX;
        boolean same = toX == fromX;
        double startX = right || same ? fromX + BOX_WIDTH : fromX;
        double endX = same ? toX + BOX_WIDTH : right ? toX : toX + BOX_WIDTH;
        double bend = same ? GAP * 0.45 : (endX - startX) / 2;
        double endBend = same ? GAP * 0.45 : -bend;
        return "M" + whole(startX) + "," + whole(fromY) + "C" + whole(startX + bend) + "," + whole(fromY) + " "
                + whole(endX + endBend) + "," + whole(toY) + " " + whole(endX) + "," + whole(toY);
    }

    private static Text shortened(Text name) {
        return name.text().length() <= LONGEST
                ? name
                : new Text(name.text().substring(0, LONGEST - 1).strip() + "…", name.language());
    }

    private static long whole(double value) {
        return Math.round(value);
    }
}
