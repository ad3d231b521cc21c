package eu.staytuned.lod.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The parameters of an address, in order, to make other addresses of.
 *
 * @param all names with values
 */
record Parameters(List<Parameter> all) {

    record Parameter(String name, String value) {}

    static final Parameters NONE = new Parameters(List.of());

    /** With one more; not where its value is empty. */
    Parameters with(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        List<Parameter> more = new ArrayList<>(all);
        more.add(new Parameter(name, value));
        return new Parameters(more);
    }

    /** Without any of a name. */
    Parameters without(String name) {
        return new Parameters(
                all.stream().filter(parameter -> !parameter.name().equals(name)).toList());
    }

    /** Without one value. */
    Parameters without(String name, String value) {
        Parameter unwanted = new Parameter(name, value);
        return new Parameters(
                all.stream().filter(parameter -> !parameter.equals(unwanted)).toList());
    }

    /** The address of a path with these. */
    String of(String path) {
        return all.isEmpty()
                ? path
                : path
                        + all.stream()
                                .map(parameter -> parameter.name() + "=" + encoded(parameter.value()))
                                .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
