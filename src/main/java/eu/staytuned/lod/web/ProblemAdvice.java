package eu.staytuned.lod.web;

import eu.staytuned.lod.catalog.DumpsNotReadyException;
import eu.staytuned.lod.search.SearchNotReadyException;
import eu.staytuned.lod.store.NothingPublishedException;
import eu.staytuned.lod.store.StoreAwayException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Tells readers what went wrong, and never how we are built inside. */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final ProblemWriter problems;

    ProblemAdvice(ProblemWriter problems) {
        this.problems = problems;
    }

    /** An outage, and a short one: the first release, or the search of a new one, is on its way, or a store comes back. */
    @ExceptionHandler({NothingPublishedException.class, SearchNotReadyException.class, StoreAwayException.class})
    @Nullable
    ResponseEntity<Object> onNotReady(IllegalStateException e, WebRequest request) {
        return later(e, SOON, request);
    }

    /** The same of the files of a release, which say themselves when it is worth asking again. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> onNotReady(DumpsNotReadyException e, WebRequest request) {
        return later(e, e.retryAfter(), request);
    }

    private @Nullable ResponseEntity<Object> later(Exception e, Duration retryAfter, WebRequest request) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "" + retryAfter.toSeconds());
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage());
        return handleExceptionInternal(e, problem, headers, HttpStatus.SERVICE_UNAVAILABLE, request);
    }

    /** An address whose parameters are not UTF-8, or not escaped as RFC 3986 has it. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> onUnreadableParameters(InvalidParameterException e, WebRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                "What stands after the question mark cannot be read: escape it as UTF-8, such as %C3%B6 for ö.");
        return handleExceptionInternal(e, problem, new HttpHeaders(), HttpStatus.BAD_REQUEST, request);
    }

    /** A fault of ours: the reader gets a number by which the operator finds the cause in the log. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> onFault(Exception e, WebRequest request) {
        String number = UUID.randomUUID().toString().substring(0, 8);
        log.error("Problem {} at {}", number, request.getDescription(false), e);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong here, and it is not your fault. It is in our log as " + number + ".");
        return handleExceptionInternal(e, problem, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        // Spring's own: logs what cannot be answered any more and gives up on it; fills in what the exception says.
        ResponseEntity<Object> answer = super.handleExceptionInternal(e, body, headers, status, request);
        if (answer == null || !(answer.getBody() instanceof ProblemDetail problem)) {
            return answer;
        }
        HttpServletRequest servletRequest = ((ServletWebRequest) request).getRequest();
        HttpHeaders all = new HttpHeaders();
        all.putAll(answer.getHeaders());
        allowWhatComesWithGet(all);
        return problems.write(problem, all, status, servletRequest, servletRequest.getRequestURI());
    }

    /** Spring names the methods that were declared; HEAD and OPTIONS come with GET (RFC 9110 §10.2.1). */
    private static void allowWhatComesWithGet(HttpHeaders headers) {
        Set<HttpMethod> allowed = new LinkedHashSet<>(headers.getAllow());
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        if (!allowed.isEmpty()) {
            allowed.add(HttpMethod.OPTIONS);
            headers.setAllow(allowed);
        }
    }
}
