package eu.staytuned.lod.web;

import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Shares by year as lines, drawn by the server, with the same numbers as a table. A line never leaves its series, and is
 * broken where the statistical office says that two values do not compare and where values are missing. Lines differ in
 * colour, dash and shape of their points.
 */
public final class LineChart {

    static final int WIDTH = 720;
    static final int HEIGHT = 420;
    static final int LEFT = 62;
    static final int RIGHT = 528;
    static final int TOP = 16;
    static final int BOTTOM = 378;

    /** Names at the ends of lines stand at least so far apart, while there is room: for the large letters of small screens. */
    static final double LABEL_HEIGHT = 24;

    private static final int LABEL_X = RIGHT + 20;
    private static final int LONGEST_LABEL = 22;
    private static final double RADIUS = 4;
    private static final int BREAK = 8;
    private static final int SHAPES = 6;

    private LineChart() {}

    /** How much a value can be relied upon. */
    public enum Mark {
        PLAIN,
        UNRELIABLE,
        ESTIMATED
    }

    /**
     * A value.
     *
     * @param share in percent, at least 0
     * @param broken whether it compares badly with the year before
     * @param remarks what the statistical office says about it, in words
     * @param href where it is published on its own; may be empty
     */
    public record Point(int year, double share, boolean broken, Mark mark, List<Text> remarks, String href) {}

    /**
     * A series.
     *
     * @param name of the area, linked to its page
     * @param code that tells two areas of the same name apart, and is short
     * @param points in the order of the years
     */
    public record Line(Value name, String code, List<Point> points) {}

    /**
     * What a chart shows; lengths are in units of the drawing.
     *
     * @param years along the bottom
     * @param shares along the left, from 0
     * @param rows the same as a table, a row a year
     * @param broken whether a line has a break
     * @param unreliable whether a value is of low reliability
     * @param estimated whether a value is estimated or provisional
     */
    public record Drawn(
            List<Tick> years,
            List<Tick> shares,
            List<DrawnLine> lines,
            List<Row> rows,
            boolean broken,
            boolean unreliable,
            boolean estimated) {

        public int width() {
            return WIDTH;
        }

        public int height() {
            return HEIGHT;
        }

        public int left() {
            return LEFT;
        }

        public int right() {
            return RIGHT;
        }

        public int top() {
            return TOP;
        }

        public int bottom() {
            return BOTTOM;
        }

        public int firstYear() {
            return rows.get(0).year();
        }

        public int lastYear() {
            return rows.get(rows.size() - 1).year();
        }
    }

    /** A mark on an axis. */
    public record Tick(double at, String label) {}

    /**
     * A line; paths are in the syntax of SVG.
     *
     * @param number from 1, for its colour and dash
     * @param span from which year to which
     * @param path the line itself, in pieces
     * @param points of plain values
     * @param hollow points of low reliability
     * @param crosses points that are estimated
     * @param breaks a tick in each break
     * @param sample its point alone, around 12,6
     */
    public record DrawnLine(
            int number,
            Value name,
            String code,
            String span,
            String path,
            String points,
            String hollow,
            String crosses,
            String breaks,
            String sample,
            Label label) {}

    /**
     * The name of a line at its end.
     *
     * @param wide the text where there is room
     * @param narrow the text on small screens
     * @param leader a thin path from the end of the line to the text
     */
    public record Label(double x, double y, Text wide, String narrow, String leader) {}

    /** The values of a year, in the order of the lines. */
    public record Row(int year, List<Cell> cells) {}

    /** A value in words; empty where there is none. */
    public record Cell(String share, List<Text> remarks, String href) {}

    /** The chart of these lines; empty where no line has a point. */
    static Optional<Drawn> of(List<Line> all, Locale locale) {
        List<Line> lines = all.stream().filter(line -> !line.points().isEmpty()).toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        TreeSet<Integer> known = lines.stream()
                .flatMap(line -> line.points().stream())
                .map(Point::year)
                .collect(Collectors.toCollection(TreeSet::new));
        double most = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Point::share)
                .max()
                .orElse(0);
        Scale scale = new Scale(known.first(), known.last(), ceiling(most));
        NumberFormat percent = percent(locale, 1);
        double[] labels = spread(
                lines.stream()
                        .mapToDouble(line -> scale.y(
                                line.points().get(line.points().size() - 1).share()))
                        .toArray(),
                LABEL_HEIGHT,
                TOP + 6,
                BOTTOM - 4);
        List<DrawnLine> drawn = IntStream.range(0, lines.size())
                .mapToObj(index -> draw(lines.get(index), index, labels[index], scale, isShared(lines, index)))
                .toList();
        return Optional.of(new Drawn(
                years(scale),
                shares(scale, locale),
                drawn,
                known.stream().map(year -> row(year, lines, percent)).toList(),
                drawn.stream().anyMatch(line -> !line.breaks().isEmpty()),
                drawn.stream().anyMatch(line -> !line.hollow().isEmpty()),
                drawn.stream().anyMatch(line -> !line.crosses().isEmpty())));
    }

    /** A share in the reader's way of writing: 12.3%, 12,3 %. */
    static NumberFormat percent(Locale locale, int digits) {
        NumberFormat percent = NumberFormat.getPercentInstance(locale);
        percent.setMinimumFractionDigits(digits);
        percent.setMaximumFractionDigits(digits);
        return percent;
    }

    private static boolean isShared(List<Line> lines, int index) {
        String name = lines.get(index).name().text().text();
        return lines.stream()
                        .filter(line -> line.name().text().text().equals(name))
                        .count()
                > 1;
    }

    /** From years and shares to units of the drawing. */
    record Scale(int first, int last, double most) {

        double x(double year) {
            return first == last
                    ? (LEFT + RIGHT) / 2.0
                    : round(LEFT + 10 + (year - first) * (RIGHT - LEFT - 10) / (last - first));
        }

        double y(double share) {
            return round(BOTTOM - share * (BOTTOM - TOP) / most);
        }
    }

    private static double step(double most) {
        return most <= 10 ? 2 : most <= 25 ? 5 : most <= 60 ? 10 : 20;
    }

    private static double ceiling(double most) {
        double step = step(most);
        return Math.max(step, Math.ceil(most / step) * step);
    }

    private static List<Tick> shares(Scale scale, Locale locale) {
        NumberFormat percent = percent(locale, 0);
        List<Tick> ticks = new ArrayList<>();
        for (double share = 0; share <= scale.most(); share += step(scale.most())) {
            ticks.add(new Tick(scale.y(share), percent.format(share / 100)));
        }
        return ticks;
    }

    private static List<Tick> years(Scale scale) {
        int span = scale.last() - scale.first();
        int step = span <= 6 ? 1 : span <= 12 ? 2 : span <= 40 ? 5 : 10;
        return IntStream.rangeClosed(scale.first(), scale.last())
                .filter(year -> year % step == 0 || span == 0)
                .mapToObj(year -> new Tick(scale.x(year), String.valueOf(year)))
                .toList();
    }

    private static DrawnLine draw(Line line, int index, double labelY, Scale scale, boolean shared) {
        StringBuilder path = new StringBuilder();
        StringBuilder points = new StringBuilder();
        StringBuilder hollow = new StringBuilder();
        StringBuilder crosses = new StringBuilder();
        StringBuilder breaks = new StringBuilder();
        Point before = null;
        for (Point point : line.points()) {
            double x = scale.x(point.year());
            double y = scale.y(point.share());
            boolean follows = before != null && before.year() == point.year() - 1;
            path.append(follows && !point.broken() ? "L" : "M").append(pair(x, y));
            if (before != null && point.broken()) {
                double middle = round((scale.x(before.year()) + x) / 2);
                double height = round((scale.y(before.share()) + y) / 2);
                breaks.append("M").append(pair(middle, height - BREAK)).append("v" + 2 * BREAK);
            }
            switch (point.mark()) {
                case PLAIN -> points.append(shape(index, x, y));
                case UNRELIABLE -> hollow.append(shape(index, x, y));
                case ESTIMATED -> crosses.append(cross(x, y));
            }
            before = point;
        }
        Point last = line.points().get(line.points().size() - 1);
        int first = line.points().get(0).year();
        return new DrawnLine(
                index + 1,
                line.name(),
                line.code(),
                first == last.year() ? String.valueOf(first) : first + "–" + last.year(),
                path.toString(),
                points.toString(),
                hollow.toString(),
                crosses.toString(),
                breaks.toString(),
                shape(index, 12, 6),
                label(line, labelY, scale.x(last.year()), scale.y(last.share()), shared));
    }

    private static Label label(Line line, double y, double endX, double endY, boolean shared) {
        Text name = line.name().text();
        String full = shared && !line.code().isEmpty() ? name.text() + " " + line.code() : name.text();
        boolean fits = full.length() <= LONGEST_LABEL || line.code().isEmpty();
        String shortened = full.length() <= LONGEST_LABEL
                ? full
                : full.substring(0, LONGEST_LABEL - 1).strip() + "…";
        Text wide = fits ? new Text(shortened, name.language()) : Text.of(line.code());
        String narrow = line.code().isEmpty() ? shortened : line.code();
        boolean beside = Math.abs(endY - y) < 1 && endX == RIGHT;
        String leader = beside ? "" : "M" + pair(endX + 6, endY) + "L" + pair(RIGHT + 8, y) + "h6";
        return new Label(beside ? RIGHT + 12 : LABEL_X, y, wide, narrow, leader);
    }

    /**
     * Moves places on a line apart, as little as possible: what is closer than the gap becomes a group around its middle.
     *
     * @param wanted where each would stand alone
     * @return where they stand, in the order given
     */
    static double[] spread(double[] wanted, double gap, double from, double to) {
        int size = wanted.length;
        double distance = size < 2 ? gap : Math.min(gap, (to - from) / (size - 1));
        Integer[] order = IntStream.range(0, size).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(index -> wanted[index]));
        // Without the gaps the places need only not pass each other: pool those that would (isotonic regression).
        List<double[]> groups = new ArrayList<>();
        for (int rank = 0; rank < size; rank++) {
            double[] group = {wanted[order[rank]] - rank * distance, 1};
            while (!groups.isEmpty() && groups.get(groups.size() - 1)[0] >= group[0]) {
                double[] above = groups.remove(groups.size() - 1);
                double weight = above[1] + group[1];
                group = new double[] {(above[0] * above[1] + group[0] * group[1]) / weight, weight};
            }
            groups.add(group);
        }
        double highest = to - (size - 1) * distance;
        double[] places = new double[size];
        int rank = 0;
        for (double[] group : groups) {
            for (int member = 0; member < group[1]; member++, rank++) {
                places[order[rank]] = round(Math.min(Math.max(group[0], from), highest) + rank * distance);
            }
        }
        return places;
    }

    private static Row row(int year, List<Line> lines, NumberFormat percent) {
        return new Row(
                year,
                lines.stream()
                        .map(line -> line.points().stream()
                                .filter(point -> point.year() == year)
                                .findFirst()
                                .map(point ->
                                        new Cell(percent.format(point.share() / 100), point.remarks(), point.href()))
                                .orElse(new Cell("", List.of(), "")))
                        .toList());
    }

    private static String shape(int index, double x, double y) {
        double r = RADIUS;
        return switch (index % SHAPES) {
            case 0 -> "M" + pair(x - r, y) + "a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z";
            case 1 -> "M" + pair(x - r + 0.5, y - r + 0.5) + "h7v7h-7z";
            case 2 -> "M" + pair(x, y - r - 0.5) + "l4.5,8h-9z";
            case 3 -> "M" + pair(x, y - r - 1) + "l5,5l-5,5l-5,-5z";
            case 4 -> "M" + pair(x, y + r + 0.5) + "l4.5,-8h-9z";
            default -> "M" + pair(x - 2.5, y - r) + "h5l2.5,4l-2.5,4h-5l-2.5,-4z";
        };
    }

    private static String cross(double x, double y) {
        return "M" + pair(x - RADIUS, y - RADIUS) + "l8,8m-8,0l8,-8";
    }

    private static String pair(double x, double y) {
        return number(x) + "," + number(y);
    }

    private static String number(double value) {
        double rounded = round(value);
        return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
