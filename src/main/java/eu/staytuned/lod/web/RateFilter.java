package eu.staytuned.lod.web;

import eu.staytuned.lod.limits.RateLimits;
import eu.staytuned.lod.limits.RateLimits.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Charges a client for what has to be made for it, and tells who asks too much when to ask again. Stands behind what gives an
 * answer its common headers.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
class RateFilter extends OncePerRequestFilter {

    private static final URI QUOTA_EXCEEDED =
            URI.create("https://iana.org/assignments/http-problem-types#quota-exceeded");

    private final RateLimits limits;
    private final ProblemWriter problems;

    RateFilter(RateLimits limits, ProblemWriter problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Refusal> refusal = RateLimits.refusal(request);
        if (refusal.isEmpty() && limits.charge(Costs.of(request), request, response)) {
            chain.doFilter(request, response);
            return;
        }
        refuse(RateLimits.refusal(request).orElseThrow(), request, response);
    }

    private void refuse(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.TOO_MANY_REQUESTS,
                "From your address came more than this service answers one client. Ask again in "
                        + (refusal.retryAfter() == 1 ? "a second" : refusal.retryAfter() + " seconds")
                        + ". A client has " + refusal.units() + " units in " + refusal.seconds()
                        + " seconds; RateLimit says how many are left. Whoever wants everything takes the dumps.");
        problem.setType(QUOTA_EXCEEDED);
        problem.setTitle("Request cannot be satisfied as assigned quota has been exceeded");
        problem.setProperty("violated-policies", List.of(RateLimits.POLICY));
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "" + refusal.retryAfter());
        problems.send(problem, headers, request, response);
    }
}
