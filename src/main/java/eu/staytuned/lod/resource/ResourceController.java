package eu.staytuned.lod.resource;

import eu.staytuned.lod.rdf.DescribedThing;
import eu.staytuned.lod.rdf.DocumentLinkset;
import eu.staytuned.lod.rdf.GraphDocument;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.UriForm;
import eu.staytuned.lod.store.AnyRelease;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Answers at every IRI of ours: a thing is described elsewhere, a document is sent, and what is neither is not found.
 *
 * <pre>
 * id/city/ghent          a thing        → its document, doc/city/ghent
 * id/city/               a collection   → its document, doc/city
 * doc/city/ghent.ttl     a document in the syntax that its URL names
 * ontology, graph/…      documents, too: these are named by their own URLs
 * </pre>
 */
@Controller
class ResourceController implements Documents {

    private final Store store;
    private final Registers registers;
    private final ResourceDescriptions descriptions;
    private final IriSpace iris;
    private final Optional<Withdrawals> withdrawals;

    ResourceController(
            Store store,
            Registers registers,
            ResourceDescriptions descriptions,
            IriSpace iris,
            Optional<Withdrawals> withdrawals) {
        this.store = store;
        this.registers = registers;
        this.descriptions = descriptions;
        this.iris = iris;
        this.withdrawals = withdrawals;
    }

    /** Whatever no other controller answers. */
    @AnyRelease
    @GetMapping("/**")
    Object dereference(HttpServletRequest request, @RequestParam Optional<String> page) {
        String requested = request.getRequestURI()
                .substring(request.getContextPath().length())
                .replaceFirst("^/", "");
        int number = page.map(ResourceController::pageNumber).orElse(1);
        return store.read(shelf -> answer(requested, number, shelf).or(() -> moved(requested, request, shelf)))
                .orElseThrow(() -> store.read(shelf -> unknown(requested, shelf)));
    }

    /** The links around a document, in the format that the extension of the address names or in the one that suits. */
    @AnyRelease
    @GetMapping("/" + DocumentLinkset.PATH + "{*document}")
    DocumentLinkset links(@PathVariable String document, @RequestParam Optional<String> page) {
        String requested = document.replaceFirst("^/", "");
        int number = page.map(ResourceController::pageNumber).orElse(1);
        int dot = requested.lastIndexOf('.');
        return store.read(shelf -> linkset(requested, number, Optional.empty(), shelf)
                        .or(() -> dot < 0
                                ? Optional.empty()
                                : linkset(
                                        requested.substring(0, dot),
                                        number,
                                        Optional.of(requested.substring(dot + 1)),
                                        shelf)))
                .orElseThrow(() -> store.read(shelf -> unknown(requested, shelf)));
    }

    private Optional<DocumentLinkset> linkset(String path, int page, Optional<String> extension, Shelf shelf) {
        return topic(path, shelf)
                .map(topic -> new DocumentLinkset(descriptions.of(topic, page, Optional.empty(), shelf), extension));
    }

    @Override
    public Optional<GraphDocument> at(String path, Shelf shelf) {
        return document(path, 1, shelf);
    }

    private static int pageNumber(String page) {
        if (!page.matches("[1-9][0-9]{0,8}")) {
            throw Problems.notAPage(page);
        }
        return Integer.parseInt(page);
    }

    private Optional<Object> answer(String requested, int page, Shelf shelf) {
        return Topic.isThing(requested)
                ? thing(requested, shelf).map(topic -> topic)
                : document(requested, page, shelf).map(document -> document);
    }

    private Optional<DescribedThing> thing(String requested, Shelf shelf) {
        Register register = registers.of(shelf);
        Optional<String> path = register.find(requested);
        path.ifPresent(known -> refuseWithdrawn(known, shelf));
        return path.map(Topic::ofResource)
                .or(() -> Optional.of(requested).filter(register::isCollection).map(Topic::ofCollection))
                .map(topic -> new DescribedThing(iris.resolve(topic.path()), topic.document()));
    }

    private Optional<GraphDocument> document(String requested, int page, Shelf shelf) {
        Optional<Topic> negotiated = topic(requested, shelf);
        if (negotiated.isPresent()) {
            return negotiated.map(topic -> descriptions.of(topic, page, Optional.empty(), shelf));
        }
        int dot = Topic.extensionOf(requested);
        if (dot < 0) {
            return Optional.empty();
        }
        String extension = requested.substring(dot + 1);
        return topic(requested.substring(0, dot), shelf)
                .map(topic -> descriptions.of(topic, page, Optional.of(extension), shelf));
    }

    /** What a document at this path is about, if there is one. */
    private Optional<Topic> topic(String document, Shelf shelf) {
        if (document.isEmpty() || document.equals("index")) {
            return Optional.of(Topic.HOME);
        }
        Register register = registers.of(shelf);
        if (document.equals("doc") || document.startsWith("doc/")) {
            String thing = "id" + document.substring("doc".length());
            Optional<String> known = register.find(thing);
            known.ifPresent(path -> refuseWithdrawn(path, shelf));
            Optional<String> collection = Optional.of(thing + "/").filter(register::isCollection);
            Optional<Topic> topic = known.map(Topic::ofResource)
                    .map(resource -> collection.map(resource::with).orElse(resource))
                    .or(() -> collection.map(Topic::ofCollection));
            if (topic.isPresent()) {
                return topic;
            }
        }
        return register.find(document).map(Topic::ofResource).or(() -> Optional.of(document + "/")
                .filter(register::isCollection)
                .map(Topic::ofCollection));
    }

    /** Withdrawn is what is deprecated and has a successor. A term of an ontology is never withdrawn, only deprecated. */
    private void refuseWithdrawn(String path, Shelf shelf) {
        List<String> successors = registers.of(shelf).successorsOf(iris.node(path));
        if (!successors.isEmpty()) {
            throw Problems.withdrawn(iris.resolve(path), successors, withdrawals.flatMap(all -> all.of(path)));
        }
    }

    /** The spellings of an IRI that people and programs try: other case, a slash too many or too few, a session id. */
    private Optional<Object> moved(String requested, HttpServletRequest request, Shelf shelf) {
        String plain =
                requested.replaceAll(";[^/]*", "").replaceAll("/{2,}", "/").replaceAll("^/+|/+$", "");
        Set<String> variants = new LinkedHashSet<>();
        for (String variant : List.of(plain, plain.toLowerCase(Locale.ROOT))) {
            variants.add(variant);
            variants.add(variant + "/");
        }
        variants.remove(requested);
        for (String variant : variants) {
            if (answer(variant, 1, shelf).isPresent()) {
                String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
                return Optional.of(ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY)
                        .header(HttpHeaders.LOCATION, iris.resolve(UriForm.of(variant)) + query)
                        .build());
            }
        }
        return Optional.empty();
    }

    /** It was there in an earlier release: under this address, or as the thing that this document was about. */
    private Optional<RuntimeException> gone(String requested, Shelf shelf) {
        String normal = UriForm.of(requested);
        int dot = Topic.extensionOf(normal);
        String document = dot > 0 ? normal.substring(0, dot) : normal;
        String path = document.startsWith("doc/") ? "id/" + document.substring("doc/".length()) : document;
        return withdrawals
                .flatMap(all -> all.of(path))
                .filter(withdrawal -> withdrawal.release() <= shelf.edition().number())
                .map(withdrawal -> Problems.gone(
                        iris.resolve(path), withdrawal, iris.resolve("releases/" + withdrawal.release())));
    }

    private RuntimeException unknown(String requested, Shelf shelf) {
        Register register = registers.of(shelf);
        Optional<RuntimeException> gone = gone(requested, shelf);
        if (gone.isPresent()) {
            return gone.orElseThrow();
        }
        List<String> nearby = new ArrayList<>();
        String thing = requested.replaceFirst("^doc/", "id/");
        for (int slash = thing.lastIndexOf('/'); slash > 0; slash = thing.lastIndexOf('/', slash - 1)) {
            String collection = thing.substring(0, slash + 1);
            if (register.isCollection(collection)) {
                nearby.add(iris.resolve(Topic.ofCollection(collection).path()));
                break;
            }
        }
        return Problems.unknown(iris.resolve(requested), nearby);
    }
}
