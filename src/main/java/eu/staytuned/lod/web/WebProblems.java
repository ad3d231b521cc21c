package eu.staytuned.lod.web;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What can go wrong in sending a document, in words that help the reader on. */
public final class WebProblems {

    private WebProblems() {}

    /**
     * A representation that the reader could ask for instead.
     *
     * @param type its media type
     * @param href its URL
     */
    public record Available(String type, String href) {}

    /** What went wrong, where a sentence says it. */
    static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }

    /** It is not to be had in this form: here is what we have. */
    static ErrorResponseException notFound(String detail, List<Available> available) {
        ErrorResponseException problem = problem(HttpStatus.NOT_FOUND, detail);
        problem.getBody().setProperty("available", available);
        return problem;
    }

    /** Nothing we have is acceptable: here is what we have. */
    static ErrorResponseException notAcceptable(List<String> accept, List<Available> available) {
        String asked = shorten(String.join(", ", accept));
        return unavailable("Not available as " + asked + ". Ask for one of " + types(available) + ".", available, null);
    }

    /** This syntax cannot say what the document says; another can. */
    static ErrorResponseException notWritable(String syntax, List<Available> available, Exception cause) {
        return unavailable(
                "This document cannot be written in " + syntax + ". Ask for one of " + types(available) + ".",
                available,
                cause);
    }

    private static ErrorResponseException unavailable(
            String detail, List<Available> available, @org.jspecify.annotations.Nullable Exception cause) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_ACCEPTABLE, detail);
        problem.setProperty("available", available);
        ErrorResponseException exception = new ErrorResponseException(HttpStatus.NOT_ACCEPTABLE, problem, cause);
        exception
                .getHeaders()
                .add(
                        HttpHeaders.LINK,
                        available.stream()
                                .map(one -> "<" + one.href() + ">; rel=\"alternate\"; type=\"" + one.type() + "\"")
                                .collect(Collectors.joining(", ")));
        return exception;
    }

    private static String types(List<Available> available) {
        return available.stream().map(Available::type).collect(Collectors.joining(", "));
    }

    /** What a client sent may be of any length and is repeated only so far as it helps to recognise it. */
    static String shorten(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }
}
