package eu.staytuned.lod.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.web.PublishedSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/**
 * Names as people write them, over the repository's own release: languages, scripts, missing diacritics, slips, codes,
 * identifiers. The right thing comes first, and nothing is certain that should not be.
 */
class SpellingTableTests extends PublishedSite {

    private static final int BATCH = 50;

    private final Client client = new Client(base());

    private record Row(String text, String type, List<String> rest) {}

    @Test
    void theRightThingComesFirst() throws IOException {
        List<Row> rows = rows("spellings.csv");
        List<JsonNode> answers = answers(rows);
        List<String> missed = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        int certain = 0;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            String meant = row.rest().get(0);
            JsonNode candidates = answers.get(i).get("result");
            String first = candidates.isEmpty()
                    ? "nothing"
                    : candidates.get(0).get("id").asString();
            if (!first.equals(meant)) {
                missed.add(row.text() + " → " + first);
            }
            for (JsonNode candidate : candidates) {
                if (candidate.get("match").asBoolean()) {
                    certain++;
                    if (!candidate.get("id").asString().equals(meant)) {
                        wrong.add(row.text() + " → " + candidate.get("id").asString());
                    }
                }
            }
        }
        double share = 1 - (double) missed.size() / rows.size();
        System.out.printf(
                "Spellings: %d, the right thing first in %.1f %%, certain of %d%n", rows.size(), share * 100, certain);

        assertThat(rows).hasSizeGreaterThanOrEqualTo(130);
        assertThat(share).as("missed: %s", missed).isGreaterThanOrEqualTo(0.95);
        assertThat(wrong).isEmpty();
        assertThat(certain)
                .as("a service that is certain of nothing is of little help")
                .isGreaterThan(rows.size() / 2);
    }

    @Test
    void nothingIsCertainThatShouldNotBe() throws IOException {
        List<Row> rows = rows("uncertain.csv");
        List<JsonNode> answers = answers(rows);
        List<String> certain = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            for (JsonNode candidate : answers.get(i).get("result")) {
                if (candidate.get("match").asBoolean()) {
                    certain.add(rows.get(i) + " → " + candidate.get("id").asString());
                }
            }
        }
        System.out.printf(
                "Names that nothing of ours is for certain: %d, certain of %d%n", rows.size(), certain.size());

        assertThat(rows).hasSizeGreaterThanOrEqualTo(40);
        assertThat(certain).isEmpty();
    }

    @Test
    void candidatesComeBestFirstAndEachOnce() throws IOException {
        for (JsonNode answer : answers(rows("spellings.csv"))) {
            List<Double> scores = StreamSupport.stream(answer.get("result").spliterator(), false)
                    .map(candidate -> candidate.get("score").asDouble())
                    .toList();
            List<String> ids = StreamSupport.stream(answer.get("result").spliterator(), false)
                    .map(candidate -> candidate.get("id").asString())
                    .toList();
            assertThat(scores).allMatch(score -> score > 0 && score <= 100);
            assertThat(scores).isSortedAccordingTo((one, other) -> Double.compare(other, one));
            assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        }
    }

    private List<JsonNode> answers(List<Row> rows) {
        List<JsonNode> answers = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += BATCH) {
            Map<String, Object> batch = new LinkedHashMap<>();
            List<Row> part = rows.subList(from, Math.min(rows.size(), from + BATCH));
            for (Row row : part) {
                batch.put("q" + batch.size(), query(row));
            }
            JsonNode answer = client.json(client.form("reconcile", "queries", client.write(batch)));
            for (int i = 0; i < part.size(); i++) {
                answers.add(answer.get("q" + i));
            }
        }
        return answers;
    }

    /** As OpenRefine writes it. */
    private static Map<String, Object> query(Row row) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("query", row.text());
        if (!row.type().isEmpty()) {
            query.put("type", row.type());
            query.put("type_strict", "should");
        }
        if (row.rest().size() > 1) {
            query.put(
                    "properties",
                    List.of(Map.of("pid", row.rest().get(0), "v", row.rest().get(1))));
        }
        return query;
    }

    private static List<Row> rows(String file) throws IOException {
        return new ClassPathResource("lookup/" + file)
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("# "))
                .map(line -> line.split("\\|", -1))
                .map(cells -> new Row(cells[0], cells[1], List.of(cells).subList(2, cells.length)))
                .toList();
    }
}
