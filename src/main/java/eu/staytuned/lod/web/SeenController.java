package eu.staytuned.lod.web;

import eu.staytuned.lod.catalog.Harvest;
import eu.staytuned.lod.catalog.Harvests;
import eu.staytuned.lod.rdf.GraphDocument;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** How others see us: our own catalogue, harvested and judged as they do it (ADR 0033). */
@Controller
class SeenController {

    /** The page, and the document of which it is one form. */
    static final String PATH = "how-you-see-us";

    private static final String FORMS = "{extension:html|ttl|jsonld|rdf|nt|trig|nq}";

    private final Harvests harvests;
    private final SeenStatement statement;
    private final IriSpace iris;

    SeenController(Harvests harvests, SeenStatement statement, IriSpace iris) {
        this.harvests = harvests;
        this.statement = statement;
        this.iris = iris;
    }

    @GetMapping("/" + PATH)
    SeenDocument seen() {
        return new SeenDocument(Optional.empty());
    }

    @GetMapping("/" + PATH + "." + FORMS)
    SeenDocument seen(@PathVariable String extension) {
        return new SeenDocument(Optional.of(extension));
    }

    /** Harvested before the shell begins to read the store: who has to wait does so outside of a transaction. */
    final class SeenDocument implements GraphDocument {

        private final Harvest harvest = harvests.get(Harvests.PATIENCE);
        private final Optional<String> extension;

        private SeenDocument(Optional<String> extension) {
            this.extension = extension;
        }

        @Override
        public Node subject() {
            return iris.node(PATH);
        }

        @Override
        public String path() {
            return PATH;
        }

        @Override
        public Graph graph() {
            return statement.of(harvest);
        }

        /** A second harvest of a release says other things than the first. */
        @Override
        public Optional<Supplement> supplement() {
            return Optional.of(new Supplement(
                    Sha256.of(harvest.tag().getBytes(StandardCharsets.UTF_8)).substring(0, 8), harvest.made()));
        }

        @Override
        public Optional<String> extension() {
            return extension;
        }
    }
}
