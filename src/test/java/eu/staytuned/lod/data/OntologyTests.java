package eu.staytuned.lod.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.Test;

/** The ontology is whole: its header, its context, its versions, its mappings. */
class OntologyTests {

    private static final Path FILE = SourceFiles.ONTOLOGY.resolve("stay-tuned.ttl");
    private static final Path CONTEXT = SourceFiles.ONTOLOGY.resolve("context.jsonld");
    private static final Resource ONTOLOGY = ResourceFactory.createResource(SourceFiles.BASE + "ontology");

    private final Model ontology = SourceFiles.parse(FILE);

    @Test
    void theVersionIriEndsInTheVersion() {
        String version = ontology.getProperty(ONTOLOGY, OWL.versionInfo).getString();

        assertThat(ontology.getProperty(ONTOLOGY, OWL2.versionIRI).getResource())
                .hasToString(SourceFiles.BASE + "ontology/" + version);
    }

    @Test
    void everyVersionIsKeptAndThisOneIsAsItIs() {
        String version = ontology.getProperty(ONTOLOGY, OWL.versionInfo).getString();
        Path kept = SourceFiles.ONTOLOGY.resolve("history").resolve(version + ".ttl");

        assertThat(kept).as("the text of version %s", version).isRegularFile();
        assertThat(SourceFiles.parse(kept).isIsomorphicWith(ontology))
                .as("%s differs from %s: raise owl:versionInfo where that version is published; else copy", FILE, kept)
                .isTrue();
        Statement prior = ontology.getProperty(ONTOLOGY, OWL.priorVersion);
        if (prior != null) {
            String before = prior.getResource().getURI().substring((SourceFiles.BASE + "ontology/").length());
            assertThat(kept.resolveSibling(before + ".ttl")).isRegularFile();
        }
    }

    @Test
    void classesAreInUpperCamelAndPropertiesInLowerCamel() {
        assertThat(terms(OWL.Class)).isNotEmpty().allMatch(name -> name.matches("[A-Z][A-Za-z0-9]*"));
        assertThat(terms(OWL.ObjectProperty)).isNotEmpty().allMatch(name -> name.matches("[a-z][A-Za-z0-9]*"));
        assertThat(terms(OWL.DatatypeProperty)).isNotEmpty().allMatch(name -> name.matches("[a-z][A-Za-z0-9]*"));
    }

    @Test
    void noTwoTermsHaveTheSameName() {
        for (Resource kind : List.of(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)) {
            List<String> names = ontology.listSubjectsWithProperty(RDF.type, kind)
                    .mapWith(term -> term.getProperty(RDFS.label).getString())
                    .toList();
            assertThat(names).as(kind.getLocalName()).doesNotHaveDuplicates();
        }
    }

    @Test
    void theContextHasEveryTermUnderItsOwnName() {
        Stream.of(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
                .flatMap(kind -> terms(kind).stream())
                .forEach(term -> {
                    Model read = RDFParser.fromString(
                                    isClass(term)
                                            ? "{%s, \"@id\": \"https://example.org/s\", \"@type\": \"%s\"}"
                                                    .formatted(context(), term)
                                            : "{%s, \"@id\": \"https://example.org/s\", \"%s\": %s}"
                                                    .formatted(context(), term, value(term)),
                                    Lang.JSONLD)
                            .toModel();
                    assertThat(read.listStatements().toList())
                            .as(term)
                            .singleElement()
                            .satisfies(statement -> assertThat(
                                            isClass(term) ? statement.getResource() : statement.getPredicate())
                                    .hasToString(SourceFiles.TERMS + term));
                });
    }

    @Test
    void thePropertiesWithResourcesAsValuesTakeIrisInTheContext() {
        for (String term : terms(OWL.ObjectProperty)) {
            Model read = RDFParser.fromString(
                            "{%s, \"@id\": \"https://example.org/s\", \"%s\": \"https://example.org/o\"}"
                                    .formatted(context(), term),
                            Lang.JSONLD)
                    .toModel();
            assertThat(read.listObjects().next().isURIResource()).as(term).isTrue();
        }
    }

    @Test
    void whatTheDataSaysSurvivesTheContext() {
        Model city = SourceFiles.parse(SourceFiles.DATA.resolve("cities").resolve("ghent.ttl"));
        String description = city.getProperty(
                        city.createResource(SourceFiles.BASE + "id/city/ghent"), DCTerms.description)
                .getString();
        String json =
                """
                {%s, "@graph": [{
                  "id": "%2$sid/city/ghent", "type": "City",
                  "label": {"en": "Ghent", "nl": "Gent"},
                  "altLabel": {"fr": "Gand"},
                  "description": {"en": "%3$s"},
                  "source": ["%2$sid/document/cedefop-stay-tuned", "%2$sid/document/ghent-early-school-leaving",
                             "%2$sid/document/ghent-operatie-geslaagd", "%2$sid/document/ghent-vice-mayor-final-conference",
                             "%2$sid/document/stay-tuned-report-ghent", "%2$sid/document/urbact-ghent-article",
                             "%2$sid/document/urbact-stay-tuned"],
                  "country": "%2$sid/country/belgium",
                  "municipality": "%2$sid/municipality/ghent",
                  "region": "%2$sid/region/be234",
                  "cityCode": "BE003C",
                  "hasDefaultGeometry": "%2$sid/geometry/ghent",
                  "lat": {"@value": "51.05", "@type": "xsd:decimal"},
                  "long": {"@value": "3.71667", "@type": "xsd:decimal"},
                  "sameAs": ["http://www.wikidata.org/entity/Q1296", "http://dbpedia.org/resource/Ghent",
                             "https://sws.geonames.org/2797656/"],
                  "seeAlso": "http://publications.europa.eu/resource/authority/place/BEL_GNE"
                }, {
                  "id": "%2$sid/municipality/ghent", "type": "Municipality",
                  "label": {"en": "Municipality of Ghent"},
                  "source": "%2$sid/document/eurostat-lau-2019",
                  "country": "%2$sid/country/belgium",
                  "lauCode": "BE_44021",
                  "nationalCode": "44021",
                  "population": 262219,
                  "region": "%2$sid/region/be234",
                  "sameAs": "https://sws.geonames.org/2797657/",
                  "seeAlso": "http://vocab.belgif.be/auth/refnis2019/44021"
                }, {
                  "id": "%2$sid/geometry/ghent", "type": "geo:Geometry",
                  "label": {"en": "Point of Ghent"},
                  "source": "%2$sid/document/geonames-points",
                  "asWKT": "POINT(3.71667 51.05)"
                }]}"""
                        .formatted(context(), SourceFiles.BASE, description);

        Model read = RDFParser.fromString(json, Lang.JSONLD).toModel();

        assertThat(read.difference(city).listStatements().toList()).isEmpty();
        assertThat(city.difference(read).listStatements().toList()).isEmpty();
    }

    @Test
    void anAlignmentMapsTermsAndConceptsOfOursToOneVocabulary() {
        List<Path> alignments = alignments(file -> !file.toString().endsWith("-labels.ttl"));
        assertThat(alignments).isNotEmpty();
        for (Path file : alignments) {
            Model alignment = SourceFiles.parse(file);
            assertThat(alignment.listSubjects().toList())
                    .as(file.toString())
                    .allMatch(term -> term.getURI().startsWith(SourceFiles.BASE)
                            && SourceFiles.model().contains(term, RDF.type));
            Set<String> namespaces = alignment.listObjects().toList().stream()
                    .map(node -> node.asResource().getURI().replaceAll("[^/#]+$", ""))
                    .collect(Collectors.toSet());
            assertThat(namespaces).as(file.toString()).hasSize(1).doesNotContain(SourceFiles.TERMS);
        }
    }

    @Test
    void besideTheAlignmentsStandNamesOfThingsOfOthersThatAreLinkedTo() {
        List<Path> labels = alignments(file -> file.toString().endsWith("-labels.ttl"));
        assertThat(labels).isNotEmpty();
        for (Path file : labels) {
            assertThat(SourceFiles.parse(file).listSubjects().toList())
                    .as(file.toString())
                    .noneMatch(thing -> thing.getURI().startsWith(SourceFiles.BASE))
                    .allMatch(thing -> SourceFiles.model().contains(null, null, thing));
        }
    }

    private static List<Path> alignments(Predicate<Path> which) {
        return SourceFiles.files(SourceFiles.ONTOLOGY.resolve("alignments"), ".ttl").stream()
                .filter(which)
                .toList();
    }

    @Test
    void everyClassHasAShape() {
        Model shapes = ModelFactory.createModelForGraph(SourceFiles.shapes());
        Property target = shapes.createProperty("http://www.w3.org/ns/shacl#targetClass");
        List<Resource> withoutShape = ontology.listSubjectsWithProperty(RDF.type, OWL.Class)
                .filterDrop(term -> reaches(term, shapes, target))
                .toList();

        assertThat(withoutShape).isEmpty();
    }

    /** A class has a shape where it, a class above it, or each kind of it is a target. */
    private boolean reaches(Resource term, Model shapes, Property target) {
        Model all = SourceFiles.model();
        return shapes.contains(null, target, term)
                || all.listObjectsOfProperty(term, RDFS.subClassOf)
                        .filterKeep(above -> shapes.contains(null, target, above))
                        .hasNext()
                || all.contains(null, RDFS.subClassOf, term)
                        && all.listSubjectsWithProperty(RDFS.subClassOf, term)
                                .filterDrop(below -> shapes.contains(null, target, below))
                                .toList()
                                .isEmpty();
    }

    private Set<String> terms(Resource kind) {
        return ontology.listSubjectsWithProperty(RDF.type, kind)
                .mapWith(term -> term.getURI().substring(SourceFiles.TERMS.length()))
                .toSet();
    }

    private boolean isClass(String term) {
        return Character.isUpperCase(term.charAt(0));
    }

    private String value(String term) {
        boolean languages = SourceFiles.text(CONTEXT)
                .contains("\"%s\": {\"@id\": \"st:%s\", \"@container\": \"@language\"}".formatted(term, term));
        return languages ? "{\"en\": \"x\"}" : "\"https://example.org/o\"";
    }

    /** The context file without its outer braces. */
    private static String context() {
        String text = SourceFiles.text(CONTEXT).strip();
        return text.substring(1, text.length() - 1);
    }
}
