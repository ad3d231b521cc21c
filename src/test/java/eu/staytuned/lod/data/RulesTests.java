package eu.staytuned.lod.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.rdf.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader finds without reasoning, because the rules have derived it. */
class RulesTests {

    static List<Path> rules() {
        return SourceFiles.files(SourceFiles.ONTOLOGY.resolve("rules"), ".rq");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network:stay-tuned          st:partner                city:sofia",
                "network:stay-tuned          st:partner                city:ghent",
                "city:sofia                  st:partnerIn              network:stay-tuned",
                "city:ghent                  st:leads                  network:stay-tuned",
                "city:ghent                  st:within                 region:be234",
                "city:ghent                  st:within                 country:belgium",
                "region:pt16d                st:within                 region:pt1",
                "journey:ghent               st:action                 action:ghent-change-in-schools",
                "phase:stay-tuned-1          st:phaseOf                network:stay-tuned",
                "city:ghent                  a                         st:Place",
                "city:ghent                  a                         <http://schema.org/City>",
                "city:ghent                  a                         <http://purl.org/dc/terms/Location>",
                "partnership:stay-tuned-sofia a                        <http://www.w3.org/ns/org#Membership>",
                "scheme:topic                skos:hasTopConcept        topic:poverty",
                "education-level:lower-secondary-vocational-school-based skos:broaderTransitive education-level:secondary-education",
                "education-level:secondary-education skos:narrower     education-level:lower-secondary-education",
                "claim:stay-tuned-period-urbact st:disagreesWith       claim:stay-tuned-period-urbact-earlier",
                "claim:stay-tuned-phase-2-period-sofia st:disagreesWith claim:stay-tuned-phase-2-period",
            })
    void theRulesDerive(String statement) {
        assertThat(ask(statement)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claim:stay-tuned-phase-1-period st:disagreesWith claim:stay-tuned-phase-1-period-sofia",
                "claim:stay-tuned-period-report st:disagreesWith claim:stay-tuned-period-urbact-earlier",
                "network:stay-tuned st:period ?period",
                "country:belgium st:within city:ghent",
                "city:sofia st:leads network:stay-tuned",
            })
    void theRulesDoNotDerive(String statement) {
        assertThat(ask(statement)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void eachRuleSaysWhatItDoesAndDerivesSomething(Path rule) {
        assertThat(SourceFiles.text(rule)).startsWith("# ");
        try (QueryExecution construct = QueryExecutionFactory.create(SourceFiles.text(rule), SourceFiles.model())) {
            assertThat(construct.execConstruct().size()).isPositive();
        }
    }

    @Test
    void onceIsEnough() {
        for (Path rule : rules()) {
            try (QueryExecution construct = QueryExecutionFactory.create(SourceFiles.text(rule), SourceFiles.model())) {
                Model more = construct.execConstruct().difference(SourceFiles.model());
                assertThat(more.listStatements().toList())
                        .as("%s derives nothing that needs a second round", rule)
                        .isEmpty();
            }
        }
    }

    private static boolean ask(String pattern) {
        String query = SourceFiles.prologue() + "ASK { " + pattern + " }";
        try (QueryExecution ask = QueryExecutionFactory.create(query, SourceFiles.model())) {
            return ask.execAsk();
        }
    }
}
