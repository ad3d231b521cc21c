package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.GraphDocument;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.RdfSyntax;
import eu.staytuned.lod.rdf.Sha256;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.resource.Documents;
import eu.staytuned.lod.store.Background;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.MadeFile;
import eu.staytuned.lod.store.MadeFiles;
import eu.staytuned.lod.store.ReleasePublished;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.store.Store;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The documents that the catalogue offers as files, the ontology in each syntax: written once after a release, to know how
 * large they are.
 */
@Component
class DocumentFiles implements MadeFiles, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(DocumentFiles.class);

    private final Store store;
    private final Documents documents;
    private final IriSpace iris;
    private final AtomicInteger changes = new AtomicInteger();
    private final ExecutorService background = Background.inTurn("document-files");
    private volatile Optional<Written> newest = Optional.empty();

    private record Written(Edition edition, Map<String, MadeFile> files) {}

    DocumentFiles(Store store, Documents documents, IriSpace iris) {
        this.store = store;
        this.documents = documents;
        this.iris = iris;
    }

    @EventListener
    void on(ReleasePublished published) {
        background.execute(() -> {
            try {
                newest = Optional.of(store.read(this::write));
                changes.incrementAndGet();
            } catch (RuntimeException e) {
                log.error(
                        "The documents of release {} cannot be measured",
                        published.edition().number(),
                        e);
            }
        });
    }

    @Override
    public Optional<MadeFile> find(String url, Edition current) {
        return newest.filter(written -> written.edition().equals(current))
                .map(written -> written.files().get(url));
    }

    @Override
    public int changes() {
        return changes.get();
    }

    private Written write(Shelf shelf) {
        Map<String, MadeFile> files = new HashMap<>();
        List<String> offered = shelf.data()
                .getDefaultGraph()
                .find(Node.ANY, Terms.DOWNLOAD_URL, Node.ANY)
                .mapWith(Triple::getObject)
                .filterKeep(Node::isURI)
                .mapWith(Node::getURI)
                .toList();
        for (String url : offered) {
            String path = iris.pathOf(url).orElse("");
            Optional<RdfSyntax> syntax = RdfSyntax.ofExtension(path.substring(path.lastIndexOf('.') + 1));
            Optional<GraphDocument> document = syntax.flatMap(any -> documents.at(path, shelf));
            if (document.isPresent()) {
                byte[] body = DocumentResponses.written(document.orElseThrow(), syntax.orElseThrow());
                files.put(
                        url,
                        new MadeFile(
                                url, body.length, Sha256.of(body), Instant.now().truncatedTo(ChronoUnit.SECONDS)));
            }
        }
        return new Written(shelf.edition(), Map.copyOf(files));
    }

    @Override
    public void destroy() {
        background.shutdownNow();
    }
}
