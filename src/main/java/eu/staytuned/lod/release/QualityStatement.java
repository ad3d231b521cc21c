package eu.staytuned.lod.release;

import static eu.staytuned.lod.release.Nodes.english;
import static eu.staytuned.lod.release.Nodes.iri;
import static eu.staytuned.lod.release.Nodes.number;
import static eu.staytuned.lod.release.Nodes.time;

import eu.staytuned.lod.queries.Examples;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.release.Quality.Kind;
import eu.staytuned.lod.release.Quality.Texts;
import eu.staytuned.lod.release.Release.NamedGraph;
import eu.staytuned.lod.store.Edition;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.VOID;

/**
 * What the publisher says about the quality of a release, in the graph {@code graph/quality}, in the terms of the Data
 * Quality Vocabulary (W3C Note of 15 December 2016). The metrics are defined in {@code ontology/quality.ttl}.
 *
 * <p>A kind of resource is a part of the release, a {@code void:Dataset} of one class; what is measured of it is computed
 * on that part. Names and descriptions are measured in all languages at once, and then only in those languages in which
 * there are more, so that what is complete takes one measurement. Links out are {@code void:Linkset}s. All are parts of the one document {@code quality}, so that whoever fetches it
 * has everything at once.
 */
final class QualityStatement {

    /** The path of the statement. */
    static final String PATH = "quality";

    private static final String DQV = "http://www.w3.org/ns/dqv#";
    private static final String LANGUAGES = "http://publications.europa.eu/resource/authority/language/";

    private final IriSpace iris;
    private final Content content;
    private final NamedGraph graph;
    private final Node release;

    private QualityStatement(IriSpace iris, Content content, Edition edition) {
        this.iris = iris;
        this.content = content;
        this.graph = content.open(iris.node(Release.QUALITY), Optional.empty(), true);
        this.release = iris.node(edition.path());
    }

    /** Adds to a release the statement of its quality. */
    static QualityStatement write(IriSpace iris, Content content, Quality quality, Edition edition) {
        QualityStatement statement = new QualityStatement(iris, content, edition);
        statement.header(quality, edition);
        quality.kinds().forEach(statement::kind);
        statement.measure("disagreements", "disagreements", quality.disagreeing(), statement.release);
        quality.links().forEach(statement::links);
        quality.areas().forEach((area, count) -> {
            Node measurement =
                    statement.measure("figures-" + statement.place(area), "figures", count, statement.release);
            statement.add(measurement, DCTerms.spatial.asNode(), iri(area));
        });
        return statement;
    }

    /** Adds how many rows the example queries have, with the default values of their parameters. */
    void examples(Rehearsal rehearsal) {
        rehearsal
                .rows()
                .forEach((name, rows) ->
                        measure("rows-" + name, "rows-of-an-example", rows, iris.node(Examples.PATH + name)));
    }

    private void header(Quality quality, Edition edition) {
        Node statement = iris.node(PATH);
        add(statement, RDF.type.asNode(), iri(DQV + "QualityMetadata"));
        add(statement, RDFS.label.asNode(), english("Data quality statement"));
        add(statement, DCTerms.title.asNode(), english("Data quality statement"));
        add(
                statement,
                DCTerms.description.asNode(),
                english("How complete release " + edition.number()
                        + " is, how far it is to be trusted and where it leads, counted when it was published."));
        add(statement, DCTerms.issued.asNode(), time(edition));
        quality.languages().forEach(language -> add(release, DCTerms.language.asNode(), language(language)));
        add(release, iri(DQV + "hasQualityMetadata"), statement);
    }

    private void kind(String type, Kind kind) {
        String name = name(type);
        Node part = node("kind-" + name);
        add(part, RDF.type.asNode(), VOID.Dataset.asNode());
        add(part, DCTerms.isPartOf.asNode(), release);
        add(part, VOID._class.asNode(), iri(type));
        add(part, VOID.entities.asNode(), number(kind.instances()));
        texts("names", name, kind.named(), part);
        texts("definitions", name, kind.described(), part);
        measure("sources-" + name, "sources", kind.sourced(), part);
        if (kind.sourced() > 0) {
            measure("one-source-" + name, "one-source", kind.onOneSource(), part);
        }
        concepts("confidence", name, kind.confidence(), part);
        concepts("basis", name, kind.basis(), part);
    }

    private void texts(String metric, String name, Texts texts, Node part) {
        measure(metric + "-" + name, metric, texts.everywhere(), part);
        SortedMap<Long, List<String>> byCount = new TreeMap<>();
        texts.byLanguage().forEach((language, count) -> byCount.computeIfAbsent(count, any -> new ArrayList<>())
                .add(language));
        byCount.remove(texts.everywhere());
        byCount.forEach((count, languages) -> {
            Node measurement = measure(metric + "-" + name + "-" + count, metric, count, part);
            languages.forEach(language -> add(measurement, DCTerms.language.asNode(), language(language)));
        });
    }

    private void concepts(String metric, String name, Map<String, Long> counts, Node part) {
        counts.forEach((concept, count) -> {
            Node measurement = measure(metric + "-" + name + "-" + local(concept), metric, count, part);
            add(measurement, DCTerms.subject.asNode(), iri(concept));
        });
    }

    private void links(Quality.Link link, long count) {
        Node set = node("links-" + local(link.property()) + "-"
                + link.target()
                        .iri()
                        .replaceFirst("^[a-z]+:/*", "")
                        .replaceFirst("/$", "")
                        .replaceAll("[^\\w.-]", "-"));
        add(set, RDF.type.asNode(), VOID.Linkset.asNode());
        add(set, VOID.subjectsTarget.asNode(), release);
        add(set, VOID.linkPredicate.asNode(), iri(link.property()));
        add(set, VOID.objectsTarget.asNode(), iri(link.target().iri()));
        add(set, VOID.triples.asNode(), number(count));
        String all = "?to=" + encoded(link.target().space());
        add(set, FOAF.page.asNode(), iris.node("links" + all));
        add(set, VOID.dataDump.asNode(), iris.node("links.nt" + all + "&relation=" + encoded(link.property())));
    }

    private static String encoded(String iri) {
        return URLEncoder.encode(iri, StandardCharsets.UTF_8);
    }

    private Node measure(String name, String metric, long value, Node on) {
        Node measurement = name.equals(metric) ? node("all-" + name) : node(name);
        add(measurement, RDF.type.asNode(), iri(DQV + "QualityMeasurement"));
        add(measurement, iri(DQV + "isMeasurementOf"), node(metric));
        add(measurement, iri(DQV + "computedOn"), on);
        add(measurement, iri(DQV + "value"), number(value));
        return measurement;
    }

    private void add(Node subject, Node property, Node object) {
        content.add(graph, Triple.create(subject, property, object));
    }

    private Node node(String fragment) {
        return iris.node(PATH + "#" + fragment);
    }

    /** The local name of a class of ours; that of another's with the prefix of its vocabulary in front. */
    private String name(String type) {
        if (iris.contains(type)) {
            return local(type);
        }
        String local = local(type);
        String namespace = type.substring(0, type.length() - local.length());
        return content.prefixes().entrySet().stream()
                .filter(prefix -> prefix.getValue().equals(namespace))
                .map(prefix -> prefix.getKey() + "-" + local)
                .findFirst()
                .orElseGet(() -> Labels.fromIri(namespace).replaceAll("[^\\w.-]", "-") + "-" + local);
    }

    private String place(String area) {
        return iris.pathOf(area)
                .orElseGet(() -> local(area))
                .replaceFirst("^id/", "")
                .replace('/', '-');
    }

    private static String local(String iri) {
        return iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
    }

    /** The languages of the EU's authority table are called by their terminological codes in ISO 639-2. */
    private static Node language(String tag) {
        return iri(LANGUAGES + Locale.forLanguageTag(tag).getISO3Language().toUpperCase(Locale.ROOT));
    }
}
