package eu.staytuned.lod.web;

import eu.staytuned.lod.citation.Citation;
import eu.staytuned.lod.citation.Citations;
import eu.staytuned.lod.citation.Citations.Today;
import eu.staytuned.lod.citation.CitedResult;
import eu.staytuned.lod.queries.Example;
import eu.staytuned.lod.rdf.RdfSyntax;
import eu.staytuned.lod.sparql.Answers;
import eu.staytuned.lod.sparql.Rows;
import eu.staytuned.lod.web.CitationController.Form;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Download;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.springframework.web.ErrorResponseException;

/** Pages of results that were kept to be cited. */
class ResultPages {

    private static final int SHOWN = 50;

    /** A result is one graph. */
    private static final Set<String> FOR_SEVERAL_GRAPHS =
            Set.of(RdfSyntax.TRIG.extension(), RdfSyntax.N_QUADS.extension());

    private final Citations citations;
    private final Answers answers;

    ResultPages(Citations citations, Answers answers) {
        this.citations = citations;
        this.answers = answers;
    }

    /** The formats that a result comes in. */
    static List<AnswerFormat> formats(CitedResult result) {
        return AnswerFormat.of(Example.Form.valueOf(result.form())).stream()
                .filter(format -> !FOR_SEVERAL_GRAPHS.contains(format.extension()))
                .toList();
    }

    /**
     * A citation in one form.
     *
     * @param name of the form
     * @param file where it can be had alone
     */
    record Cited(String name, String text, String file) {}

    /** What the template shows, by name. */
    Map<String, Object> of(CitedResult result, Reading reading) {
        Rows rows = citations.read(
                result,
                reading.shelf(),
                shelf -> answers.rows(citations.question(result, Optional.empty()), shelf.data(), SHOWN));
        boolean isCurrent = result.edition().equals(reading.edition());
        Site site = reading.site();
        String issued = reading.texts().day(result.issued());
        String title = title(result, reading);
        Map<String, Object> page = new HashMap<>();
        page.put("heading", title);
        page.put("description", reading.message("cite.lead", "" + result.release(), issued));
        page.put("result", result);
        page.put("columns", rows.variables());
        page.put(
                "rows",
                rows.first().stream()
                        .map(row -> rows.variables().stream()
                                .map(variable ->
                                        Optional.ofNullable(row.get(variable)).map(node -> value(node, reading)))
                                .toList())
                        .toList());
        page.put("count", counted(result, result.rows(), reading));
        page.put("isCut", result.rows() > rows.first().size());
        page.put(
                "answer",
                !result.form().equals("ASK") ? "" : reading.message(rows.total() > 0 ? "value.yes" : "value.no"));
        page.put(
                "release",
                Value.link(
                        Text.of(reading.message("page.release", "" + result.release())),
                        site.href(reading.iris().resolve(result.edition().path())),
                        false,
                        ""));
        page.put("made", reading.texts().day(result.made()));
        page.put("address", reading.iris().resolve(result.path()));
        page.put("isCurrent", isCurrent);
        page.put("today", isCurrent ? "" : today(result, reading));
        page.put("otherBase", result.base().equals(reading.iris().base()) ? "" : result.base());
        page.put(
                "graphs",
                Stream.concat(result.defaultGraphs().stream(), result.namedGraphs().stream())
                        .toList());
        Parameters query = Parameters.NONE.with("query", result.query());
        for (String graph : result.defaultGraphs()) {
            query = query.with("default-graph-uri", graph);
        }
        for (String graph : result.namedGraphs()) {
            query = query.with("named-graph-uri", graph);
        }
        page.put("ask", site.link(query.of("sparql")));
        // The editor takes a query after the hash, and asks the whole dataset.
        page.put(
                "edit",
                result.defaultGraphs().isEmpty() && result.namedGraphs().isEmpty()
                        ? site.link(query.of("sparql").replace('?', '#'))
                        : "");
        String file = result.path();
        page.put(
                "downloads",
                Stream.concat(formats(result).stream(), Stream.of(AnswerFormat.TEXT))
                        .map(format -> new Download(format.label(), site.file(file + "." + format.extension()), ""))
                        .toList());
        page.put("check", check(result, reading));
        Citation citation = Citation.of(result, reading.iris());
        page.put("text", citation.text());
        page.put(
                "citations",
                Stream.of(Form.values())
                        .filter(form -> form != Form.TEXT)
                        .map(form -> new Cited(
                                form.label,
                                form.writer.apply(citation),
                                site.file(file + "/citation?as=" + form.parameter())))
                        .toList());
        return page;
    }

    private static String title(CitedResult result, Reading reading) {
        Node example = Reading.iri(result.example());
        return result.example().isEmpty()
                ? reading.message("cite.title")
                : reading.texts().label(example).map(Text::text).orElse(result.title());
    }

    private String today(CitedResult result, Reading reading) {
        Optional<Today> today;
        try {
            today = citations.today(result, reading.shelf());
        } catch (ErrorResponseException noAnswerToday) {
            return "";
        }
        String number = "" + reading.edition().number();
        return today.map(now -> now.same()
                        ? reading.message("cite.today.same", number)
                        : reading.message("cite.today.other", number, counted(result, now.rows(), reading)))
                .orElse("");
    }

    private static String counted(CitedResult result, long number, Reading reading) {
        return reading.message(result.hasTriples() ? "cite.triples" : "cite.rows", number);
    }

    /** A command with which anybody can compare the checksum. */
    private static String check(CitedResult result, Reading reading) {
        String address = reading.iris().resolve(result.path());
        boolean select = result.form().equals("SELECT");
        return "curl -s " + address + (result.hasTriples() ? ".nt" : ".tsv")
                + (select ? " | tail -n +2" : "")
                + " | sed 's/_:[A-Za-z0-9]*/_:b/g' | LC_ALL=C sort | sha256sum";
    }

    /** As it is in the data: a name where there is one to link to, numbers and dates as they are written. */
    private static Value value(Node node, Reading reading) {
        if (node.isURI()) {
            return reading.link(node);
        }
        return node.isLiteral()
                ? new Value(reading.texts().text(node), "", false, node.getLiteralLanguage(), "", List.of())
                : Value.of(Text.of("_:b"));
    }
}
