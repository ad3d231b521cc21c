package eu.staytuned.lod.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.jena.query.ResultSetFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the data must be able to answer: the queries in {@code ontology/questions}, each with its answer beside it. */
class CompetencyQuestionTests {

    static List<Path> questions() {
        return SourceFiles.files(SourceFiles.ONTOLOGY.resolve("questions"), ".rq");
    }

    @ParameterizedTest
    @MethodSource("questions")
    void theDataGivesTheExpectedAnswer(Path question) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ResultSetFormatter.outputAsCSV(answer, SourceFiles.select(SourceFiles.text(question), SourceFiles.model()));

        assertThat(answer.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"))
                .as(question + " (the expected answer stands in the .csv beside it)")
                .isEqualTo(SourceFiles.text(answerTo(question)));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void eachBeginsWithTheQuestionInWordsAndHasAnOrderAndAnAnswer(Path question) {
        String query = SourceFiles.text(question);

        assertThat(query).startsWith("# ").contains("ORDER BY");
        assertThat(query.lines().findFirst().orElseThrow()).endsWith("?");
        assertThat(SourceFiles.text(answerTo(question)).lines()).hasSizeGreaterThan(1);
    }

    @Test
    void thereIsNoAnswerWithoutAQuestion() {
        assertThat(SourceFiles.files(SourceFiles.ONTOLOGY.resolve("questions"), ".csv"))
                .isEqualTo(questions().stream()
                        .map(CompetencyQuestionTests::answerTo)
                        .toList())
                .hasSizeGreaterThanOrEqualTo(30)
                .allMatch(Files::isRegularFile);
    }

    private static Path answerTo(Path question) {
        return question.resolveSibling(question.getFileName().toString().replace(".rq", ".csv"));
    }
}
