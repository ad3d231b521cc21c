package eu.staytuned.lod.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds who answers an address by its first step. Most addresses are answered by whoever answers all; before that, each
 * of the others would be asked about method, parameters, headers and types, and only at last whether the path is its own.
 */
@Component
class FirstSteps implements WebMvcRegistrations {

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new Mapping();
    }

    /**
     * The steps with which the paths of some patterns begin, to the letter.
     *
     * @return nothing where one of them may begin with anything
     */
    static Set<String> of(Set<String> patterns) {
        Set<String> steps = new HashSet<>();
        for (String pattern : patterns) {
            String step = of(pattern);
            if (step.isEmpty() || !isPlain(step)) {
                return Set.of();
            }
            steps.add(step);
        }
        return steps;
    }

    /** The first step of a path; empty where there is none. */
    static String of(String path) {
        if (!path.startsWith("/")) {
            return "";
        }
        int end = path.indexOf('/', 1);
        return path.substring(1, end < 0 ? path.length() : end);
    }

    /** Whether it is written in one way only, and stands for nothing else in a pattern. */
    static boolean isPlain(String step) {
        for (int at = 0; at < step.length(); at++) {
            char c = step.charAt(at);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._".indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }

    private static final class Mapping extends RequestMappingHandlerMapping {

        private final Map<RequestMappingInfo, Set<String>> steps = new ConcurrentHashMap<>();
        /** The first step of what this thread is looking for; empty where that decides nothing. */
        private final ThreadLocal<String> wanted = ThreadLocal.withInitial(() -> "");

        @Override
        protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request)
                throws Exception {
            String step = FirstSteps.of(path);
            wanted.set(isPlain(step) ? step : "");
            try {
                return super.lookupHandlerMethod(path, request);
            } finally {
                wanted.remove();
            }
        }

        @Override
        protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
            String step = wanted.get();
            if (!step.isEmpty()) {
                Set<String> own = steps.computeIfAbsent(info, any -> FirstSteps.of(any.getPatternValues()));
                if (!own.isEmpty() && !own.contains(step)) {
                    return null;
                }
            }
            return super.getMatchingMapping(info, request);
        }
    }
}
