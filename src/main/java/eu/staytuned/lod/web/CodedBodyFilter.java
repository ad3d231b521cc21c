package eu.staytuned.lod.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what is sent compressed (RFC 9110 §15.5.16): a few bytes could become any number of them here. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 12)
class CodedBodyFilter extends OncePerRequestFilter {

    private static final String PLAIN = "identity";

    private final ProblemWriter problems;

    CodedBodyFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)).stream()
                .allMatch(coding -> coding.isBlank() || coding.strip().equalsIgnoreCase(PLAIN))) {
            chain.doFilter(request, response);
            return;
        }
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.ACCEPT_ENCODING, PLAIN);
        problems.send(
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "Compressed bodies are not read here. Send it as it is, without Content-Encoding."),
                headers,
                request,
                response);
    }
}
