package eu.staytuned.lod.resource;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What can go wrong when an IRI is looked up, in words that help the reader on. */
final class Problems {

    private Problems() {}

    /** Nothing in the release has this IRI. */
    static ErrorResponseException unknown(String iri, List<String> nearby) {
        ProblemDetail problem = problem(HttpStatus.NOT_FOUND, "Nothing is published under " + iri + ".");
        if (!nearby.isEmpty()) {
            problem.setProperty("nearby", nearby);
        }
        return new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
    }

    /** The thing was published once; its IRI will not be used for another. */
    static ErrorResponseException withdrawn(
            String iri, List<String> replacements, Optional<Withdrawals.Withdrawal> withdrawal) {
        ProblemDetail problem = problem(
                HttpStatus.GONE,
                iri + " was withdrawn"
                        + withdrawal
                                .map(when -> " on " + when.issued().toString().substring(0, 10))
                                .orElse("")
                        + ". It was replaced by " + String.join(" and ", replacements) + ".");
        problem.setProperty("replacedBy", replacements);
        withdrawal.ifPresent(when -> problem.setProperty("withdrawn", when.issued()));
        ErrorResponseException gone = new ErrorResponseException(HttpStatus.GONE, problem, null);
        replacements.forEach(iriOfSuccessor ->
                gone.getHeaders().add(HttpHeaders.LINK, "<" + iriOfSuccessor + ">; rel=\"successor-version\""));
        return gone;
    }

    /** The thing was published once and went without a successor. */
    static ErrorResponseException gone(String iri, Withdrawals.Withdrawal withdrawal, String release) {
        ProblemDetail problem = problem(
                HttpStatus.GONE,
                iri + " was withdrawn: release " + withdrawal.release() + ", published on "
                        + withdrawal.issued().toString().substring(0, 10) + ", is the first without it.");
        problem.setProperty("withdrawn", withdrawal.issued());
        problem.setProperty("release", release);
        return new ErrorResponseException(HttpStatus.GONE, problem, null);
    }

    /** The document has fewer pages, or the page is no number. */
    static ErrorResponseException noSuchPage(String page, int pages) {
        return new ErrorResponseException(
                HttpStatus.NOT_FOUND,
                problem(
                        HttpStatus.NOT_FOUND,
                        "There is no page " + page + ": this document has "
                                + (pages == 1 ? "one page." : pages + " pages.")),
                null);
    }

    /** The page parameter is not a number from 1. */
    static ErrorResponseException notAPage(String page) {
        return new ErrorResponseException(
                HttpStatus.BAD_REQUEST,
                problem(HttpStatus.BAD_REQUEST, "page=" + page + " is not a page number. Give a whole number from 1."),
                null);
    }

    /** A document of so many statements would be too much for the server and for most readers. */
    static ErrorResponseException tooLarge(String iri, int limit) {
        return new ErrorResponseException(
                HttpStatus.SERVICE_UNAVAILABLE,
                problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The description of " + iri + " has more than " + limit
                                + " statements, too many for one document. Ask the SPARQL endpoint for the part you need."),
                null);
    }

    private static ProblemDetail problem(HttpStatus status, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("about:blank"));
        return problem;
    }
}
