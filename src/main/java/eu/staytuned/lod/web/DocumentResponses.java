package eu.staytuned.lod.web;

import eu.staytuned.lod.front.Keeping;
import eu.staytuned.lod.front.Keeping.Accept;
import eu.staytuned.lod.rdf.DescribedThing;
import eu.staytuned.lod.rdf.DocumentLinkset;
import eu.staytuned.lod.rdf.GraphDocument;
import eu.staytuned.lod.rdf.GraphDocument.Supplement;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.RdfSyntax;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.store.Store;
import eu.staytuned.lod.web.DocumentLinks.Link;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.compose.Union;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.shared.JenaException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers with a document, whatever controller it comes from: negotiates, checks the conditions, and only then has it
 * written.
 *
 * <p>All that goes into one answer is read in one transaction, so that headers and body speak of the same release. Nothing
 * is sent before the transaction has ended: a slow reader holds on to bytes, not to the store.
 */
@Component
class DocumentResponses implements HandlerMethodReturnValueHandler {

    /** Readers may keep an answer for a minute, and longer should we be out of reach; after that, a 304 costs little. */
    static final String CACHE_CONTROL = "public, max-age=60, stale-if-error=86400";

    /** The same on every variant, whether or not it was negotiated: caches compare it from answer to answer. */
    static final String VARY = "Accept, Accept-Language";

    /** All types by which a client can ask for the document of a dataset. */
    private static final List<MediaType> OFFERS = Stream.concat(
                    Representation.ALL.stream().flatMap(one -> one.accepted().stream()), Stream.of(DataCite.TYPE))
            .toList();

    private final Store store;
    private final DocumentLinks addresses;
    private final Pages pages;
    private final Software software;
    private final IriSpace iris;
    private final MeterRegistry meters;
    private final JsonMapper json;

    DocumentResponses(
            Store store,
            DocumentLinks addresses,
            Pages pages,
            Software software,
            IriSpace iris,
            MeterRegistry meters,
            JsonMapper json) {
        this.store = store;
        this.addresses = addresses;
        this.pages = pages;
        this.software = software;
        this.iris = iris;
        this.meters = meters;
        this.json = json;
    }

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        Class<?> type = returnType.getParameterType();
        return GraphDocument.class.isAssignableFrom(type)
                || DescribedThing.class.isAssignableFrom(type)
                || DocumentLinkset.class.isAssignableFrom(type)
                || DesignedPage.class.isAssignableFrom(type)
                || DesignedFile.class.isAssignableFrom(type)
                || StoredFile.class.isAssignableFrom(type);
    }

    @Override
    public void handleReturnValue(
            @Nullable Object value, MethodParameter type, ModelAndViewContainer container, NativeWebRequest web)
            throws IOException {
        container.setRequestHandled(true);
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        HttpServletResponse response = web.getNativeResponse(HttpServletResponse.class);
        if (value instanceof GraphDocument document) {
            send(PinnedReleases.document(document, request), request, response);
        } else if (value instanceof DocumentLinkset links) {
            send(links, request, response);
        } else if (value instanceof DescribedThing thing) {
            sendOn(thing, request, response);
        } else if (value instanceof DesignedPage page) {
            send(page, request, response);
        } else if (value instanceof DesignedFile file) {
            send(file, request, response);
        } else if (value instanceof StoredFile file) {
            send(file, request, response);
        }
    }

    /** 303: the thing cannot be sent; the document about it can, in the representation that suits. */
    private void sendOn(DescribedThing thing, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Representation representation = negotiate(thing.document(), request);
        String location = addresses.of(representation, thing.document(), new Leaf(1, PinnedReleases.of(request)));
        String language = ReaderLanguages.linked(request);
        if (representation.isPage() && !language.isEmpty()) {
            location += (location.indexOf('?') < 0 ? "?" : "&") + ReaderLanguages.PARAMETER + "=" + language;
        }
        byte[] body = ("303 See Other. " + thing.iri() + " is described in " + location + "\n")
                .getBytes(StandardCharsets.UTF_8);
        Keeping.allow(
                request, Accept.FORM, false, Optional.of(count(representation.extension(), HttpStatus.SEE_OTHER)));
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, location);
        response.setHeader(HttpHeaders.LINK, Link.header(addresses.fromThing(thing.document())));
        response.setHeader(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
        response.addHeader(HttpHeaders.VARY, VARY);
        response.setContentType("text/plain;charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private void send(GraphDocument document, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Representation> named = document.extension().map(Representation::ofExtension);
        if (named.isEmpty() && isForRepository(document, request)) {
            sendOn(document, response);
            return;
        }
        Representation representation = named.orElseGet(() -> negotiate(document.path(), request));
        GraphDocument chosen = document.as(representation.extension());
        Answer answer = store.read(shelf -> answer(chosen, representation, shelf, request));
        response.setHeader(
                HttpHeaders.CONTENT_LOCATION, addresses.of(representation, document.path(), Leaf.of(document)));
        Keeping.allow(
                request,
                named.isPresent() ? Accept.NONE : Accept.FORM,
                representation.isPage(),
                Optional.of(count(representation.extension(), answer.status())));
        write(answer, representation.contentType(), response);
    }

    private void send(DocumentLinkset links, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        GraphDocument document = PinnedReleases.document(links.document(), request);
        String format = links.extension().orElseGet(() -> negotiateLinkset(document, request));
        MediaType type = Optional.ofNullable(Linkset.FORMATS.get(format))
                .orElseThrow(() -> WebProblems.notFound(
                        "There is no link set of the format " + WebProblems.shorten(format) + ". There is "
                                + String.join(", ", Linkset.FORMATS.keySet()) + ".",
                        linksets(document)));
        Answer answer = store.read(shelf -> answer(document, format, type, shelf, request));
        response.setHeader(HttpHeaders.CONTENT_LOCATION, addresses.ofLinkset(document, format));
        Keeping.allow(
                request,
                links.extension().isPresent() ? Accept.NONE : Accept.EVERYTHING,
                false,
                Optional.of(count(format, answer.status())));
        write(answer, type, response);
    }

    private Answer answer(
            GraphDocument document, String format, MediaType type, Shelf shelf, HttpServletRequest request) {
        String tag = EntityTags.variant(
                EntityTags.of(
                        shelf.edition(),
                        software,
                        Representation.ofExtension(RdfSyntax.TURTLE.extension()),
                        Leaf.of(document),
                        Optional.empty(),
                        List.of(),
                        ""),
                "links-" + format);
        Instant issued = shelf.edition().issued();
        return conditionally(
                issued,
                tag,
                request,
                () -> new Answer(
                        HttpStatus.OK,
                        issued,
                        tag,
                        List.of(),
                        Optional.empty(),
                        addresses
                                .linkset(
                                        document, document.graph(), shelf.data().getDefaultGraph())
                                .as(type, json)));
    }

    private String negotiateLinkset(GraphDocument document, HttpServletRequest request) {
        List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        return Negotiation.choose(
                        accept,
                        List.copyOf(Linkset.FORMATS.keySet()),
                        format -> Linkset.FORMATS.get(format).equals(Linkset.JSON)
                                ? List.of(Linkset.JSON, MediaType.APPLICATION_JSON)
                                : List.of(Linkset.FORMATS.get(format)))
                .orElseThrow(() -> WebProblems.notAcceptable(accept, linksets(document)));
    }

    private List<WebProblems.Available> linksets(GraphDocument document) {
        return Linkset.FORMATS.entrySet().stream()
                .map(format -> new WebProblems.Available(
                        format.getValue().toString(), addresses.ofLinkset(document, format.getKey())))
                .toList();
    }

    /** Whether a client asks for a dataset in the terms of DataCite, and for nothing else as much. */
    private boolean isForRepository(GraphDocument document, HttpServletRequest request) {
        List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        return isForRepository(accept)
                && store.read(shelf -> DataCite.describes(shelf.data().getDefaultGraph(), document.subject(), iris));
    }

    /** Whether who accepts this would have a dataset in the terms of DataCite. */
    static boolean isForRepository(List<String> accept) {
        return accept.stream().anyMatch(line -> line.contains(DataCite.TYPE.getSubtype()))
                && Negotiation.choose(accept, OFFERS, List::of)
                        .filter(DataCite.TYPE::equals)
                        .isPresent();
    }

    private static void sendOn(GraphDocument document, HttpServletResponse response) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, DataCite.address(document.subject()));
        response.setHeader(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
        response.addHeader(HttpHeaders.VARY, VARY);
    }

    private void send(DesignedPage page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer = store.read(shelf -> answer(page, shelf, request));
        Keeping.allow(
                request, Accept.EVERYTHING, true, Optional.of(count(Representation.PAGE.extension(), answer.status())));
        write(answer, Representation.PAGE.contentType(), response);
    }

    private void send(DesignedFile file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer = store.read(shelf -> answer(file, shelf, request));
        file.name()
                .ifPresent(name ->
                        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\""));
        Keeping.allow(
                request, Accept.EVERYTHING, true, Optional.of(count(file.type().getSubtype(), answer.status())));
        write(answer, file.type(), response);
    }

    /** From the disk to the reader, and after the transaction: who reads slowly holds on to an open file, no more. */
    private void send(StoredFile file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Opened opened = store.read(shelf -> opened(file, shelf, request));
        try (FileChannel content = opened.content().orElse(null)) {
            Answer answer = opened.answer();
            file.name()
                    .ifPresent(name -> response.setHeader(
                            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\""));
            count(file.type().getSubtype(), answer.status());
            describe(answer, file.type(), response);
            if (content != null) {
                response.setContentLengthLong(content.size());
                Channels.newInputStream(content).transferTo(response.getOutputStream());
            }
        }
    }

    private record Opened(Answer answer, Optional<FileChannel> content) {}

    private Opened opened(StoredFile file, Shelf shelf, HttpServletRequest request) {
        String tag = EntityTags.of(
                shelf.edition(), software, Representation.PAGE, Leaf.FIRST, Optional.empty(), List.of(), "");
        Optional<HttpStatus> instead = Preconditions.evaluate(
                new ServletServerHttpRequest(request).getHeaders(),
                tag,
                shelf.edition().issued());
        try {
            Optional<FileChannel> content = instead.isPresent()
                    ? Optional.empty()
                    : Optional.of(FileChannel.open(
                            file.path().apply(pages.reading(shelf, ReaderLanguages.of(request), request)),
                            StandardOpenOption.READ));
            return new Opened(
                    new Answer(
                            instead.orElse(HttpStatus.OK),
                            shelf.edition().issued(),
                            tag,
                            file.links(),
                            Optional.empty(),
                            new byte[0]),
                    content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Answer answer, MediaType type, HttpServletResponse response) throws IOException {
        describe(answer, type, response);
        if (answer.status() == HttpStatus.OK) {
            response.setContentLength(answer.body().length);
            response.getOutputStream().write(answer.body());
        }
    }

    /** What stands before the body, or without one where there is none. */
    private static void describe(Answer answer, MediaType type, HttpServletResponse response) {
        response.setStatus(answer.status().value());
        response.setHeader(HttpHeaders.ETAG, answer.entityTag());
        response.setDateHeader(HttpHeaders.LAST_MODIFIED, answer.modified().toEpochMilli());
        response.setHeader(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
        response.addHeader(HttpHeaders.VARY, VARY);
        if (answer.status() == HttpStatus.OK) {
            if (!answer.links().isEmpty()) {
                response.setHeader(HttpHeaders.LINK, Link.header(answer.links()));
            }
            response.setContentType(type.toString());
            answer.language().ifPresent(language -> response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language));
        }
    }

    /** So that the operator sees which forms are read, and how often a cache out there knows them already. */
    private Counter count(String format, HttpStatus status) {
        Counter counter =
                meters.counter("publication.documents", "format", format, "status", String.valueOf(status.value()));
        counter.increment();
        return counter;
    }

    private Answer answer(
            GraphDocument document, Representation representation, Shelf shelf, HttpServletRequest request) {
        List<String> languages = representation.isPage() ? ReaderLanguages.of(request) : List.of();
        Optional<Supplement> supplement = document.supplement();
        String tag = EntityTags.of(
                shelf.edition(),
                software,
                representation,
                Leaf.of(document),
                supplement,
                languages,
                representation.isPage() ? ReaderLanguages.linked(request) : "");
        Instant modified = Stream.concat(
                        Stream.of(shelf.edition().issued()), supplement.map(Supplement::since).stream())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return conditionally(
                modified,
                tag,
                request,
                () -> representation.isPage()
                        ? page(document, shelf, modified, tag, languages, request)
                        : data(document, shelf.data().getDefaultGraph(), representation, modified, tag));
    }

    private Answer answer(DesignedPage page, Shelf shelf, HttpServletRequest request) {
        return answer(shelf, request, "", languages -> pages.of(page, shelf, languages, request));
    }

    private Answer answer(DesignedFile file, Shelf shelf, HttpServletRequest request) {
        return answer(shelf, request, file.variant(), languages -> pages.of(file, shelf, languages, request));
    }

    private Answer answer(
            Shelf shelf, HttpServletRequest request, String variant, Function<List<String>, Page> writer) {
        List<String> languages = ReaderLanguages.of(request);
        // A language in the address goes along into the links of a page, and so makes another page of it.
        String tag = EntityTags.variant(
                EntityTags.of(
                        shelf.edition(),
                        software,
                        Representation.PAGE,
                        Leaf.FIRST,
                        Optional.empty(),
                        languages,
                        ReaderLanguages.linked(request)),
                variant);
        Instant issued = shelf.edition().issued();
        return conditionally(issued, tag, request, () -> {
            Page written = writer.apply(languages);
            return new Answer(
                    HttpStatus.OK, issued, tag, written.links(), Optional.of(written.language()), written.content());
        });
    }

    private static Answer conditionally(
            Instant modified, String tag, HttpServletRequest request, Supplier<Answer> writer) {
        return Preconditions.evaluate(new ServletServerHttpRequest(request).getHeaders(), tag, modified)
                .map(instead -> new Answer(instead, modified, tag, List.of(), Optional.empty(), new byte[0]))
                .orElseGet(writer);
    }

    private Answer page(
            GraphDocument document,
            Shelf shelf,
            Instant modified,
            String tag,
            List<String> languages,
            HttpServletRequest request) {
        Graph graph = document.graph();
        List<Link> links = addresses.from(
                Representation.PAGE, document, graph, shelf.data().getDefaultGraph());
        Page page = pages.of(document, graph, shelf, links, languages, request);
        return new Answer(HttpStatus.OK, modified, tag, links, Optional.of(page.language()), page.content());
    }

    private Answer data(
            GraphDocument document, Graph published, Representation representation, Instant modified, String tag) {
        RdfSyntax syntax = representation.syntax().orElseThrow();
        ByteArrayOutputStream body = new ByteArrayOutputStream(8192);
        Graph graph;
        try {
            graph = write(document, syntax, body);
        } catch (JenaException e) {
            throw WebProblems.notWritable(syntax.label(), alternatives(document.path(), representation), e);
        }
        return new Answer(
                HttpStatus.OK,
                modified,
                tag,
                addresses.from(representation, document, graph, published),
                Optional.empty(),
                body.toByteArray());
    }

    /** A document as it is sent to whoever asks for it in this syntax and takes it uncompressed. */
    static byte[] written(GraphDocument document, RdfSyntax syntax) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(8192);
        write(document, syntax, body);
        return body.toByteArray();
    }

    private static Graph write(GraphDocument document, RdfSyntax syntax, OutputStream body) {
        if (RDFLanguages.isQuads(syntax.lang()) && !RDFLanguages.isTriples(syntax.lang())) {
            DatasetGraph dataset = document.dataset();
            RDFDataMgr.write(body, dataset, syntax.format());
            return new Union(dataset.getDefaultGraph(), dataset.getUnionGraph());
        }
        Graph graph = document.graph();
        syntax.write(graph, body);
        return graph;
    }

    private Representation negotiate(String path, HttpServletRequest request) {
        return Negotiation.choose(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)))
                .orElseThrow(() -> WebProblems.notAcceptable(
                        Collections.list(request.getHeaders(HttpHeaders.ACCEPT)), alternatives(path, null)));
    }

    private List<WebProblems.Available> alternatives(String path, @Nullable Representation but) {
        List<WebProblems.Available> available = new ArrayList<>();
        for (Representation representation : Representation.ALL) {
            if (!representation.equals(but)) {
                available.add(new WebProblems.Available(
                        representation.mediaType(), addresses.of(representation, path, Leaf.FIRST)));
            }
        }
        return available;
    }

    private record Answer(
            HttpStatus status,
            Instant modified,
            String entityTag,
            List<Link> links,
            Optional<String> language,
            byte[] body) {}
}
