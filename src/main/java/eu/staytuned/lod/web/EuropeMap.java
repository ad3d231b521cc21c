package eu.staytuned.lod.web;

import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A map of Europe with places on it, drawn by the server, so that it is there without scripts. The outlines are those of
 * Natural Earth, drawn by {@code scripts/europe-map.mjs}; the projection is Lambert's azimuthal one with equal areas, which the
 * European Union uses for its maps.
 */
@Component
public class EuropeMap {

    private static final Pattern STEP = Pattern.compile("([ML])(-?\\d+),(-?\\d+)|Z");
    /** A letter of a name is about this wide. */
    private static final double LETTER = 11;

    private final Drawing drawing;
    private final List<Country> countries;

    EuropeMap(JsonMapper json) throws IOException {
        try (InputStream in = new ClassPathResource("europe.json", EuropeMap.class).getInputStream()) {
            this.drawing = json.readValue(in, Drawing.class);
        }
        this.countries = drawing.countries().stream().map(Country::of).toList();
    }

    /**
     * What a map shows.
     *
     * @param width of the drawing, in its own units
     * @param height of the drawing
     * @param countries from north to south and west to east as they come
     * @param places from north to south, so that the keyboard goes through them in an order that one can see
     */
    public record Drawn(int width, int height, List<Outline> countries, List<Marker> places) {}

    /**
     * A country.
     *
     * @param path in the syntax of SVG
     * @param highlighted whether one of the places lies in it
     */
    public record Outline(String path, boolean highlighted) {}

    /**
     * A place on the map.
     *
     * @param x from the left
     * @param y from the top
     * @param below whether its name stands below its point and ends at the edge, because beside it there is no room
     */
    public record Marker(ResourcePage.Value place, double x, double y, boolean below) {}

    /** Where something is, in degrees north and east (WGS 84). */
    public record Position(double latitude, double longitude) {

        private static final Node LATITUDE = Reading.iri("http://www.w3.org/2003/01/geo/wgs84_pos#lat");
        private static final Node LONGITUDE = Reading.iri("http://www.w3.org/2003/01/geo/wgs84_pos#long");

        /** Where the data say that a thing is. */
        static Optional<Position> of(Node thing, Reading reading) {
            Optional<Double> north = degrees(reading.object(thing, LATITUDE));
            Optional<Double> east = degrees(reading.object(thing, LONGITUDE));
            return north.flatMap(latitude -> east.map(longitude -> new Position(latitude, longitude)));
        }

        private static Optional<Double> degrees(Optional<Node> value) {
            return value.filter(Node::isLiteral)
                    .map(Node::getLiteralValue)
                    .filter(Number.class::isInstance)
                    .map(number -> ((Number) number).doubleValue());
        }
    }

    /** The map with those of these things that have a position; empty where none has. */
    Optional<Drawn> with(List<ResourcePage.Value> things, Reading reading) {
        Map<ResourcePage.Value, Position> positions = new LinkedHashMap<>();
        for (ResourcePage.Value thing : things) {
            Position.of(Reading.iri(thing.note()), reading).ifPresent(position -> positions.put(thing, position));
        }
        return positions.isEmpty()
                ? Optional.empty()
                : Optional.of(with(List.copyOf(positions.keySet()), positions::get));
    }

    /**
     * A place and the land around it.
     *
     * @param left edge of what is shown, in units of the whole map
     * @param top edge of what is shown
     * @param size of what is shown, in both directions
     */
    public record CloseUp(double left, double top, double size, List<Outline> countries, Marker place) {}

    /** The surroundings of one place; empty where it lies outside of the map. */
    public Optional<CloseUp> closeUp(ResourcePage.Value place, Position position, double size) {
        Drawn map = with(List.of(place), any -> position);
        return map.places().stream().findFirst().map(marker -> {
            double left = round(Math.max(0, Math.min(marker.x() - size / 2, drawing.width() - size)));
            double top = round(Math.max(0, Math.min(marker.y() - size / 2, drawing.height() - size)));
            List<Outline> near = new ArrayList<>();
            for (int i = 0; i < countries.size(); i++) {
                if (countries.get(i).shape().intersects(left, top, size, size)) {
                    near.add(map.countries().get(i));
                }
            }
            return new CloseUp(left, top, size, near, marker);
        });
    }

    /** The map with these places; one that lies outside of it is left out. */
    public Drawn with(List<ResourcePage.Value> places, Function<ResourcePage.Value, Position> positions) {
        List<Marker> markers = new ArrayList<>();
        for (ResourcePage.Value place : places) {
            double[] point = project(positions.apply(place));
            if (point[0] >= 0 && point[0] <= drawing.width() && point[1] >= 0 && point[1] <= drawing.height()) {
                markers.add(new Marker(
                        place,
                        point[0],
                        point[1],
                        point[0] + place.text().text().length() * LETTER > drawing.width()));
            }
        }
        markers.sort(Comparator.comparingDouble(Marker::y));
        List<Outline> outlines = countries.stream()
                .map(country -> new Outline(country.path(), markers.stream().anyMatch(marker -> country.shape()
                        .contains(marker.x(), marker.y()))))
                .toList();
        return new Drawn(drawing.width(), drawing.height(), outlines, List.copyOf(markers));
    }

    /** Lambert's azimuthal equal-area projection of the sphere (Snyder, Map Projections, eq. 24-2 to 24-4). */
    double[] project(Position position) {
        double latitude = Math.toRadians(position.latitude());
        double middle = Math.toRadians(drawing.centre()[1]);
        double east = Math.toRadians(position.longitude() - drawing.centre()[0]);
        double cosine = Math.sin(middle) * Math.sin(latitude) + Math.cos(middle) * Math.cos(latitude) * Math.cos(east);
        double stretch = Math.sqrt(2 / (1 + cosine));
        double x = stretch * Math.cos(latitude) * Math.sin(east);
        double y = stretch
                * (Math.cos(middle) * Math.sin(latitude) - Math.sin(middle) * Math.cos(latitude) * Math.cos(east));
        return new double[] {
            round(drawing.translate()[0] + drawing.scale() * x), round(drawing.translate()[1] - drawing.scale() * y)
        };
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private record Country(String path, Path2D shape) {

        static Country of(DrawnCountry country) {
            Path2D shape = new Path2D.Double(Path2D.WIND_EVEN_ODD);
            Matcher steps = STEP.matcher(country.path());
            while (steps.find()) {
                if (steps.group(1) == null) {
                    shape.closePath();
                } else if (steps.group(1).equals("M")) {
                    shape.moveTo(Double.parseDouble(steps.group(2)), Double.parseDouble(steps.group(3)));
                } else {
                    shape.lineTo(Double.parseDouble(steps.group(2)), Double.parseDouble(steps.group(3)));
                }
            }
            return new Country(country.path(), shape);
        }
    }

    record Drawing(
            int width, int height, double[] centre, double scale, double[] translate, List<DrawnCountry> countries) {}

    record DrawnCountry(String code, String name, String path) {}
}
