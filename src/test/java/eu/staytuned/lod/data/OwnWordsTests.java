package eu.staytuned.lod.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.VCARD4;
import org.junit.jupiter.api.Test;

/** We retell and do not copy: no text of ours shares a run of eight words with a founding document. */
class OwnWordsTests {

    private static final int RUN = 8;

    /** Names and titles, and what is marked as the very words of the source. */
    private static final Set<Property> OFFICIAL_WORDING = Set.of(
            RDFS.label,
            SKOS.prefLabel,
            SKOS.altLabel,
            SKOS.hiddenLabel,
            DCTerms.title,
            DCTerms.alternative,
            FOAF.name,
            VCARD4.fn,
            VCARD4.organization_name,
            ResourceFactory.createProperty(SourceFiles.TERMS + "tagline"),
            ResourceFactory.createProperty(SourceFiles.TERMS + "asPublished"),
            ResourceFactory.createProperty(SourceFiles.TERMS + "field"));

    @Test
    void noTextSharesARunOfEightWordsWithAFoundingDocument() {
        Set<String> printed = new HashSet<>();
        SourceFiles.files(FoundingDocumentsTests.foundingDocuments(), ".txt")
                .forEach(document -> printed.addAll(runs(SourceFiles.text(document))));
        assertThat(printed).hasSizeGreaterThan(300);

        assertThat(copied(SourceFiles.model(), printed)).isEmpty();
    }

    @Test
    void aCopiedSentenceIsFound() {
        Set<String> printed = runs("She sells sea shells on the sea shore, and the shells are sea shells.");
        Model model = SourceFiles.copy();
        model.createResource("https://example.org/x")
                .addProperty(DCTerms.description, "They say she sells sea shells on the SEA shore and more.", "en");

        assertThat(copied(model, printed)).hasSize(2).allMatch(text -> text.startsWith("https://example.org/x"));
    }

    private static List<String> copied(Model model, Set<String> printed) {
        List<String> copied = new ArrayList<>();
        for (Statement statement : model.listStatements().toList()) {
            if (statement.getObject().isLiteral() && !OFFICIAL_WORDING.contains(statement.getPredicate())) {
                runs(statement.getString()).stream()
                        .filter(printed::contains)
                        .forEach(run ->
                                copied.add(statement.getSubject() + " " + statement.getPredicate() + ": " + run));
            }
        }
        return copied;
    }

    /** All runs of eight words in a text, in small letters and without punctuation. */
    private static Set<String> runs(String text) {
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")).stream()
                .filter(word -> !word.isEmpty())
                .toList();
        Set<String> runs = new HashSet<>();
        for (int start = 0; start + RUN <= words.size(); start++) {
            runs.add(String.join(" ", words.subList(start, start + RUN)));
        }
        return runs;
    }
}
