package eu.staytuned.lod.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/**
 * What a reader wants to see listed: of one facet any of the values, of several facets all.
 *
 * @param cities whether cities are listed; else actions
 * @param values as they stand in the address
 * @param sort by what; empty for the name
 */
record Choice(boolean cities, Map<Facet, Set<String>> values, String sort, int page) {

    static final String LIST = "list";
    static final String CITIES = "cities";
    static final String SORT = "sort";
    static final String PAGE = "page";
    static final List<String> SORTS = List.of("city", "start");

    private static final int MOST_VALUES = 50;

    static Choice of(HttpServletRequest request) {
        Map<Facet, Set<String>> values = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            String @Nullable [] given = request.getParameterValues(facet.parameter());
            if (given != null) {
                Set<String> readable = List.of(given).stream()
                        .limit(MOST_VALUES)
                        .filter(value -> facet.iri(value, "").isPresent())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
                if (!readable.isEmpty()) {
                    values.put(facet, readable);
                }
            }
        }
        String sort = request.getParameter(SORT);
        return new Choice(
                CITIES.equals(request.getParameter(LIST)),
                values,
                sort != null && SORTS.contains(sort) ? sort : "",
                SearchController.number(request.getParameter(PAGE)));
    }

    Set<Node> nodes(Facet facet, String base) {
        return values.getOrDefault(facet, Set.of()).stream()
                .flatMap(value -> facet.iri(value, base).stream())
                .map(Reading::iri)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** As parameters of an address, without the page. */
    Parameters parameters() {
        Parameters parameters = Parameters.NONE.with(LIST, cities ? CITIES : "");
        for (Map.Entry<Facet, Set<String>> facet : values.entrySet()) {
            for (String value : facet.getValue()) {
                parameters = parameters.with(facet.getKey().parameter(), value);
            }
        }
        return parameters.with(SORT, sort);
    }

    /** The same in SPARQL: the things, their names and, for actions, their cities. */
    String query(String base) {
        StringBuilder query = new StringBuilder("PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n");
        query.append("PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n");
        query.append("PREFIX st:   <").append(base).append("ontology#>\n");
        query.append("SELECT DISTINCT ?").append(thing()).append(" ?name WHERE {\n");
        query.append("  ?").append(thing()).append(cities ? " a st:City .\n" : " a st:Action .\n");
        query.append("  OPTIONAL { ?").append(thing()).append(" rdfs:label ?name FILTER(LANG(?name) = \"en\") }\n");
        for (Facet facet : Facet.values()) {
            Set<Node> chosen = nodes(facet, base);
            if (!chosen.isEmpty()) {
                query.append(chosen.stream()
                        .map(node -> "<" + node.getURI() + ">")
                        .collect(Collectors.joining(" ", "  VALUES ?" + facet.parameter() + " { ", " }\n")));
                query.append(cities ? ofCity(facet) : ofAction(facet));
            }
        }
        return query.append("}\nORDER BY ?name").toString();
    }

    private String thing() {
        return cities ? "city" : "action";
    }

    private static String ofAction(Facet facet) {
        String value = "?" + facet.parameter();
        String said = value + "Said";
        String property = "st:" + facet.property();
        if (facet == Facet.COUNTRY) {
            return "  ?action st:city/st:country " + value + " .\n";
        }
        if (!facet.comesFromJourneys()) {
            return "  ?action " + property + " " + value + " .\n";
        }
        String own = "    FILTER NOT EXISTS { ?action " + property + " ?own" + facet.parameter() + " }\n";
        return "  { ?action " + property + " " + said + " }\n"
                + "  UNION { ?action st:journey/" + property + " " + said + "\n" + own + "  }\n"
                + (facet.comesFromNetworks()
                        ? "  UNION { ?action st:network/" + property + " " + said + "\n" + own
                                + "    FILTER NOT EXISTS { ?action st:journey/" + property + " ?journeys }\n  }\n"
                        : "")
                + "  " + said + " skos:broader* " + value + " .\n";
    }

    private static String ofCity(Facet facet) {
        String value = "?" + facet.parameter();
        String said = value + "Said";
        String deed = value + "Deed";
        String property = "st:" + facet.property();
        return switch (facet) {
            case CITY -> "  FILTER(false)\n";
            case COUNTRY -> "  ?city st:country " + value + " .\n";
            case NETWORK -> "  " + value + " st:partner ?city .\n";
            default -> {
                String own = "VALUES " + deed + "Kind { st:Action st:ImplementationJourney }\n    " + deed + " a "
                        + deed + "Kind ; st:city ?city ; " + property + " ";
                yield "  { " + own + said + " }\n"
                        + (facet.comesFromNetworks()
                                ? "  UNION { ?partners st:partner ?city ; " + property + " " + said
                                        + "\n    FILTER NOT EXISTS { " + own + deed + "Other }\n  }\n"
                                : "")
                        + "  " + said + " skos:broader* " + value + " .\n";
            }
        };
    }
}
