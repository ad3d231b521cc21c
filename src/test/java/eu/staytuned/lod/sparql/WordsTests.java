package eu.staytuned.lod.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;
import org.apache.jena.sparql.lang.arq.javacc.ARQParserConstants;
import org.apache.jena.sparql.lang.arq.javacc.ARQParserTokenManager;
import org.apache.jena.sparql.lang.arq.javacc.SimpleCharStream;
import org.apache.jena.sparql.lang.arq.javacc.Token;
import org.apache.jena.sparql.lang.arq.javacc.TokenMgrError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTests {

    private static final String BASE = "https://example.org/";

    private static final Pattern IN_TURTLE = Pattern.compile("\"\"\"(.*?)\"\"\"", Pattern.DOTALL);

    /** What may change where a word ends, or of which kind it is. */
    private static final List<String> BITS = List.of(
            "a",
            "A",
            "x",
            "_",
            "0",
            "7",
            "e",
            "E",
            ".",
            "..",
            "-",
            "+",
            ":",
            "::",
            "?",
            "$",
            "@",
            "@en-GB",
            "<",
            "<=",
            "<<",
            ">",
            ">>",
            "(",
            ")",
            "()",
            "( )",
            "[",
            "]",
            "[ ]",
            "{",
            "}",
            "{|",
            "|}",
            "|",
            "||",
            "&",
            "&&",
            "!",
            "!=",
            "=",
            ":=",
            "^",
            "^^",
            "*",
            "/",
            ";",
            ",",
            "~",
            "#",
            "# b\n",
            "\n",
            "\r",
            "\t",
            " ",
            "\"",
            "'",
            "\"\"",
            "\"\"\"",
            "'''",
            "\\",
            "\\n",
            "\\u0041",
            "%41",
            "é",
            "ł",
            "\uD83D\uDE00",
            "_:b",
            "1.",
            ".5",
            "1e3",
            "+1",
            "-2.5",
            "true",
            "INSERT DATA",
            "insert",
            "isIRI",
            "<a>",
            "<a b>",
            "p:q",
            "p:",
            "\uFEFF",
            "\u0000");

    private static List<String> ofJena(String text) {
        List<String> words = new ArrayList<>();
        ARQParserTokenManager scanner = new ARQParserTokenManager(new SimpleCharStream(new StringReader(text)));
        try {
            Token word;
            do {
                word = scanner.getNextToken();
                words.add(word.kind + " " + word.image);
            } while (word.kind != ARQParserConstants.EOF);
        } catch (TokenMgrError e) {
            words.add("no word");
        }
        return words;
    }

    private static Optional<List<String>> ofOurs(String text) {
        return Optional.ofNullable(Words.common(text))
                .map(words ->
                        words.stream().map(word -> word.kind + " " + word.image).toList());
    }

    private static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        try (Stream<Path> files =
                Stream.of("ontology", "rdf-data/queries", "src/main/resources").flatMap(WordsTests::files)) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".rq")) {
                    queries.add(Files.readString(file));
                } else if (file.startsWith("rdf-data/queries")) {
                    IN_TURTLE
                            .matcher(Files.readString(file))
                            .results()
                            .map(MatchResult::group)
                            .map(text -> text.substring(3, text.length() - 3).replace("\\\\", "\\"))
                            .forEach(queries::add);
                }
            }
        }
        return queries;
    }

    private static Stream<Path> files(String folder) {
        try {
            return Files.walk(Path.of(folder)).filter(Files::isRegularFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyQueryOfThisRepositoryHasCommonWords() throws IOException {
        List<String> queries = queries();
        assertThat(queries).hasSizeGreaterThan(100).allSatisfy(text -> assertThat(ofOurs(text))
                .contains(ofJena(text)));
    }

    @Test
    void theyMeanWhatTheyMeanToJena() throws IOException {
        assertThat(queries())
                .filteredOn(text -> !text.matches("(?s).*(SERVICE|\\$).*"))
                .allSatisfy(text -> {
                    QueryText read = QueryText.parse(text, BASE);
                    assertThat(read.query()).isEqualTo(QueryFactory.create(text, BASE, Syntax.syntaxARQ));
                    assertThat(read.query().toString())
                            .isEqualTo(QueryFactory.create(text, BASE, Syntax.syntaxARQ)
                                    .toString());
                });
    }

    @Test
    void keywordsAreThoseOfJenaHoweverTheyAreWritten() {
        int common = 0;
        for (String image : ARQParserConstants.tokenImage) {
            String word = image.replace("\"", "");
            for (String spelt : List.of(word, word.toLowerCase(Locale.ROOT), word.toUpperCase(Locale.ROOT))) {
                for (String text :
                        List.of(spelt, spelt + "(?x)", "?y " + spelt + ".", spelt + "s", spelt + ":b", spelt + "-")) {
                    Optional<List<String>> ours = ofOurs(text);
                    ours.ifPresent(words -> assertThat(words).as(text).isEqualTo(ofJena(text)));
                    common += ours.isPresent() ? 1 : 0;
                }
            }
        }
        assertThat(common).isGreaterThan(1_500);
    }

    @Test
    void spoiltQueriesHaveTheWordsThatJenaFindsOrAreLeftToIt() throws IOException {
        List<String> queries = queries();
        Random random = new Random(7);
        int common = 0;
        for (int i = 0; i < 6_000; i++) {
            StringBuilder text = new StringBuilder(queries.get(random.nextInt(queries.size())));
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(text.length());
                text.replace(
                        at, Math.min(text.length(), at + random.nextInt(3)), BITS.get(random.nextInt(BITS.size())));
            }
            Optional<List<String>> ours = ofOurs(text.toString());
            ours.ifPresent(words -> assertThat(words).as(text.toString()).isEqualTo(ofJena(text.toString())));
            common += ours.isPresent() ? 1 : 0;
        }
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int bits = 1 + random.nextInt(6); bits > 0; bits--) {
                text.append(BITS.get(random.nextInt(BITS.size())));
            }
            ofOurs(text.toString())
                    .ifPresent(words -> assertThat(words).as(text.toString()).isEqualTo(ofJena(text.toString())));
        }
        assertThat(common).isBetween(1_000, 5_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * { ?städtchen ?p ?o }",
                "SELECT * { ?s ex:größe ?o }",
                "SELECT * { << ?s ?p ?o >> ?q ?v }",
                "ASK { ?s ?p \"\\u00e9\" }",
                "ASK { ?s ?p 1e3 }",
                "INSERT DATA { <s> <p> <o> }"
            })
    void whatIsRareIsLeftToJena(String text) {
        assertThat(ofOurs(text)).isEmpty();
        assertThat(Words.of(text)).hasSize(ofJena(text).size());
    }
}
