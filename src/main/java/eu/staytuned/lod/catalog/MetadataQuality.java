package eu.staytuned.lod.catalog;

import eu.staytuned.lod.catalog.Indicator.Dimension;
import eu.staytuned.lod.catalog.Indicator.On;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;

/**
 * The points of a catalogue in the Metadata Quality Assessment of data.europa.eu. Each dataset has those of its own
 * description and those of its one best distribution; the catalogue has what its datasets have on average. As the portal
 * reckons them: an address counts where it answers HEAD with 2xx, date of issue and of change count from the distribution
 * or else from the dataset.
 *
 * @param datasets in the order of their IRIs
 */
public record MetadataQuality(List<Entry> datasets) {

    /** The most points that there are. */
    public static final int MOST = 405;

    private static final String EU = "http://publications.europa.eu/resource/authority/";
    private static final String FILE_TYPE = EU + "file-type/";

    /** Media types stand under both schemes; DCAT-AP writes https. */
    private static final Set<String> MEDIA_TYPES =
            Set.of("https://www.iana.org/assignments/media-types/", "http://www.iana.org/assignments/media-types/");

    /** The file types of the portal's own list of open formats, {@code edp-non-proprietary-format.rdf}. */
    private static final Set<String> OPEN = Set.of(
            "BMP CSV DBF GEOJSON GZIP HTML ICS JPEG2000 JSON JSON_LD KML KMZ NETCDF ODS PNG RDF_N_QUADS RDF_N_TRIPLES RDF_TRIG RDF_TURTLE RDF_XML RSS RTF TAR TIFF TSV TXT WMS_SRVC XML ZIP"
                    .split(" "));

    /** Those of its list of machine-readable formats, {@code edp-machine-readable-format.rdf}. */
    private static final Set<String> MACHINE_READABLE = Set.of(
            "CSV GEOJSON ICS JSON JSON_LD KML KMZ NETCDF ODS RDFA RDF_N_QUADS RDF_N_TRIPLES RDF_TRIG RDF_TURTLE RDF_XML RSS SHP XLS XLSX XML"
                    .split(" "));

    /** How many points a catalogue has to have to be called so; from the ratings of the portal. */
    public enum Rating {
        EXCELLENT(351),
        GOOD(221),
        SUFFICIENT(121),
        BAD(0);

        private final int least;

        Rating(int least) {
            this.least = least;
        }

        /** The fewest points that it takes. */
        public int least() {
            return least;
        }
    }

    /**
     * What was found of an indicator.
     *
     * @param on a dataset or a distribution
     * @param met whether that is worth the points
     * @param status of the answer, where the indicator is about one; 0 for any other
     */
    public record Finding(Indicator indicator, Node on, boolean met, int status) {

        public int points() {
            return met ? indicator.points() : 0;
        }
    }

    /**
     * A dataset.
     *
     * @param best its distribution with the most points
     * @param distributions all that was found of each of its distributions
     * @param findings what counts
     */
    public record Entry(
            Node dataset,
            Optional<Node> best,
            List<Map<Indicator, Finding>> distributions,
            Map<Indicator, Finding> findings) {

        public int points() {
            return sum(findings);
        }
    }

    /**
     * How many have what an indicator asks for.
     *
     * @param of how many there are: distributions where it is about those, datasets otherwise
     */
    public record Share(long met, long of) {}

    /**
     * Judges a catalogue.
     *
     * @param catalogue as it is harvested
     * @param keepsToProfile whether the description of a dataset keeps to DCAT-AP
     * @param status with which an address answers to HEAD
     */
    public static MetadataQuality of(Graph catalogue, Predicate<Node> keepsToProfile, ToIntFunction<Node> status) {
        Judge judge = new Judge(catalogue, keepsToProfile, status);
        return new MetadataQuality(
                catalogue.find(Node.ANY, dcat("dataset"), Node.ANY).mapWith(Triple::getObject).toList().stream()
                        .distinct()
                        .sorted(Comparator.comparing(Node::toString))
                        .map(judge::dataset)
                        .toList());
    }

    /** The points of the catalogue for an indicator. */
    public double points(Indicator indicator) {
        return datasets.stream()
                .mapToInt(entry -> entry.findings().get(indicator).points())
                .average()
                .orElse(0);
    }

    public double points(Dimension dimension) {
        return Stream.of(Indicator.values())
                .filter(indicator -> indicator.dimension() == dimension)
                .mapToDouble(this::points)
                .sum();
    }

    /** All points of the catalogue. */
    public double points() {
        return datasets.stream().mapToInt(Entry::points).average().orElse(0);
    }

    public Rating rating() {
        return Stream.of(Rating.values())
                .filter(rating -> Math.floor(points()) >= rating.least())
                .findFirst()
                .orElse(Rating.BAD);
    }

    /** The datasets that do not have the points of an indicator. */
    public List<Node> without(Indicator indicator) {
        return datasets.stream()
                .filter(entry -> !entry.findings().get(indicator).met())
                .map(Entry::dataset)
                .toList();
    }

    /** How many of all have it, and not of the best alone. */
    public Share share(Indicator indicator) {
        List<Finding> all = indicator.on() == On.DATASET
                ? datasets.stream()
                        .map(entry -> entry.findings().get(indicator))
                        .toList()
                : datasets.stream()
                        .flatMap(entry -> entry.distributions().stream())
                        .map(findings -> findings.get(indicator))
                        .toList();
        return new Share(all.stream().filter(Finding::met).count(), all.size());
    }

    private static int sum(Map<Indicator, Finding> findings) {
        return findings.values().stream().mapToInt(Finding::points).sum();
    }

    private record Judge(Graph catalogue, Predicate<Node> keepsToProfile, ToIntFunction<Node> status) {

        Entry dataset(Node dataset) {
            List<Map<Indicator, Finding>> distributions = objects(dataset, dcat("distribution")).stream()
                    .distinct()
                    .sorted(Comparator.comparing(Node::toString))
                    .map(distribution -> judge(distribution, dataset, Set.of(On.DISTRIBUTION, On.EITHER)))
                    .toList();
            Map<Indicator, Finding> findings = judge(dataset, dataset, Set.of(On.DATASET));
            Optional<Map<Indicator, Finding>> best =
                    distributions.stream().reduce((one, other) -> sum(one) >= sum(other) ? one : other);
            findings.putAll(best.orElseGet(() -> nothing(dataset)));
            return new Entry(
                    dataset, best.map(found -> found.get(Indicator.FORMAT).on()), distributions, findings);
        }

        private static Map<Indicator, Finding> nothing(Node dataset) {
            Map<Indicator, Finding> findings = new EnumMap<>(Indicator.class);
            for (Indicator indicator : Indicator.values()) {
                if (indicator.on() != On.DATASET) {
                    findings.put(indicator, new Finding(indicator, dataset, false, 0));
                }
            }
            return findings;
        }

        private Map<Indicator, Finding> judge(Node node, Node dataset, Set<On> kinds) {
            Map<Indicator, Finding> findings = new EnumMap<>(Indicator.class);
            for (Indicator indicator : Indicator.values()) {
                if (kinds.contains(indicator.on())) {
                    findings.put(indicator, judge(indicator, node, dataset));
                }
            }
            return findings;
        }

        private Finding judge(Indicator indicator, Node node, Node dataset) {
            return switch (indicator) {
                case KEYWORDS -> has(indicator, node, dcat("keyword"));
                case CATEGORIES -> has(indicator, node, dcat("theme"));
                case PLACE -> has(indicator, node, DCTerms.spatial.asNode());
                case TIME -> has(indicator, node, DCTerms.temporal.asNode());
                case ACCESS_ANSWERS -> answers(indicator, node, dcat("accessURL"));
                case DOWNLOAD -> has(indicator, node, dcat("downloadURL"));
                case DOWNLOAD_ANSWERS -> answers(indicator, node, dcat("downloadURL"));
                case FORMAT -> has(indicator, node, DCTerms.format.asNode());
                case MEDIA_TYPE -> has(indicator, node, dcat("mediaType"));
                case FORMAT_KNOWN ->
                    is(
                            indicator,
                            node,
                            fileTypes(node).findAny().isPresent()
                                    && iris(node, dcat("mediaType")).anyMatch(iri -> MEDIA_TYPES.stream()
                                            .anyMatch(iri::startsWith)));
                case FORMAT_OPEN -> is(indicator, node, fileTypes(node).anyMatch(OPEN::contains));
                case FORMAT_MACHINE_READABLE ->
                    is(indicator, node, fileTypes(node).anyMatch(MACHINE_READABLE::contains));
                case PROFILE -> is(indicator, node, keepsToProfile.test(node));
                case LICENCE -> has(indicator, node, DCTerms.license.asNode());
                case LICENCE_KNOWN -> from(indicator, node, DCTerms.license.asNode(), "licence/");
                case ACCESS_RIGHTS -> has(indicator, node, DCTerms.accessRights.asNode());
                case ACCESS_RIGHTS_KNOWN -> from(indicator, node, DCTerms.accessRights.asNode(), "access-right/");
                case CONTACT -> has(indicator, node, dcat("contactPoint"));
                case PUBLISHER -> has(indicator, node, DCTerms.publisher.asNode());
                case RIGHTS -> has(indicator, node, DCTerms.rights.asNode());
                case SIZE -> has(indicator, node, dcat("byteSize"));
                case ISSUED -> either(indicator, node, dataset, DCTerms.issued.asNode());
                case MODIFIED -> either(indicator, node, dataset, DCTerms.modified.asNode());
            };
        }

        private Finding is(Indicator indicator, Node node, boolean met) {
            return new Finding(indicator, node, met, 0);
        }

        private Finding has(Indicator indicator, Node node, Node property) {
            return is(indicator, node, catalogue.contains(node, property, Node.ANY));
        }

        private Finding either(Indicator indicator, Node node, Node dataset, Node property) {
            return has(indicator, catalogue.contains(node, property, Node.ANY) ? node : dataset, property);
        }

        private Finding from(Indicator indicator, Node node, Node property, String table) {
            return is(indicator, node, iris(node, property).anyMatch(iri -> iri.startsWith(EU + table)));
        }

        /** Of several addresses the one that answers best counts. */
        private Finding answers(Indicator indicator, Node node, Node property) {
            List<Integer> statuses = objects(node, property).stream()
                    .map(status::applyAsInt)
                    .sorted()
                    .toList();
            return statuses.stream()
                    .filter(code -> code >= 200 && code < 300)
                    .findFirst()
                    .map(code -> new Finding(indicator, node, true, code))
                    .orElseGet(() -> new Finding(
                            indicator,
                            node,
                            false,
                            statuses.stream().findFirst().orElse(0)));
        }

        private Stream<String> fileTypes(Node node) {
            return iris(node, DCTerms.format.asNode())
                    .filter(iri -> iri.startsWith(FILE_TYPE))
                    .map(iri -> iri.substring(FILE_TYPE.length()));
        }

        private Stream<String> iris(Node node, Node property) {
            return objects(node, property).stream().filter(Node::isURI).map(Node::getURI);
        }

        private List<Node> objects(Node node, Node property) {
            return catalogue
                    .find(node, property, Node.ANY)
                    .mapWith(Triple::getObject)
                    .toList();
        }
    }

    private static Node dcat(String name) {
        return NodeFactory.createURI(DCAT.NS + name);
    }
}
