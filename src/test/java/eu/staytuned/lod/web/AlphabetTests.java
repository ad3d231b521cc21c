package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Collator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlphabetTests {

    private static final List<String> TEXTS = texts();

    /** All texts that are published, and some that try the order. */
    private static List<String> texts() {
        Graph graph = GraphMemFactory.createDefaultGraph();
        try (Stream<Path> files = Files.walk(Path.of("rdf-data"))) {
            files.filter(file -> file.toString().endsWith(".ttl"))
                    .forEach(file -> RDFDataMgr.read(graph, file.toUri().toString()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        List<String> texts = new ArrayList<>(
                List.of("", " ", "-", "co-op", "coop", "Coop", "CO-OP", "e\u0301", "\u00e9", "ß", "ss", "l·l"));
        graph.stream()
                .filter(triple -> triple.getObject().isLiteral())
                .map(triple -> triple.getObject().getLiteralLexicalForm())
                .distinct()
                .forEach(texts::add);
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"bg", "ca", "de", "el", "en", "es", "et", "fr", "nl", "pt", "sv"})
    void itIsTheOrderOfTheLanguage(String language) {
        Locale locale = Locale.forLanguageTag(language);
        Collator letters = Collator.getInstance(locale);
        Alphabet alphabet = new Alphabet(locale);
        Random random = new Random(language.hashCode());
        for (int i = 0; i < 10_000; i++) {
            String one = TEXTS.get(random.nextInt(TEXTS.size()));
            String other = TEXTS.get(random.nextInt(TEXTS.size()));
            assertThat(Integer.signum(alphabet.compare(one, other)))
                    .as("%s and %s", one, other)
                    .isEqualTo(Integer.signum(letters.compare(one, other)));
        }
    }

    @Test
    void languagesDifferInIt() {
        assertThat(new Alphabet(Locale.forLanguageTag("sv")).compare("Öst", "Zon"))
                .isPositive();
        assertThat(new Alphabet(Locale.GERMAN).compare("Öst", "Zon")).isNegative();
    }
}
