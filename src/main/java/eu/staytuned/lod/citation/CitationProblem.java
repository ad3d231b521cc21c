package eu.staytuned.lod.citation;

import eu.staytuned.lod.release.ReleaseUnavailableException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Why a result cannot be kept or shown (RFC 9457). */
final class CitationProblem extends ErrorResponseException {

    private static final Duration LATER = Duration.ofMinutes(10);

    private CitationProblem(HttpStatus status, String title, String detail, Throwable cause) {
        super(status, problem(status, title, detail), cause);
    }

    private CitationProblem(HttpStatus status, String title, String detail) {
        super(status, problem(status, title, detail), null);
    }

    private static ProblemDetail problem(HttpStatus status, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return problem;
    }

    private CitationProblem later() {
        getHeaders().set(HttpHeaders.RETRY_AFTER, "" + LATER.toSeconds());
        return this;
    }

    static CitationProblem noQuery() {
        return new CitationProblem(
                HttpStatus.BAD_REQUEST,
                "No query",
                "There is no query to cite. Send it as the parameter query= of a form, once.");
    }

    static CitationProblem tooLong(long limit) {
        return new CitationProblem(
                HttpStatus.CONTENT_TOO_LARGE,
                "Query too long to be kept",
                "A query that is kept for citing may have up to " + limit + " bytes.");
    }

    static CitationProblem notRepeatable() {
        return new CitationProblem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "Query without a lasting answer",
                "The query calls NOW, RAND, UUID, STRUUID, BNODE or a function of its own, so its rows differ each time it is "
                        + "asked and cannot be cited. Take that out, or cite the release and keep the rows yourself.");
    }

    static CitationProblem notRows() {
        return new CitationProblem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "Query without rows",
                "SELECT, ASK, CONSTRUCT and DESCRIBE can be cited; Jena's JSON cannot.");
    }

    static CitationProblem full(int number) {
        return new CitationProblem(
                        HttpStatus.INSUFFICIENT_STORAGE,
                        "No room for more citations",
                        "This instance keeps " + number
                                + " results, and has as many. Those that are kept stay. Cite the "
                                + "release with its number and your query instead, or ask the operator for room.")
                .later();
    }

    static CitationProblem notKept(Throwable cause) {
        return new CitationProblem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Result could not be kept",
                        "The result could not be written to the disk. It is in our log; try again later.",
                        cause)
                .later();
    }

    static CitationProblem unreadable(String hash, Throwable cause) {
        return new CitationProblem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Citation damaged",
                        "What is kept of " + hash
                                + " is damaged and cannot be read. The operator can put it back from a " + "backup.",
                        cause)
                .later();
    }

    static CitationProblem unavailable(CitedResult result, ReleaseUnavailableException cause) {
        String rest = " The query and its checksum are kept; no other rows are shown in their place.";
        return cause.isGone()
                ? new CitationProblem(HttpStatus.GONE, "Release gone", cause.getMessage() + rest, cause)
                : new CitationProblem(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "Release cannot be read",
                                cause.getMessage() + rest,
                                cause)
                        .later();
    }

    static CitationProblem anotherRelease(CitedResult result) {
        return new CitationProblem(
                HttpStatus.GONE,
                "Release gone",
                "The archive has a release " + result.release() + ", but not the one that answered: its content is "
                        + "another. The query and its checksum are kept; no other rows are shown in their place.");
    }

    static CitationProblem otherRows(CitedResult result) {
        return new CitationProblem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Rows cannot be repeated",
                "Release " + result.release() + " gives this query rows with another checksum now than when it was "
                        + "cited. That happens where LIMIT, OFFSET or SAMPLE choose among rows that nothing orders. No "
                        + "other rows are shown in place of those that were cited.");
    }
}
