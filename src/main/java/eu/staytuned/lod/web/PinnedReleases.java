package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.GraphDocument;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.release.Archive;
import eu.staytuned.lod.release.ReleaseUnavailableException;
import eu.staytuned.lod.store.AnyRelease;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * The release that an address names, {@code ?release=7}: whoever leafs through a list gets all of its pages from one
 * release, however many are published meanwhile. The links from page to page name it; the current one is answered from the
 * shelf, an earlier one from the archive.
 */
@Component
class PinnedReleases implements HandlerInterceptor {

    static final String PARAMETER = "release";

    private static final String NUMBER = PinnedReleases.class.getName() + ".number";
    private static final String PIN = PinnedReleases.class.getName() + ".pin";

    private final Store store;
    private final Archive archive;
    private final IriSpace iris;

    PinnedReleases(Store store, Archive archive, IriSpace iris) {
        this.store = store;
        this.archive = archive;
        this.iris = iris;
    }

    /** The release that the address of a request names, where it is one to heed. */
    static OptionalInt of(HttpServletRequest request) {
        return request.getAttribute(NUMBER) instanceof Integer number ? OptionalInt.of(number) : OptionalInt.empty();
    }

    /** A document with the release in its address. */
    static GraphDocument document(GraphDocument document, HttpServletRequest request) {
        OptionalInt release = of(request);
        return release.isEmpty() ? document : new PinnedDocument(document, release);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || !method.hasMethodAnnotation(AnyRelease.class)) {
            // Whose parameters are in a form reads it alone, and says what is too much.
            return true;
        }
        String named = request.getParameter(PARAMETER);
        if (named == null) {
            return true;
        }
        if (!named.matches("[1-9][0-9]{0,8}")) {
            throw WebProblems.problem(
                    HttpStatus.BAD_REQUEST,
                    "release=" + WebProblems.shorten(named) + " is not the number of a release. Give a whole number "
                            + "from 1, or none for the current release.");
        }
        int number = Integer.parseInt(named);
        Optional<Edition> current = store.edition();
        if (current.isPresent() && number > current.orElseThrow().number()) {
            throw WebProblems.problem(
                    HttpStatus.NOT_FOUND,
                    "There is no release " + number + " yet: the current one is "
                            + current.orElseThrow().number() + ".");
        }
        request.setAttribute(NUMBER, number);
        String start = iris.resolve(request.getRequestURI()
                .substring(request.getContextPath().length())
                .replaceFirst("^/+", ""));
        request.setAttribute(PIN, store.pin(number, () -> open(number, start, request)));
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        unpin(request);
    }

    /** Also before a problem is reported: its page says what there is now. */
    private static void unpin(HttpServletRequest request) {
        if (request.getAttribute(PIN) instanceof Store.Pin pin) {
            pin.close();
            request.removeAttribute(PIN);
        }
    }

    private Shelf open(int number, String start, HttpServletRequest request) {
        try {
            Archive.Opened opened = archive.open(number);
            if (!opened.base().equals(iris.base())) {
                unpin(request);
                throw gone(
                        "Release " + number + " was published under other IRIs, which are not answered here.", start);
            }
            return opened.shelf();
        } catch (ReleaseUnavailableException e) {
            unpin(request);
            throw gone(String.valueOf(e.getMessage()), start);
        }
    }

    /** The pages that follow are not to be had: half a list of one release and half of another would be worse than none. */
    private static ErrorResponseException gone(String why, String start) {
        ErrorResponseException gone = WebProblems.problem(
                HttpStatus.GONE, why + " Start again with the first page of the current release: " + start);
        gone.getBody().setProperty("start", start);
        gone.getHeaders().set(HttpHeaders.LINK, "<" + start + ">; rel=\"latest-version\"");
        return gone;
    }

    private record PinnedDocument(GraphDocument document, OptionalInt release) implements GraphDocument {

        @Override
        public Node subject() {
            return document.subject();
        }

        @Override
        public String path() {
            return document.path();
        }

        @Override
        public Graph graph() {
            return document.graph();
        }

        @Override
        public DatasetGraph dataset() {
            return document.dataset();
        }

        @Override
        public int page() {
            return document.page();
        }

        @Override
        public GraphDocument as(String extension) {
            return new PinnedDocument(document.as(extension), release);
        }

        @Override
        public Optional<Supplement> supplement() {
            return document.supplement();
        }

        @Override
        public Optional<String> extension() {
            return document.extension();
        }
    }
}
