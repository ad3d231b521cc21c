package eu.staytuned.lod.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.update.UpdateAction;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shapes let the repository's own data pass and tell an author what is wrong with a faulty description. */
class ShapesTests {

    private static final Shapes SHAPES = Shapes.parse(SourceFiles.shapes());

    @Test
    void theDataHasNeitherViolationsNorWarnings() {
        assertThat(validate(SourceFiles.model().getGraph()))
                .extracting(ShapesTests::line)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // a fault                                                                      | who has it          |
                // what the author is told
                "DELETE WHERE { city:aveiro rdfs:label ?name }                                  | city:aveiro         | Name the city in English",
                "DELETE DATA { city:ghent rdfs:label \"Ghent\"@en }                             | city:ghent          | Name the city in English",
                "INSERT DATA { city:ghent rdfs:label \"Gand\"@en }                              | city:ghent          | once in each language",
                "INSERT DATA { city:ghent rdfs:label \"Gent\"@dutch }                           | city:ghent          | language tags that the site has",
                "INSERT DATA { city:ghent rdfs:label \"Gent\" }                                 | city:ghent          | as text with one of the language tags",
                "DELETE WHERE { city:sofia st:country ?c }                                      | city:sofia          | exactly one country",
                "INSERT DATA { city:sofia st:country country:greece }                           | city:sofia          | exactly one country",
                "INSERT DATA { city:sofia st:country city:berlin }                              | city:sofia          | exactly one country",
                "DELETE WHERE { city:nantes st:region ?r }                                      | city:nantes         | one NUTS level 3 region",
                "DELETE DATA { city:nantes st:region region:frg01 } ; INSERT DATA { city:nantes st:region region:frg } | city:nantes | one NUTS level 3 region",
                "DELETE WHERE { city:berlin dcterms:source ?d }                                 | city:berlin         | which document this comes from",
                "INSERT DATA { city:berlin dcterms:source city:ghent }                          | city:berlin         | which document this comes from",
                "INSERT DATA { city:berlin owl:sameAs \"http://www.wikidata.org/entity/Q64\" }  | city:berlin         | in angle brackets",
                "INSERT DATA { city:berlin rdfs:seeAlso <ftp://example.org/> }                  | city:berlin         | http or https",
                "DELETE WHERE { network:stay-tuned st:leadPartner ?c }                          | network:stay-tuned  | which one city leads",
                "INSERT DATA { network:stay-tuned st:leadPartner city:sofia }                   | network:stay-tuned  | which one city leads",
                "DELETE WHERE { network:stay-tuned st:networkType ?t }                          | network:stay-tuned  | ontology/schemes/network-type.ttl",
                "INSERT DATA { network:stay-tuned st:topic topic:weather }                      | network:stay-tuned  | ontology/schemes/topic.ttl",
                "INSERT DATA { network:stay-tuned st:topic policy-category:prevention }         | network:stay-tuned  | ontology/schemes/topic.ttl",
                "DELETE WHERE { ?p org:organization network:stay-tuned }                        | network:stay-tuned  | at least two partnerships",
                "DELETE WHERE { partnership:stay-tuned-sofia org:role ?r }                      | partnership:stay-tuned-sofia | partner-role.ttl",
                "INSERT DATA { phase:stay-tuned-1 st:start \"2016-10-32\"^^xsd:date }           | phase:stay-tuned-1  | Write the start as",
                "INSERT DATA { phase:stay-tuned-1 st:end \"10/04/2017\" }                       | phase:stay-tuned-1  | Write the end as",
                "INSERT DATA { region:be234 skos:notation \"be234\" }                           | region:be234        | its one NUTS code",
                "DELETE DATA { region:be234 st:nutsLevel 3 } ; INSERT DATA { region:be234 st:nutsLevel 4 } | region:be234 | from 0 to 3",
                "INSERT DATA { contact-point:ian-graham vcard:hasEmail <mailto:nobody> }        | contact-point:ian-graham | <mailto:name@example.org>",
                "INSERT DATA { contact-point:ian-graham vcard:hasEmail \"a@example.org\" }      | contact-point:ian-graham | <mailto:name@example.org>",
                "DELETE WHERE { ?action st:journey journey:nantes }                            | journey:nantes      | at least one action",
                "DELETE WHERE { action:nantes-co-creation st:city ?c }                          | action:nantes-co-creation | which one city did it",
                "DELETE WHERE { action:nantes-co-creation st:confidence ?c }                    | action:nantes-co-creation | how far the description is to be trusted",
                "DELETE WHERE { local-policy:operatie-geslaagd st:confidence ?c }               | local-policy:operatie-geslaagd | how far the description is to be trusted",
                "DELETE WHERE { document:urbact-stay-tuned st:documentKind ?k }                 | document:urbact-stay-tuned | document-kind.ttl",
                "INSERT DATA { document:urbact-stay-tuned dcterms:modified \"28/07/2025\" }     | document:urbact-stay-tuned | date of the last change",
                "DELETE WHERE { claim:stay-tuned-status st:saidBy ?d }                          | claim:stay-tuned-status | which document claims this",
                "DELETE WHERE { claim:stay-tuned-status st:confidence ?c }                      | claim:stay-tuned-status | how far the claim is to be trusted",
                "DELETE WHERE { claim:stay-tuned-status st:valueResource ?v }                   | claim:stay-tuned-status | one of st:value, st:valueResource",
                "INSERT DATA { claim:stay-tuned-status st:value \"Closed\" }                    | claim:stay-tuned-status | one of st:value, st:valueResource",
                "DELETE WHERE { topic:poverty skos:definition ?d }                              | topic:poverty       | Define the concept in English",
                "DELETE WHERE { topic:poverty skos:inScheme ?s }                                | topic:poverty       | to which one concept scheme",
                "DELETE WHERE { topic:poverty skos:topConceptOf ?s }                            | topic:poverty       | Put the concept in its place",
                "INSERT DATA { topic:poverty skos:altLabel \"Poverty\"@en }                     | topic:poverty       | cannot be an alternative label",
                "DELETE WHERE { st:City skos:definition ?d }                                    | st:City             | Define the term",
                "INSERT DATA { st:city rdfs:domain st:Action }                                  | st:city             | Leave out rdfs:domain",
                "DELETE WHERE { <https://w3id.org/stay-tuned/dataset/stay-tuned> dcterms:license ?l } | <https://w3id.org/stay-tuned/dataset/stay-tuned> | the one licence",
                "DELETE WHERE { query:money rdfs:label ?q }                                     | query:money         | Write the question that the query answers",
                "DELETE WHERE { query:money rdfs:comment ?c }                                   | query:money         | what the answer holds",
                "DELETE WHERE { query:money sh:select ?text }                                   | query:money         | Give the query one text",
                "INSERT DATA { query:money sh:ask \"ASK {}\" }                                   | query:money         | Give the query one text",
                "DELETE WHERE { query:money schema:keywords ?k }                                | query:money         | one or more keywords",
                "DELETE WHERE { query:money schema:target ?t }                                  | query:money         | schema:target",
                "DELETE WHERE { query:money sh:prefixes ?p }                                    | query:money         | sh:prefixes",
                "INSERT DATA { query:money sh:parameter city:ghent }                            | query:money         | rdf-data/queries/parameters.ttl",
                "DELETE WHERE { query-parameter:city sh:description ?d }                        | query-parameter:city | what a reader may give",
                "DELETE WHERE { query-parameter:city sh:defaultValue ?d }                       | query-parameter:city | where none is given",
                "DELETE WHERE { query-parameter:city sh:class ?c }                              | query-parameter:city | sh:class for things",
                "DELETE WHERE { query-parameter:city sh:path ?p }                               | query-parameter:city | the name of the variable",
                "DELETE WHERE { <https://w3id.org/stay-tuned/ontology> owl:versionInfo ?v }     | <https://w3id.org/stay-tuned/ontology> | three numbers with dots",
            })
    void aFaultIsFoundAndExplained(String fault, String resource, String message) {
        Model spoilt = SourceFiles.copy();
        UpdateAction.parseExecute(SourceFiles.prologue() + fault, spoilt);
        assertThat(spoilt.isIsomorphicWith(SourceFiles.model()))
                .as("the fault changes something")
                .isFalse();

        String iri = resource.startsWith("<")
                ? resource.substring(1, resource.length() - 1)
                : SourceFiles.prefixes().expandPrefix(resource);
        assertThat(validate(spoilt.getGraph()))
                .filteredOn(entry -> entry.focusNode().hasURI(iri))
                .extracting(ReportEntry::message)
                .anyMatch(said -> said.contains(message));
    }

    @Test
    void everyConstraintSaysWhatToDo() {
        Model shapes = ModelFactory.createModelForGraph(SourceFiles.shapes());
        Property property = shapes.createProperty(SHACL.property.getURI());
        Property message = shapes.createProperty(SHACL.message.getURI());
        Property group = shapes.createProperty(SHACL.group.getURI());
        Property order = shapes.createProperty(SHACL.order.getURI());
        List<Resource> nodeShapes = shapes.listSubjectsWithProperty(
                        RDF.type, shapes.createResource(SHACL.NodeShape.getURI()))
                .toList();
        assertThat(nodeShapes).hasSizeGreaterThan(20);
        for (Resource shape : nodeShapes) {
            Set<Integer> places = new HashSet<>();
            shape.listProperties(property).forEach(statement -> {
                Resource constraint = statement.getResource();
                assertThat(constraint.getProperty(message).getString())
                        .as(shape.getLocalName())
                        .endsWith(".");
                if (!shape.getLocalName().equals("SmallRegion")) {
                    assertThat(constraint.getProperty(group).getResource().hasProperty(RDF.type))
                            .isTrue();
                    assertThat(places.add(constraint.getProperty(order).getInt()))
                            .as("one place each in %s", shape.getLocalName())
                            .isTrue();
                }
            });
        }
    }

    private static Collection<ReportEntry> validate(Graph data) {
        return ShaclValidator.get().validate(SHAPES, data).getEntries();
    }

    private static String line(ReportEntry entry) {
        return entry.severity().level().getLocalName() + " " + entry.focusNode() + " " + entry.resultPath() + " "
                + entry.value() + " " + entry.message();
    }
}
