package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.release.Fault.Severity;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseValidatorTests {

    @TempDir
    Path folder;

    Sources sources;

    @BeforeEach
    void copy() {
        sources = Sources.small(folder);
    }

    @Test
    void aGoodReleaseHasNoFaults() {
        assertThat(sources.judge()).isInstanceOf(Verdict.Publishable.class);
        assertThat(sources.faults()).isEmpty();
    }

    @Test
    void aWarningDoesNotStopARelease() {
        sources.replace("rdf-data/cities/aveiro.ttl", "rdfs:comment", "rdfs:seeAlso");

        assertThat(sources.judge()).isInstanceOf(Verdict.Publishable.class);
        assertThat(sources.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.severity()).isEqualTo(Severity.WARNING);
            assertThat(fault.toString())
                    .isEqualTo("id/city/aveiro  rdfs:comment  \"A sentence about the city helps people find it.\""
                            + "  rdf-data/cities/aveiro.ttl:5");
        });
    }

    @Test
    void aCheckMayAdviseAsWell() {
        sources.write(
                "ontology/checks/advice.rq",
                "# Warning: a twin is nice to have.\nSELECT ?resource { ?resource a ?type }");

        assertThat(sources.judge()).isInstanceOf(Verdict.Publishable.class);
        assertThat(sources.faults()).isNotEmpty().allSatisfy(fault -> {
            assertThat(fault.severity()).isEqualTo(Severity.WARNING);
            assertThat(fault.message()).isEqualTo("a twin is nice to have.");
        });
    }

    @Test
    void aRowOfACheckNamesResourcePropertyValueFileAndLine() {
        sources.append("rdf-data/cities/aveiro.ttl", "\ncity:aveiro st:twinOf city:ghent ,\n    city:atlantis .\n");

        assertThat(sources.faults()).anySatisfy(fault -> assertThat(fault.toString())
                .isEqualTo("id/city/aveiro  st:twinOf  \"What is linked to is described.\"  found: city:atlantis"
                        + "  rdf-data/cities/aveiro.ttl:10"));
    }

    @Test
    void whereSeveralFilesSpeakOfAThingTheOneThatSaysItIsNamed() {
        sources.write(
                "rdf-data/more.ttl",
                """
                PREFIX city: <https://w3id.org/stay-tuned/id/city/>
                PREFIX st:   <https://w3id.org/stay-tuned/ontology#>
                city:aveiro st:twinOf "Ghent" .
                """);

        assertThat(sources.faults())
                .filteredOn(fault -> fault.message().equals("A twin is a city of ours."))
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.place()).isEqualTo("rdf-data/more.ttl:3"));
    }

    @Test
    void aCheckMayNameTheFileItself() {
        sources.write(
                "ontology/checks/files.rq",
                "# No file is about Ghent.\nSELECT ?file { GRAPH ?file { <https://w3id.org/stay-tuned/id/city/ghent> ?p ?o } }");

        assertThat(sources.faults()).extracting(Fault::file).contains("rdf-data/cities/ghent.ttl");
    }

    @Test
    void aCheckThatTakesTooLongStopsTheRelease() {
        sources.write(
                "ontology/checks/slow.rq",
                "# Slow.\nSELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r . ?s ?t ?u "
                        + "FILTER(CONCAT(STR(?a), STR(?d), STR(?g), STR(?j), STR(?m), STR(?p), STR(?s)) = \"x\") }");
        PublicationSettings patient = sources.settings();
        PublicationSettings hurried = new PublicationSettings(
                patient.sources(),
                patient.dataDir(),
                false,
                patient.maxFile(),
                patient.maxLiteral(),
                java.time.Duration.ofMillis(200),
                patient.publishPatience());
        Verdict verdict = new ReleaseValidator(hurried, Sources.IRIS).judge(sources.read());

        assertThat(((Verdict.Rejected) verdict).faults()).singleElement().satisfies(fault -> assertThat(
                        fault.toString())
                .isEqualTo("ontology/checks/slow.rq  It did not finish within 200 ms (publication.check-timeout)."));
    }

    @Test
    void aReportOfThousandsOfFaultsStaysReadable() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            many.append("<https://w3id.org/stay-tuned/id/city/c").append(i);
            many.append(
                    "> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/stay-tuned/ontology#City> .\n");
        }
        sources.write("rdf-data/many.nt", many.toString());
        String report = Report.refused(sources.faults(), "");

        assertThat(report).startsWith("Release refused: 1000 violations and 1000 warnings:");
        assertThat(report.lines()).hasSize(202);
        assertThat(report).endsWith("… and 1800 more faults").contains("rdf-data/many.nt:1\n");
    }
}
