package eu.staytuned.lod.sparql;

import eu.staytuned.lod.store.Elsewhere;
import eu.staytuned.lod.store.MemoryDataset;
import eu.staytuned.lod.store.Store;
import eu.staytuned.lod.store.StoreOnDisk;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.jena.assembler.JA;
import org.apache.jena.fuseki.Fuseki;
import org.apache.jena.fuseki.build.FusekiConfig;
import org.apache.jena.fuseki.metrics.FusekiRequestsMetrics;
import org.apache.jena.fuseki.server.DataAccessPoint;
import org.apache.jena.fuseki.server.DataAccessPointRegistry;
import org.apache.jena.fuseki.server.DataService;
import org.apache.jena.fuseki.server.Endpoint;
import org.apache.jena.fuseki.server.FusekiVocabG;
import org.apache.jena.fuseki.server.Operation;
import org.apache.jena.fuseki.server.OperationRegistry;
import org.apache.jena.fuseki.system.FusekiCore;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ARQ;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.riot.WebContent;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.assembler.AssemblerUtils;
import org.apache.jena.sparql.core.assembler.DatasetAssemblerVocab;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.system.G;
import org.apache.jena.tdb2.assembler.VocabTDB2;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Fuseki inside our own server, built from a configuration file that a standalone Fuseki reads as well. */
@Configuration(proxyBeanMethods = false)
class FusekiConfiguration {

    /** Where the endpoint is, in the configuration file and on the site. */
    static final String ENDPOINT = "/sparql";

    private static final Set<RDFNode> KNOWN_TYPES = Set.of(
            ResourceFactory.createResource(FusekiVocabG.tServer.getURI()),
            ResourceFactory.createResource(FusekiVocabG.fusekiService.getURI()),
            DatasetAssemblerVocab.tMemoryDataset,
            VocabTDB2.tDatasetTDB2);

    /** How the configuration files begin a location that is below the data directory. */
    private static final Path DATA_DIR_IN_FILES = Path.of("var");

    /**
     * The endpoint that the configuration file describes.
     *
     * @throws FusekiConfigurationException where the file is missing or not what this service can publish from
     */
    @Bean(destroyMethod = "")
    DataAccessPoint sparqlEndpoint(
            @Value("${publication.store}") Path file,
            @Value("${publication.data-dir}") Path dataDir,
            @Value("${publication.remote.query-time:30s}") Duration queryTime,
            ObjectProvider<Elsewhere> elsewhere,
            OperationRegistry operations) {
        FusekiCore.init();
        Elsewhere remote = elsewhere.getIfAvailable();
        if (remote != null) {
            return inFrontOf(remote, queryTime, operations);
        }
        if (!Files.isRegularFile(file)) {
            throw new FusekiConfigurationException(
                    file,
                    "there is no such file (looked in " + Path.of("").toAbsolutePath() + ").",
                    "Give the path of a Fuseki configuration file, such as fuseki-config/config.ttl.");
        }
        DataAccessPoint described = onlyService(file, servicesIn(file, dataDir));
        DataService service = DataService.newBuilder(described.getDataService())
                .dataset(MemoryDataset.insteadOf(described.getDataService().getDataset()))
                .build();
        service.setEndpointProcessors(operations);
        service.goActive();
        return new DataAccessPoint(described.getName(), service);
    }

    /** The endpoint for a store elsewhere, which no file describes. */
    private static DataAccessPoint inFrontOf(Elsewhere remote, Duration queryTime, OperationRegistry operations) {
        if (queryTime.toMillis() < 1 || queryTime.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "publication.remote.query-time is " + queryTime + ": give a time from 1ms to 1d, such as 30s.");
        }
        Fuseki.getContext().set(ARQ.httpServiceAllowed, false);
        Context settings = new Context();
        settings.set(ARQ.queryTimeout, "" + queryTime.toMillis());
        DataService service = DataService.newBuilder()
                .dataset(remote.dataset())
                .addEndpoint(Endpoint.create()
                        .operation(Operation.Query)
                        .context(settings)
                        .build())
                .build();
        service.setEndpointProcessors(operations);
        service.goActive();
        return new DataAccessPoint(ENDPOINT, service);
    }

    private static List<DataAccessPoint> servicesIn(Path file, Path dataDir) {
        try {
            Model description = AssemblerUtils.readAssemblerFile(file.toString());
            moveLocations(description.getGraph(), dataDir);
            locations(description.getGraph())
                    .forEach(triple -> inspect(file, Path.of(triple.getObject().getLiteralLexicalForm())));
            sayWhatJenaWouldInfer(description);
            Context context = new Context();
            List<DataAccessPoint> services = FusekiConfig.processServerConfiguration(description, context);
            // Queries must never call other addresses, whatever the file says.
            context.set(ARQ.httpServiceAllowed, false);
            Fuseki.getContext().putAll(context);
            // A service that cannot be built is logged and left out by Fuseki; we want to know.
            long described = G.nodesOfTypeAsList(description.getGraph(), FusekiVocabG.fusekiService)
                    .size();
            if (services.size() < described) {
                throw new FusekiConfigurationException(
                        file,
                        "it describes " + described + " service(s), of which " + services.size() + " could be built.",
                        "The log above has Fuseki's reason, after \"Skipping\".");
            }
            return services;
        } catch (FusekiConfigurationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new FusekiConfigurationException(
                    file, reason(e), "Correct the file; fuseki-config/config.ttl is one that works.", e);
        }
    }

    /**
     * To find out that a {@code ja:MemoryDataset} can be assembled, Jena reasons over its whole vocabulary, which takes
     * longer than all else here. Where a file has nothing but the usual, the outcome is known.
     */
    private static void sayWhatJenaWouldInfer(Model description) {
        boolean usual = KNOWN_TYPES.containsAll(
                        description.listObjectsOfProperty(RDF.type).toSet())
                && !description.contains(null, JA.imports)
                && !description.contains(null, OWL.imports);
        if (usual) {
            KNOWN_TYPES.forEach(type -> description.add(type.asResource(), RDFS.subClassOf, JA.Object));
            description.add(JA.This, RDF.type, JA.Expanded);
        }
    }

    private static DataAccessPoint onlyService(Path file, List<DataAccessPoint> services) {
        if (services.size() != 1 || !services.get(0).getName().equals(ENDPOINT)) {
            throw new FusekiConfigurationException(
                    file,
                    "it describes the services "
                            + services.stream().map(DataAccessPoint::getName).toList() + ".",
                    "Describe exactly one, with fuseki:name \"sparql\".");
        }
        DataService service = services.get(0).getDataService();
        if (!Set.copyOf(service.getOperations()).equals(Set.of(Operation.Query)) || service.getEndpointSet() == null) {
            throw new FusekiConfigurationException(
                    file,
                    "its endpoints offer "
                            + service.getOperations().stream()
                                    .map(Operation::getName)
                                    .toList()
                            + ".",
                    "The publication is read-only: give one fuseki:endpoint without a fuseki:name, "
                            + "with fuseki:operation fuseki:query and nothing else.");
        }
        if (!service.getDataset().supportsTransactionAbort()) {
            throw new FusekiConfigurationException(
                    file,
                    "its dataset cannot undo a transaction, so a release that fails half-way could be seen.",
                    "Use a ja:MemoryDataset or a tdb2:DatasetTDB2.");
        }
        return services.get(0);
    }

    /** So that the store on disk lies beside the archive of releases, wherever the operator keeps both. */
    private static void moveLocations(Graph description, Path dataDir) {
        locations(description).forEach(triple -> {
            Path location = Path.of(triple.getObject().getLiteralLexicalForm());
            if (location.startsWith(DATA_DIR_IN_FILES)) {
                Path moved = dataDir.resolve(DATA_DIR_IN_FILES.relativize(location));
                description.delete(triple);
                description.add(
                        triple.getSubject(), triple.getPredicate(), NodeFactory.createLiteralString(moved.toString()));
            }
        });
    }

    private static List<Triple> locations(Graph description) {
        return description
                .find(Node.ANY, VocabTDB2.pLocation.asNode(), Node.ANY)
                .filterKeep(triple -> triple.getObject().isLiteral())
                .toList();
    }

    private static void inspect(Path file, Path location) {
        try {
            StoreOnDisk.inspect(location);
        } catch (UncheckedIOException e) {
            throw new FusekiConfigurationException(
                    file,
                    "its store in " + location + " is damaged and cannot be set aside: " + e.getMessage(),
                    "Delete that folder; the store is filled again from the archive.",
                    e);
        }
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /** Fuseki's operations, with our own for queries. */
    @Bean
    OperationRegistry operations(ObjectProvider<Store> store, QueryEvaluation evaluation) {
        OperationRegistry operations = OperationRegistry.createEmpty();
        operations.register(Operation.Query, WebContent.contentTypeSPARQLQuery, new QueryOperation(store, evaluation));
        return operations;
    }

    /** Closed after everything that reads it; a store on disk then has no lock left. */
    @Bean(destroyMethod = "shutdown")
    DataService dataService(DataAccessPoint sparqlEndpoint) {
        return sparqlEndpoint.getDataService();
    }

    /** The dataset that the endpoint serves and the shelf is built on. */
    @Bean(destroyMethod = "")
    @Primary
    DatasetGraph datasetGraph(DataService dataService) {
        return dataService.getDataset();
    }

    /** Fuseki looks for its endpoints in the servlet context. */
    @Bean
    ServletContextInitializer fusekiRegistries(DataAccessPoint sparqlEndpoint, OperationRegistry operations) {
        return servletContext -> {
            DataAccessPointRegistry endpoints = new DataAccessPointRegistry();
            endpoints.register(sparqlEndpoint);
            DataAccessPointRegistry.set(servletContext, endpoints);
            OperationRegistry.set(servletContext, operations);
            Fuseki.setVerbose(servletContext, false);
        };
    }

    @Bean
    FusekiRequestsMetrics fusekiMetrics(DataAccessPoint sparqlEndpoint) {
        return new FusekiRequestsMetrics(sparqlEndpoint);
    }
}
