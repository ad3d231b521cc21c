package eu.staytuned.lod.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Short programs in one language that ask this site, each with what it printed when it was run.
 *
 * @param name in the address
 * @param title a proper name, the same in every language
 * @param needs what has to be there before the programs run
 */
record Guide(String name, String title, String needs, List<Program> programs) {

    private static final String FOLDER = "/guides/";

    /** In the order in which they are offered. */
    static final List<Guide> ALL = List.of(
            new Guide(
                    "python",
                    "Python",
                    "pandas, SPARQLWrapper, rdflib",
                    List.of(
                            Program.of("table", "pandas", "python/table", ".py"),
                            Program.of("query", "SPARQLWrapper", "python/query", ".py"),
                            Program.of("graph", "rdflib", "python/graph", ".py"),
                            Program.of("question", "pandas", "python/question", ".py"),
                            Program.of("data", "pandas", "python/data", ".py"),
                            Program.of("cited", "Python", "python/cite", ".py"))),
            new Guide(
                    "r",
                    "R",
                    "httr",
                    List.of(
                            Program.of("table", "R", "r/table", ".R"),
                            Program.of("query", "httr", "r/query", ".R"),
                            Program.of("question", "R", "r/question", ".R"),
                            Program.of("data", "R", "r/data", ".R"),
                            Program.of("cited", "httr", "r/cite", ".R"))),
            new Guide("jupyter", "Jupyter", "pandas", Notebook.cells()));

    /**
     * A program or a part of one, written with the canonical base.
     *
     * @param purpose the end of the key of the message that says what it does; empty where a heading stands in the program itself
     * @param with what it does that with
     * @param file its path below the guides; empty where it is none of its own
     * @param printed empty where it prints nothing; an ellipsis stands for what depends on the day and the release
     */
    record Program(String purpose, String with, String file, String code, String printed) {

        /** Whether another run prints something else in places. */
        public boolean isVarying() {
            return printed.contains("…");
        }

        private static Program of(String purpose, String with, String path, String extension) {
            return new Program(purpose, with, path + extension, read(path + extension), read(path + ".txt"));
        }
    }

    /** The notebook, whose cells are shown one by one. */
    static final class Notebook {

        static final String FILE = "jupyter/stay-tuned.ipynb";

        private Notebook() {}

        static String text() {
            return read(FILE);
        }

        private static List<Program> cells() {
            List<Program> cells = new ArrayList<>();
            String heading = "";
            for (JsonNode cell : JsonMapper.shared().readTree(text()).path("cells")) {
                String source = lines(cell.path("source"));
                if (cell.path("cell_type").asString().equals("markdown")) {
                    heading = source.startsWith("## ")
                            ? source.substring(3).lines().findFirst().orElse("")
                            : "";
                } else {
                    cells.add(new Program("", heading, "", source, printed(cell)));
                    heading = "";
                }
            }
            return List.copyOf(cells);
        }

        private static String printed(JsonNode cell) {
            StringBuilder printed = new StringBuilder();
            for (JsonNode output : cell.path("outputs")) {
                JsonNode text = output.path("data").path("text/plain");
                printed.append(lines(text.isMissingNode() ? output.path("text") : text));
            }
            return printed.toString();
        }

        private static String lines(JsonNode lines) {
            StringBuilder text = new StringBuilder();
            StreamSupport.stream(lines.spliterator(), false).forEach(line -> text.append(line.asString()));
            return text.toString();
        }
    }

    private static String read(String file) {
        try (InputStream in = Guide.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + FOLDER + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
