package eu.staytuned.lod.web;

import eu.staytuned.lod.limits.Cost;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/** What the addresses of this site cost, as far as one sees it from outside. */
final class Costs {

    private static final Set<String> SHIPPED = Set.of("css", "js", "svg", "ico");

    private Costs() {}

    static Cost of(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return of(request.getMethod(), path, request.getQueryString());
    }

    static Cost of(String method, String path, @Nullable String query) {
        if (method.equals(HttpMethod.OPTIONS.name())) {
            return Cost.KEPT;
        }
        String[] parts = path.replaceFirst("^/+", "").split("/+");
        boolean sends = method.equals(HttpMethod.POST.name());
        String asked = query == null ? "" : query;
        return switch (parts[0]) {
            case "sparql" -> parts.length == 1 && (sends || has(asked, "query")) ? Cost.QUERY : ofFile(parts);
            case "queries" -> parts.length > 1 ? Cost.QUERY : Cost.PAGE;
            case "q" -> Cost.QUERY;
            case "reconcile" ->
                sends || has(asked, "queries") || has(asked, "query") || has(asked, "extend") ? Cost.BATCH : Cost.PAGE;
            case "resolve" -> sends ? Cost.BATCH : Cost.PAGE;
            case "dumps" -> parts.length > 2 && method.equals(HttpMethod.GET.name()) ? Cost.DUMP : Cost.PAGE;
            default -> ofFile(parts);
        };
    }

    /** What is shipped with the software is in memory. */
    private static Cost ofFile(String[] parts) {
        String name = parts[parts.length - 1];
        return parts.length <= 2 && SHIPPED.contains(name.substring(name.lastIndexOf('.') + 1)) ? Cost.KEPT : Cost.PAGE;
    }

    private static boolean has(String query, String parameter) {
        return query.startsWith(parameter + "=") || query.contains("&" + parameter + "=");
    }
}
