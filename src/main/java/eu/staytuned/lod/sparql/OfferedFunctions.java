package eu.staytuned.lod.sparql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.function.FunctionFactory;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.apache.jena.sparql.pfunction.PropertyFunctionFactory;
import org.apache.jena.sparql.pfunction.PropertyFunctionRegistry;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;

/**
 * The functions a query may call beyond SPARQL's own: XPath's, Jena's and no others.
 *
 * <p>Jena finds a function by loading any Java class that a query names, and some in its own library are for testing:
 * one sleeps for as long as it is told, one reads settings, one prints. Here a query names only what is on a list.
 */
final class OfferedFunctions {

    private static final List<String> JENA_FUNCTIONS = List.of(
            "bnode",
            "date",
            "e",
            "evenInteger",
            "langeq",
            "localname",
            "max",
            "min",
            "namespace",
            "now",
            "nowtz",
            "pi",
            "sha1sum",
            "sqrt",
            "strjoin",
            "strlen",
            "struuid",
            "substr",
            "substring",
            "timezone",
            "uuid");

    private static final List<String> JENA_PROPERTY_FUNCTIONS =
            List.of("alt", "assign", "bag", "concat", "seq", "splitIRI", "splitURI", "str", "strSplit");

    private static final FunctionRegistry FUNCTIONS = new Functions();
    private static final PropertyFunctionRegistry PROPERTY_FUNCTIONS = new PropertyFunctions();

    private OfferedFunctions() {}

    /** Limits the queries that are evaluated in a context. */
    static void set(Context context) {
        FunctionRegistry.set(context, FUNCTIONS);
        PropertyFunctionRegistry.set(context, PROPERTY_FUNCTIONS);
    }

    private static class Functions extends FunctionRegistry {

        private final Map<String, FunctionFactory> offered;

        Functions() {
            FunctionRegistry all = FunctionRegistry.get();
            List<String> iris = new ArrayList<>();
            all.keys().forEachRemaining(iris::add);
            JENA_FUNCTIONS.forEach(name -> iris.add(ARQConstants.ARQFunctionLibraryURI + name));
            offered = iris.stream().distinct().collect(Collectors.toUnmodifiableMap(iri -> iri, all::get));
        }

        @Override
        public boolean isRegistered(String iri) {
            return offered.containsKey(iri);
        }

        @Override
        public @Nullable FunctionFactory get(String iri) {
            return offered.get(iri);
        }
    }

    private static class PropertyFunctions extends PropertyFunctionRegistry {

        private final Map<String, PropertyFunctionFactory> offered;

        PropertyFunctions() {
            PropertyFunctionRegistry all = PropertyFunctionRegistry.get();
            List<String> iris = new ArrayList<>();
            all.keys().forEachRemaining(iris::add);
            JENA_PROPERTY_FUNCTIONS.forEach(name -> iris.add(ARQConstants.ARQPropertyFunctionLibraryURI + name));
            offered = iris.stream().distinct().collect(Collectors.toUnmodifiableMap(iri -> iri, all::get));
        }

        @Override
        public boolean isRegistered(String iri) {
            return offered.containsKey(iri);
        }

        @Override
        public boolean manages(String iri) {
            return isRegistered(iri);
        }

        @Override
        public @Nullable PropertyFunctionFactory get(String iri) {
            return offered.get(iri);
        }
    }
}
