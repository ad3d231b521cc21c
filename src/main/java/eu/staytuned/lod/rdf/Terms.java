package eu.staytuned.lod.rdf;

import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** The terms of other vocabularies that a document says about itself. */
public final class Terms {

    private static final String DCAT_NS = "http://www.w3.org/ns/dcat#";
    private static final String HYDRA_NS = "http://www.w3.org/ns/hydra/core#";
    private static final String SPDX_NS = "http://spdx.org/rdf/terms#";
    private static final String VOID_NS = "http://rdfs.org/ns/void#";

    /** What we call these vocabularies where a release has no prefix for them. */
    public static final Map<String, String> PREFIXES = Map.of(
            "dcat", DCAT_NS,
            "dcterms", "http://purl.org/dc/terms/",
            "foaf", "http://xmlns.com/foaf/0.1/",
            "hydra", HYDRA_NS,
            "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "rdfs", "http://www.w3.org/2000/01/rdf-schema#",
            "spdx", SPDX_NS,
            "xsd", "http://www.w3.org/2001/XMLSchema#");

    public static final Node TYPE = term("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
    public static final Node RDFS_LABEL = term("http://www.w3.org/2000/01/rdf-schema#label");

    public static final Node SEE_ALSO = term("http://www.w3.org/2000/01/rdf-schema#seeAlso");

    public static final Node DOCUMENT = term("http://xmlns.com/foaf/0.1/Document");
    public static final Node PRIMARY_TOPIC = term("http://xmlns.com/foaf/0.1/primaryTopic");
    public static final Node IS_PART_OF = term("http://purl.org/dc/terms/isPartOf");
    public static final Node IS_REPLACED_BY = term("http://purl.org/dc/terms/isReplacedBy");
    public static final Node SOURCE = term("http://purl.org/dc/terms/source");
    public static final Node LICENSE = term("http://purl.org/dc/terms/license");
    public static final Node MODIFIED = term("http://purl.org/dc/terms/modified");
    public static final Node CATALOG = term(DCAT_NS + "Catalog");
    public static final Node LANDING_PAGE = term(DCAT_NS + "landingPage");
    public static final Node DATASET = term(DCAT_NS + "dataset");
    public static final Node SERVICE = term(DCAT_NS + "service");
    public static final Node DISTRIBUTION = term(DCAT_NS + "distribution");
    public static final Node DOWNLOAD_URL = term(DCAT_NS + "downloadURL");
    public static final Node BYTE_SIZE = term(DCAT_NS + "byteSize");
    public static final Node CHECKSUM = term(SPDX_NS + "checksum");
    public static final Node A_CHECKSUM = term(SPDX_NS + "Checksum");
    public static final Node CHECKSUM_ALGORITHM = term(SPDX_NS + "algorithm");
    public static final Node SHA256 = term(SPDX_NS + "checksumAlgorithm_sha256");
    public static final Node CHECKSUM_VALUE = term(SPDX_NS + "checksumValue");
    public static final Node HAS_CURRENT_VERSION = term(DCAT_NS + "hasCurrentVersion");

    /** What leads from a catalogue to everything that a harvester has to know of its entries. */
    public static final Set<Node> CATALOGUED = Set.of(
            DATASET,
            SERVICE,
            DISTRIBUTION,
            term(DCAT_NS + "contactPoint"),
            term("http://purl.org/dc/terms/publisher"),
            term("http://purl.org/dc/terms/creator"),
            term("http://purl.org/dc/terms/temporal"),
            term("http://purl.org/dc/terms/rights"));

    public static final Node DATA_SET = term("http://purl.org/linked-data/cube#dataSet");
    public static final Node SLICE = term("http://purl.org/linked-data/cube#slice");

    public static final Node DEPRECATED = term("http://www.w3.org/2002/07/owl#deprecated");
    public static final Node VERSION_IRI = term("http://www.w3.org/2002/07/owl#versionIRI");

    public static final Node PARTITION_CLASS = term(VOID_NS + "class");
    public static final Node PARTITION_ENTITIES = term(VOID_NS + "entities");
    public static final Node PARTITION_PROPERTY = term(VOID_NS + "property");
    public static final Node PARTITION_DATATYPE = term("http://ldf.fi/void-ext#datatype");
    public static final Node PROPERTY_PARTITION = term(VOID_NS + "propertyPartition");

    public static final Node QUALITY_METADATA = term("http://www.w3.org/ns/dqv#QualityMetadata");

    public static final Node COLLECTION = term(HYDRA_NS + "Collection");
    public static final Node PARTIAL_VIEW = term(HYDRA_NS + "PartialCollectionView");
    public static final Node HAS_COLLECTION = term(HYDRA_NS + "collection");
    public static final Node MEMBER = term(HYDRA_NS + "member");
    public static final Node MEMBER_ASSERTION = term(HYDRA_NS + "memberAssertion");
    public static final Node SUBJECT = term(HYDRA_NS + "subject");
    public static final Node PROPERTY = term(HYDRA_NS + "property");
    public static final Node OBJECT = term(HYDRA_NS + "object");
    public static final Node TOTAL_ITEMS = term(HYDRA_NS + "totalItems");
    public static final Node VIEW = term(HYDRA_NS + "view");
    public static final Node FIRST = term(HYDRA_NS + "first");
    public static final Node PREVIOUS = term(HYDRA_NS + "previous");
    public static final Node NEXT = term(HYDRA_NS + "next");
    public static final Node LAST = term(HYDRA_NS + "last");

    private Terms() {}

    private static Node term(String iri) {
        return NodeFactory.createURI(iri);
    }
}
