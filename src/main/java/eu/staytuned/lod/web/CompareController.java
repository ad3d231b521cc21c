package eu.staytuned.lod.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Cities side by side: {@code /compare?city=ghent&city=nantes}. The address holds the choice. */
@Controller
class CompareController {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;header=present;charset=utf-8");

    private final Comparison comparison;

    CompareController(CityProfiles profiles, EarlyLeaving earlyLeaving) throws IOException {
        this.comparison = new Comparison(profiles, earlyLeaving);
    }

    @GetMapping("/compare")
    DesignedPage page(@RequestParam MultiValueMap<String, String> parameters) {
        List<String> names = parameters.getOrDefault(CityChoice.PARAMETER, List.of());
        return new DesignedPage("compare", reading -> content(names, reading));
    }

    private Map<String, Object> content(List<String> names, Reading reading) {
        return comparison.content(CityChoice.of(names, reading), reading);
    }

    /**
     * The same as tables: {@code rates}, a row for each area and year; {@code work}, a row for each thing that the work of a
     * city is sorted under.
     */
    @GetMapping("/compare.csv")
    DesignedFile file(
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam(defaultValue = "rates") String table) {
        if (!table.equals("rates") && !table.equals("work")) {
            throw WebProblems.problem(
                    HttpStatus.BAD_REQUEST,
                    "table=" + WebProblems.shorten(table) + " is not a table. There are rates and work.");
        }
        List<String> names = parameters.getOrDefault(CityChoice.PARAMETER, List.of());
        return new DesignedFile(CSV, Optional.of("cities-" + table + ".csv"), reading -> csv(table, names, reading)
                .getBytes(StandardCharsets.UTF_8));
    }

    private String csv(String table, List<String> names, Reading reading) {
        List<Node> cities = CityChoice.of(names, reading);
        if (cities.isEmpty() || cities.size() > CityChoice.MOST) {
            throw WebProblems.problem(
                    HttpStatus.BAD_REQUEST,
                    "Name one to " + CityChoice.MOST + " cities: " + CityChoice.PARAMETER + "=ghent&"
                            + CityChoice.PARAMETER + "=nantes.");
        }
        return table.equals("rates") ? comparison.rates(cities, reading) : comparison.work(cities, reading);
    }
}
