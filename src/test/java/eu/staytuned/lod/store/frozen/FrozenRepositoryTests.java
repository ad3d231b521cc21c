package eu.staytuned.lod.store.frozen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.Test;

/** This repository's questions and examples have the same answers over a frozen dataset as over Jena's own. */
class FrozenRepositoryTests {

    /** Without a year and a region it compares every two figures. */
    private static final String TOO_MUCH = "change-between-years.ttl";

    @Test
    void questionsAndExamplesHaveTheSameAnswers() throws IOException {
        DatasetGraph expected = DatasetGraphFactory.createTxnMem();
        DatasetGraph frozen = new SwitchedDataset();
        Map<Path, Graph> graphs = new LinkedHashMap<>();
        for (Path file : files("ontology", ".ttl")) {
            graphs.put(file, RDFDataMgr.loadGraph(file.toString()));
        }
        for (Path file : files("rdf-data", ".ttl")) {
            graphs.put(file, RDFDataMgr.loadGraph(file.toString()));
        }
        for (DatasetGraph dataset : List.of(expected, frozen)) {
            dataset.executeWrite(
                    () -> graphs.forEach((file, graph) -> graph.find().forEachRemaining(triple -> {
                        dataset.add(Quad.create(NodeFactory.createURI("urn:file:" + file), triple));
                        if (!file.startsWith("ontology/history") && !file.endsWith("shapes.ttl")) {
                            dataset.add(Quad.create(Quad.defaultGraphIRI, triple));
                        }
                    })));
        }

        int withRows = 0;
        Map<String, String> queries = queries();
        for (Map.Entry<String, String> query : queries.entrySet()) {
            Query parsed = QueryFactory.create(query.getValue());
            if (parsed.isSelectType() || parsed.isAskType()) {
                List<String> rows = FrozenQueriesTests.answer(expected, parsed);
                List<String> found = FrozenQueriesTests.answer(frozen, parsed);
                // In which order values are put together, nobody says.
                boolean concatenated = query.getValue().contains("GROUP_CONCAT");
                assertThat(concatenated ? letters(found) : found)
                        .as(query.getKey())
                        .isEqualTo(concatenated ? letters(rows) : rows);
                withRows += rows.isEmpty() ? 0 : 1;
            }
        }
        assertThat(queries).hasSizeGreaterThan(70);
        assertThat(withRows).isGreaterThan(50);
    }

    private static List<String> letters(List<String> rows) {
        return rows.stream()
                .map(row -> row.chars().sorted().mapToObj(Character::toString).collect(Collectors.joining()))
                .sorted()
                .toList();
    }

    private static Map<String, String> queries() throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        for (Path file : files("ontology/questions", ".rq")) {
            queries.put(file.toString(), Files.readString(file));
        }
        for (Path file : files("rdf-data/queries", ".ttl")) {
            Matcher text = Pattern.compile("sh:(select|ask) \"\"\"(.*?)\"\"\"", Pattern.DOTALL)
                    .matcher(Files.readString(file));
            if (text.find() && !text.group(2).contains("SERVICE") && !file.endsWith(TOO_MUCH)) {
                queries.put(file.toString(), text.group(2).replace("\\\\", "\\"));
            }
        }
        return queries;
    }

    private static List<Path> files(String folder, String extension) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        }
    }
}
