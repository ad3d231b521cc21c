package eu.staytuned.lod.web;

import eu.staytuned.lod.catalog.Harvest;
import eu.staytuned.lod.catalog.Indicator;
import eu.staytuned.lod.catalog.Indicator.Dimension;
import eu.staytuned.lod.catalog.MetadataQuality.Entry;
import eu.staytuned.lod.catalog.MetadataQuality.Finding;
import eu.staytuned.lod.catalog.ProfileVerdict;
import eu.staytuned.lod.catalog.Visit;
import eu.staytuned.lod.catalog.Visit.Found;
import eu.staytuned.lod.catalog.Visit.Step;
import eu.staytuned.lod.rdf.DocumentGraph;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Terms;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * A harvest in the terms of the Data Quality Vocabulary. What the European portal measures has the portal's own metrics and
 * dimensions, on the datasets and distributions themselves, so that both can be compared; the points of the whole catalogue and what
 * clients find have metrics of ours. The verdict of the shapes is a SHACL validation report, an annotation of the catalogue.
 */
@Component
class SeenStatement {

    private static final String DQV = "http://www.w3.org/ns/dqv#";
    private static final String OA = "http://www.w3.org/ns/oa#";
    private static final String PROV = "http://www.w3.org/ns/prov#";
    private static final String METHOD = "https://data.europa.eu/mqa/methodology";
    private static final String DCAT_AP = "https://semiceu.github.io/DCAT-AP/releases/3.0.1/";
    private static final String PATH = SeenController.PATH;

    private static final Node METRIC = Reading.iri(DQV + "Metric");
    private static final Node MEASUREMENT = Reading.iri(DQV + "QualityMeasurement");
    private static final Node IN_DIMENSION = Reading.iri(DQV + "inDimension");
    private static final Node EXPECTED = Reading.iri(DQV + "expectedDataType");

    private final IriSpace iris;
    private final MessageSource messages;
    private final InterfaceLanguages languages;
    private final String license;

    SeenStatement(
            IriSpace iris,
            MessageSource messages,
            InterfaceLanguages languages,
            @Value("${publication.license}") String license) {
        this.license = license;
        this.iris = iris;
        this.messages = messages;
        this.languages = languages;
    }

    Graph of(Harvest harvest) {
        return new Writing(harvest).written();
    }

    private final class Writing {

        private final Harvest harvest;
        private final DocumentGraph graph = new DocumentGraph();
        private final Node statement = iris.node(PATH);
        private final Node catalogue = iris.node("catalog");
        private final Node time;

        Writing(Harvest harvest) {
            this.harvest = harvest;
            this.time = NodeFactory.createLiteralDT(harvest.made().toString(), XSDDatatype.XSDdateTime);
        }

        Graph written() {
            prefixes();
            say(statement, Terms.TYPE, Terms.QUALITY_METADATA);
            texts(statement, Terms.RDFS_LABEL, "seen.title");
            texts(statement, DCTerms.title.asNode(), "seen.title");
            texts(statement, DCTerms.description.asNode(), "seen.lead");
            say(statement, DCTerms.subject.asNode(), catalogue);
            say(statement, DCTerms.issued.asNode(), time);
            say(
                    statement,
                    Reading.iri(PROV + "wasDerivedFrom"),
                    iris.node(harvest.edition().path()));
            say(statement, Terms.IS_PART_OF, iris.node(harvest.edition().path()));
            say(statement, Terms.LICENSE, Reading.iri(license));
            say(statement, Terms.SEE_ALSO, Reading.iri(METHOD));
            say(catalogue, Reading.iri(DQV + "hasQualityMetadata"), statement);
            dimensions();
            points();
            harvest.quality().datasets().forEach(this::dataset);
            profile(harvest.profile());
            harvest.visits().forEach(this::visit);
            return graph;
        }

        private void prefixes() {
            Map<String, String> prefixes = Map.of(
                    "dcat",
                    DCAT.NS,
                    "dcterms",
                    DCTerms.NS,
                    "dqv",
                    DQV,
                    "oa",
                    OA,
                    "prov",
                    PROV,
                    "pv",
                    Indicator.NAMESPACE,
                    "rdfs",
                    RDFS.uri,
                    "sh",
                    SHACL.getURI(),
                    "skos",
                    SKOS.uri,
                    "xsd",
                    XSDDatatype.XSD + "#");
            graph.getPrefixMapping().setNsPrefixes(prefixes);
            graph.getPrefixMapping().setNsPrefix("seen", iris.resolve(PATH + "#"));
        }

        private void dimensions() {
            for (Dimension dimension : Dimension.values()) {
                Node node = portal(dimension.term());
                say(node, Terms.TYPE, Reading.iri(DQV + "Dimension"));
                texts(node, SKOS.prefLabel.asNode(), SeenTexts.key(dimension));
            }
            Node reach = part("reach");
            say(reach, Terms.TYPE, Reading.iri(DQV + "Dimension"));
            texts(reach, SKOS.prefLabel.asNode(), "seen.clients");
        }

        /** The points of the catalogue, of each dimension and of each indicator: averages over the datasets. */
        private void points() {
            decimal("points", portal("scoring"), harvest.quality().points());
            metric(portal("scoring"), "seen.points", catalogue, XSDDatatype.XSDdecimal, false);
            for (Dimension dimension : Dimension.values()) {
                Node metric = portal(dimension.term() + "Scoring");
                metric(metric, SeenTexts.key(dimension), portal(dimension.term()), XSDDatatype.XSDdecimal, true);
                decimal("points-" + dimension.term(), metric, harvest.quality().points(dimension));
            }
            for (Indicator indicator : Indicator.values()) {
                Node measured = portal(indicator.term());
                metric(
                        measured,
                        SeenTexts.key(indicator),
                        portal(indicator.dimension().term()),
                        indicator.isStatus() ? XSDDatatype.XSDinteger : XSDDatatype.XSDboolean,
                        true);
                say(measured, portal("trueScore"), integer(indicator.points()));
                Node points = part(indicator.term());
                metric(
                        points,
                        SeenTexts.key(indicator),
                        portal(indicator.dimension().term()),
                        XSDDatatype.XSDdecimal,
                        true);
                say(points, Terms.SEE_ALSO, measured);
                decimal("points-" + indicator.term(), points, harvest.quality().points(indicator));
            }
        }

        private void dataset(Entry entry) {
            String name = name(entry.dataset());
            measurement("points-" + name, portal("scoring"), entry.dataset(), integer(entry.points()));
            for (Finding finding : entry.findings().values()) {
                measurement(
                        finding.indicator().term() + "-" + name,
                        portal(finding.indicator().term()),
                        finding.on(),
                        finding.indicator().isStatus()
                                ? integer(finding.status())
                                : NodeFactory.createLiteralByValue(finding.met(), XSDDatatype.XSDboolean));
            }
        }

        /** The name of a dataset below the base, as a part of a fragment. */
        private String name(Node dataset) {
            String iri = dataset.toString();
            return iris.pathOf(iri).orElse(iri).replaceFirst("^dataset/", "").replaceAll("[^A-Za-z0-9.-]+", "-");
        }

        private void profile(ProfileVerdict verdict) {
            Node report = part("dcat-ap");
            Node annotation = part("dcat-ap-annotation");
            say(annotation, Terms.TYPE, Reading.iri(DQV + "QualityAnnotation"));
            say(annotation, Reading.iri(OA + "hasTarget"), catalogue);
            say(annotation, Reading.iri(OA + "hasBody"), report);
            say(annotation, Reading.iri(OA + "motivatedBy"), Reading.iri(DQV + "qualityAssessment"));
            say(annotation, IN_DIMENSION, portal("interoperability"));
            say(catalogue, Reading.iri(DQV + "hasQualityAnnotation"), annotation);
            say(report, Terms.TYPE, SHACL.ValidationReport);
            say(report, DCTerms.conformsTo.asNode(), Reading.iri(DCAT_AP));
            say(
                    report,
                    SHACL.conforms,
                    NodeFactory.createLiteralByValue(verdict.results().isEmpty(), XSDDatatype.XSDboolean));
            int count = 0;
            for (ProfileVerdict.Result result : verdict.results()) {
                Node one = part("dcat-ap-" + ++count);
                say(report, SHACL.result, one);
                say(one, Terms.TYPE, SHACL.ValidationResult);
                say(one, SHACL.focusNode, result.focus());
                result.property().ifPresent(property -> say(one, SHACL.resultPath, property));
                say(one, SHACL.resultSeverity, result.violation() ? SHACL.Violation : SHACL.Warning);
                say(one, SHACL.resultMessage, NodeFactory.createLiteralLang(result.message(), "en"));
            }
        }

        private void visit(Visit visit) {
            String name = SeenTexts.lower(visit.client());
            Node node = part(name);
            say(node, Terms.TYPE, Reading.iri(PROV + "Activity"));
            texts(node, Terms.RDFS_LABEL, SeenTexts.key(visit.client()));
            say(node, Reading.iri(PROV + "endedAtTime"), time);
            for (Step step : visit.steps()) {
                if (step.address().indexOf('…') < 0) {
                    say(node, Reading.iri(PROV + "used"), iris.node(step.address()));
                }
            }
            Set<Found> metrics = EnumSet.noneOf(Found.class);
            visit.found().forEach((found, count) -> {
                Node metric = part("found-" + SeenTexts.lower(found));
                if (metrics.add(found)) {
                    metric(metric, SeenTexts.key(found), part("reach"), XSDDatatype.XSDinteger, true);
                }
                Node measurement = measurement(name + "-" + SeenTexts.lower(found), metric, catalogue, integer(count));
                say(measurement, Reading.iri(PROV + "wasGeneratedBy"), node);
            });
        }

        private void metric(Node metric, String key, Node dimension, XSDDatatype type, boolean named) {
            if (graph.contains(metric, Terms.TYPE, METRIC)) {
                return;
            }
            say(metric, Terms.TYPE, METRIC);
            texts(metric, SKOS.prefLabel.asNode(), key);
            if (named) {
                say(metric, IN_DIMENSION, dimension);
            }
            say(metric, EXPECTED, Reading.iri(type.getURI()));
        }

        private void decimal(String name, Node metric, double value) {
            measurement(
                    name,
                    metric,
                    catalogue,
                    NodeFactory.createLiteralDT(
                            BigDecimal.valueOf(value)
                                    .setScale(1, RoundingMode.HALF_UP)
                                    .toPlainString(),
                            XSDDatatype.XSDdecimal));
        }

        private Node measurement(String name, Node metric, Node on, Node value) {
            Node measurement = part(name + "-measured");
            say(measurement, Terms.TYPE, MEASUREMENT);
            say(measurement, Reading.iri(DQV + "isMeasurementOf"), metric);
            say(measurement, Reading.iri(DQV + "computedOn"), on);
            say(measurement, Reading.iri(DQV + "value"), value);
            say(measurement, Reading.iri(PROV + "generatedAtTime"), time);
            return measurement;
        }

        private void texts(Node subject, Node property, String key) {
            languages
                    .all()
                    .forEach(language -> say(
                            subject,
                            property,
                            NodeFactory.createLiteralLang(
                                    messages.getMessage(key, null, language), language.toLanguageTag())));
        }

        private Node part(String fragment) {
            return iris.node(PATH + "#" + fragment);
        }

        private static Node portal(String term) {
            return Reading.iri(Indicator.NAMESPACE + term);
        }

        private static Node integer(long value) {
            return NodeFactory.createLiteralDT(Long.toString(value), XSDDatatype.XSDinteger);
        }

        private void say(Node subject, Node property, Node object) {
            graph.add(Triple.create(subject, property, object));
        }
    }
}
