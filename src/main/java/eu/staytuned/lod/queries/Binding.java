package eu.staytuned.lod.queries;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;

/** What comes of giving a query values: a query that can be asked, or what is wrong with them. */
public sealed interface Binding {

    /**
     * A query that can be asked.
     *
     * @param query whose answer has a column for each parameter that it has one for
     * @param values those that were given and the defaults of the others; without what is left open
     */
    record Bound(Query query, Map<Parameter, Node> values) implements Binding {}

    /** Values that do not suit, one refusal for each. */
    record Refused(List<Refusal> refusals) implements Binding {}

    /**
     * Why a name or a value does not suit.
     *
     * @param reason what is wrong
     * @param name of the parameter, as it was given
     * @param value as it was given; empty where none was
     * @param allowed what would suit, some of it where there is much; empty where anything of the datatype does
     * @param total how many there are that would suit
     * @param nearest the one of all of them that is most like what was given
     * @param parameter that the value was for; empty where there is none of the name
     */
    record Refusal(
            Reason reason,
            String name,
            String value,
            List<String> allowed,
            int total,
            Optional<String> nearest,
            Optional<Parameter> parameter) {

        /** As many as a reader looks through. */
        private static final int MOST = 100;

        static Refusal ofName(String name, List<String> names) {
            return new Refusal(
                    Reason.UNKNOWN_PARAMETER,
                    name,
                    "",
                    names,
                    names.size(),
                    Spelling.nearest(name, names),
                    Optional.empty());
        }

        static Refusal ofValue(Parameter parameter, String value) {
            List<String> names = parameter.allowed().map(AllowedValues::names).orElse(List.of());
            return new Refusal(
                    value.isEmpty() ? Reason.MISSING : Reason.UNSUITABLE,
                    parameter.name(),
                    value,
                    names.stream().limit(MOST).toList(),
                    names.size(),
                    parameter.allowed().flatMap(allowed -> allowed.nearest(value)),
                    Optional.of(parameter));
        }
    }

    /** What is wrong with a name or a value. */
    enum Reason {
        UNKNOWN_PARAMETER,
        MISSING,
        UNSUITABLE
    }
}
