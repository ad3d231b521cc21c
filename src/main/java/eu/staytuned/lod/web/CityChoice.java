package eu.staytuned.lod.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.util.UriUtils;

/** Cities as an address names them: {@code city=ghent&city=nantes}. */
final class CityChoice {

    static final String PARAMETER = "city";
    static final int FEWEST = 2;
    static final int MOST = 9;

    private static final String KIND = "id/city/";

    private CityChoice() {}

    /** The name of a city in an address: the last part of its own. */
    static @Nullable String name(Node city, Reading reading) {
        String prefix = reading.iris().resolve(KIND);
        return city.isURI() && city.getURI().startsWith(prefix) && city.getURI().length() > prefix.length()
                ? city.getURI().substring(prefix.length())
                : null;
    }

    /** These cities as parameters of an address. */
    static String parameters(Collection<Node> cities, Reading reading) {
        return cities.stream()
                .map(city -> name(city, reading))
                .filter(Objects::nonNull)
                .map(name -> PARAMETER + "=" + UriUtils.encode(name, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The cities of these names, each once, in the order of the address. */
    static List<Node> of(List<String> names, Reading reading) {
        Set<Node> cities = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            if (name.isEmpty()) {
                continue;
            }
            Node city = reading.iris().node(KIND + name);
            if (name.matches("[\\p{L}\\p{N}._~%-]{1,100}") && reading.isA(city, reading.term("City"))) {
                cities.add(city);
            } else {
                unknown.add(name);
            }
        }
        if (!unknown.isEmpty()) {
            throw unknown(unknown.get(0), reading);
        }
        return List.copyOf(cities);
    }

    private static ErrorResponseException unknown(String name, Reading reading) {
        List<Node> known = reading.instances("City").stream()
                .filter(city -> name(city, reading) != null)
                .sorted(Comparator.comparing(Node::getURI))
                .limit(100)
                .toList();
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                "No city is published as " + PARAMETER + "=" + WebProblems.shorten(name) + ". There are "
                        + String.join(
                                ", ",
                                known.stream().map(city -> name(city, reading)).toList())
                        + ".");
        problem.setProperty(ProblemHelp.KNOWN, known.stream().map(Node::getURI).toList());
        return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
    }
}
