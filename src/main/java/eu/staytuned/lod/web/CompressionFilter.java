package eu.staytuned.lod.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Compresses what is text, RDF of every kind included, for clients that accept it.
 *
 * <p>Tomcat's own leaves alone whatever has a strong entity tag, since the compressed bytes need another; here they get
 * it: {@code "x"} is {@code "x-gzip"} when compressed, and either is understood when it comes back.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class CompressionFilter extends OncePerRequestFilter {

    static final String TAG_SUFFIX = "-gzip";

    private static final Pattern COMPRESSED_TAG = Pattern.compile(TAG_SUFFIX + "\"");
    private static final List<String> CONDITIONS = List.of(HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_MATCH);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CompressedResponse compressed = new CompressedResponse(request, response, isWanted(request));
        chain.doFilter(new PlainConditions(request), compressed);
        if (request.isAsyncStarted()) {
            compressed.passThrough();
        } else {
            compressed.finish();
        }
    }

    /** Whether the client would rather have the answer compressed, and all of it. */
    static boolean isWanted(HttpServletRequest request) {
        return isGzipPreferred(Collections.list(request.getHeaders(HttpHeaders.ACCEPT_ENCODING)))
                && request.getHeader(HttpHeaders.RANGE) == null;
    }

    /** RFC 9110 §12.5.3, for the one coding that everybody has. */
    static boolean isGzipPreferred(Iterable<String> acceptEncoding) {
        double gzip = -1;
        double identity = -1;
        double any = -1;
        for (String header : acceptEncoding) {
            for (String coding : header.split(",")) {
                String[] parts = coding.toLowerCase(Locale.ROOT).split(";", -1);
                double quality = quality(parts);
                switch (parts[0].strip()) {
                    case "gzip", "x-gzip" -> gzip = Math.max(gzip, quality);
                    case "identity" -> identity = quality;
                    case "*" -> any = quality;
                    default -> {}
                }
            }
        }
        double offered = gzip >= 0 ? gzip : any;
        return offered > 0 && offered >= identity;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }

    /** A request whose conditions name the entity tags that the site itself gives. */
    private static class PlainConditions extends HttpServletRequestWrapper {

        PlainConditions(HttpServletRequest request) {
            super(request);
        }

        private static String plain(String tags) {
            return COMPRESSED_TAG.matcher(tags).replaceAll("\"");
        }

        private static boolean isCondition(String header) {
            return CONDITIONS.stream().anyMatch(header::equalsIgnoreCase);
        }

        @Override
        public @Nullable String getHeader(String name) {
            String value = super.getHeader(name);
            return value != null && isCondition(name) ? plain(value) : value;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            if (!isCondition(name)) {
                return super.getHeaders(name);
            }
            List<String> values = new ArrayList<>();
            super.getHeaders(name).asIterator().forEachRemaining(value -> values.add(plain(value)));
            return Collections.enumeration(values);
        }
    }
}
