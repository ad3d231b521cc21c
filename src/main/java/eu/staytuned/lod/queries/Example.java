package eu.staytuned.lod.queries;

import eu.staytuned.lod.queries.Binding.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;

/**
 * A question of a release, kept as data.
 *
 * @param iri of the query: {@code id/query/actions-of-a-city}
 * @param name the last part of it
 * @param form what kind of answer it has
 * @param text as it was written, with the IRIs of this instance
 * @param query what the text means; not to be changed
 * @param parameters in their order
 * @param federatesWith the endpoints that it calls; such a query is not answered here
 * @param keywords what it is about, in English
 * @param touches the IRIs in its text: classes, properties and things
 */
public record Example(
        Node iri,
        String name,
        Form form,
        String text,
        Query query,
        List<Parameter> parameters,
        List<String> federatesWith,
        List<String> keywords,
        Set<Node> touches) {

    /** What kind of answer a query has (SPARQL 1.1 Query §16). */
    public enum Form {
        SELECT,
        ASK,
        CONSTRUCT,
        DESCRIBE;

        /** Whether the answer is a graph, not rows. */
        public boolean isGraph() {
            return this == CONSTRUCT || this == DESCRIBE;
        }
    }

    /** Whether it calls other endpoints. */
    public boolean isFederated() {
        return !federatesWith.isEmpty();
    }

    /** The query as a reader starts from it: with the defaults of its parameters, else as it was written. */
    public String textToStartFrom() {
        return bind(Map.of()) instanceof Binding.Bound bound ? textWith(bound) : text;
    }

    /** The query with the values in it; as it was written where there are none. */
    public String textWith(Binding.Bound bound) {
        return bound.values().isEmpty() ? text : bound.query().toString().strip();
    }

    /** The parameter of a name. */
    public Optional<Parameter> parameter(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst();
    }

    /**
     * The query with values for its parameters. A value takes the place of a variable in the tree of the query and never
     * becomes part of a text, so that nothing in it can be read as SPARQL.
     *
     * @param values by parameter. One that is not given has its default; one that is given as the empty text is left open
     *     where it may be, and has its default where it may not.
     */
    public Binding bind(Map<String, String> values) {
        List<Refusal> refusals = new ArrayList<>();
        List<String> names = parameters.stream().map(Parameter::name).toList();
        values.keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> refusals.add(Refusal.ofName(name, names)));
        Map<Parameter, Node> bound = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            String value = values.get(parameter.name());
            if (value == null || value.isEmpty()) {
                boolean open = parameter.optional()
                        && (value != null || parameter.defaultValue().isEmpty());
                if (!open) {
                    parameter
                            .defaultValue()
                            .ifPresentOrElse(
                                    standard -> bound.put(parameter, standard),
                                    () -> refusals.add(Refusal.ofValue(parameter, "")));
                }
            } else {
                parameter
                        .value(value)
                        .ifPresentOrElse(
                                node -> bound.put(parameter, node),
                                () -> refusals.add(Refusal.ofValue(parameter, value)));
            }
        }
        return refusals.isEmpty()
                ? new Binding.Bound(Substitution.of(query, bound), bound)
                : new Binding.Refused(List.copyOf(refusals));
    }
}
