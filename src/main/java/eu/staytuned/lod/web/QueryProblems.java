package eu.staytuned.lod.web;

import eu.staytuned.lod.queries.Binding.Reason;
import eu.staytuned.lod.queries.Binding.Refusal;
import eu.staytuned.lod.queries.Binding.Refused;
import eu.staytuned.lod.queries.Example;
import eu.staytuned.lod.queries.Examples;
import eu.staytuned.lod.queries.Parameter;
import eu.staytuned.lod.rdf.IriSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What can go wrong when a question is asked, in words that help the reader on. */
final class QueryProblems {

    /** The property of a problem that lists what is wrong with each value. */
    static final String REFUSALS = "refusals";

    private static final int IN_WORDS = 12;

    private QueryProblems() {}

    /** There is no such question. */
    static ErrorResponseException unknown(String name, Examples examples, IriSpace iris) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND,
                "There is no question " + WebProblems.shorten(name) + ". " + iris.resolve(Questions.PATH)
                        + " lists those that there are.");
        examples.nearest(name)
                .ifPresent(nearest -> problem.setProperty(
                        ProblemHelp.KNOWN, List.of(nearest.iri().getURI())));
        problem.setProperty("nearby", List.of(iris.resolve(Examples.PATH)));
        return new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
    }

    /** The question has an answer, but not in a format of this name. */
    static ErrorResponseException noSuchFormat(
            Example example, String extension, List<AnswerFormat> formats, IriSpace iris) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND,
                "There is no ." + WebProblems.shorten(extension) + " of this. There is "
                        + formats.stream()
                                .map(format -> "." + format.extension())
                                .collect(Collectors.joining(", "))
                        + ".");
        problem.setProperty("available", available(example, formats, iris));
        return new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
    }

    /** The page, the answer in all formats, the text. */
    static List<WebProblems.Available> available(Example example, List<AnswerFormat> formats, IriSpace iris) {
        String address = iris.resolve(Questions.path(example));
        return Stream.concat(
                        Stream.of(new WebProblems.Available(Representation.PAGE.mediaType(), address + ".html")),
                        formats.stream()
                                .map(format -> new WebProblems.Available(
                                        format.mediaType(), address + "." + format.extension())))
                .toList();
    }

    /** A parameter has one value. */
    static ErrorResponseException several(String name, int number) {
        return WebProblems.problem(
                HttpStatus.BAD_REQUEST,
                "There are " + number + " values of " + WebProblems.shorten(name) + ". Give one.");
    }

    /** The question calls an endpoint that is not asked from here. */
    static ErrorResponseException federated(Example example, IriSpace iris) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.FORBIDDEN,
                "This question asks " + String.join(" and ", example.federatesWith())
                        + " as well, and this endpoint calls no other. Take the text of the query from "
                        + iris.resolve(Questions.path(example))
                        + ".rq and send it to an endpoint that does: your own, or "
                        + String.join(" or ", example.federatesWith()) + ".");
        problem.setTitle("Another endpoint is asked, which is not done here");
        problem.setProperty("federatesWith", example.federatesWith());
        return new ErrorResponseException(HttpStatus.FORBIDDEN, problem, null);
    }

    /**
     * Values that do not suit: here is what does.
     *
     * @param path that was asked for, below the base
     */
    static ErrorResponseException unsuitable(
            Example example, Refused refused, String path, Map<String, String> values, IriSpace iris) {
        List<Refusal> refusals = refused.refusals();
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                refusals.stream().map(QueryProblems::sentence).collect(Collectors.joining(" ")));
        problem.setTitle("A parameter does not suit");
        Refusal first = refusals.get(0);
        problem.setProperty("parameter", WebProblems.shorten(first.name()));
        problem.setProperty("allowed", first.allowed());
        problem.setProperty("total", first.total());
        first.nearest().ifPresent(nearest -> problem.setProperty("nearest", nearest));
        problem.setProperty(
                REFUSALS,
                refusals.stream()
                        .map(refusal -> described(refusal, path, values, iris))
                        .toList());
        problem.setProperty("question", iris.resolve(Questions.path(example)));
        return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
    }

    private static String sentence(Refusal refusal) {
        String name = WebProblems.shorten(refusal.name());
        String start =
                switch (refusal.reason()) {
                    case UNKNOWN_PARAMETER -> "There is no parameter " + name + ".";
                    case MISSING -> "The parameter " + name + " is missing.";
                    case UNSUITABLE -> name + "=" + WebProblems.shorten(refusal.value()) + " does not suit.";
                };
        if (refusal.total() == 0) {
            return refusal.reason() == Reason.UNKNOWN_PARAMETER
                    ? start + " This question has none."
                    : start + " Give a value of "
                            + refusal.parameter()
                                    .flatMap(Parameter::datatype)
                                    .map(type ->
                                            type.getURI().replaceFirst("^http://www.w3.org/2001/XMLSchema#", "xsd:"))
                                    .orElse("the kind that is documented")
                            + ", of a thousand letters at most.";
        }
        String known = refusal.allowed().stream().limit(IN_WORDS).collect(Collectors.joining(", "));
        String more = refusal.total() > IN_WORDS ? " and " + (refusal.total() - IN_WORDS) + " more" : "";
        return start + " There " + (refusal.total() == 1 ? "is " : "are ") + known + more + "."
                + refusal.nearest()
                        .map(nearest -> " Did you mean " + nearest + "?")
                        .orElse("");
    }

    private static Map<String, Object> described(
            Refusal refusal, String path, Map<String, String> values, IriSpace iris) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("parameter", WebProblems.shorten(refusal.name()));
        one.put("value", WebProblems.shorten(refusal.value()));
        one.put("allowed", refusal.allowed());
        one.put("total", refusal.total());
        refusal.nearest().ifPresent(nearest -> {
            one.put("nearest", nearest);
            one.put("instead", instead(refusal, nearest, path, values, iris));
        });
        return one;
    }

    /** The same address with what is nearest. */
    private static String instead(
            Refusal refusal, String nearest, String path, Map<String, String> values, IriSpace iris) {
        Parameters parameters = Parameters.NONE;
        for (Map.Entry<String, String> value : values.entrySet()) {
            boolean wrong = value.getKey().equals(refusal.name());
            boolean name = refusal.reason() == Reason.UNKNOWN_PARAMETER;
            parameters = parameters.with(
                    wrong && name ? nearest : value.getKey(),
                    wrong && !name ? nearest : value.getValue().length() > 200 ? "" : value.getValue());
        }
        return iris.resolve(parameters.of(path));
    }
}
