package eu.staytuned.lod.citation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Sha256;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.release.Archive;
import eu.staytuned.lod.release.ReleaseUnavailableException;
import eu.staytuned.lod.sparql.Answers;
import eu.staytuned.lod.sparql.Question;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.system.Txn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Results that are kept to be cited: a query and the release that answered it. They are answered from that release for
 * ever: from the shelf while it is there, then from the archive; where neither has it, not at all.
 */
@Component
public class Citations {

    /** Where kept results are, below the base. */
    public static final String PATH = "q/";

    private static final Logger log = LoggerFactory.getLogger(Citations.class);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String SITE = "Stay Tuned Linked Data";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int SHORTEST = 12;
    private static final int LONGEST = 48;
    private static final int STEP = 4;
    private static final String HASH = "[a-z2-7]{" + SHORTEST + "," + LONGEST + "}";
    private static final List<Node> TEXTS = Stream.of("select", "construct", "ask", "describe")
            .map(form -> NodeFactory.createURI("http://www.w3.org/ns/shacl#" + form))
            .toList();

    private final CitationFolder folder;
    private final CitationSettings settings;
    private final Store store;
    private final Archive archive;
    private final Answers answers;
    private final IriSpace iris;
    private final String license;
    private final Clock clock = Clock.systemUTC();
    /** By result and release: the checksum of its rows. */
    private final Cache<Asked, Checksum> checksums =
            Caffeine.newBuilder().maximumSize(1_000).build();

    private record Asked(String hash, Edition edition) {}

    Citations(
            @Value("${publication.data-dir}") Path dataDir,
            CitationSettings settings,
            Store store,
            Archive archive,
            Answers answers,
            IriSpace iris,
            @Value("${publication.license}") String license) {
        this.folder = new CitationFolder(dataDir.resolve("citations"));
        this.settings = settings;
        this.store = store;
        this.archive = archive;
        this.answers = answers;
        this.iris = iris;
        this.license = license;
    }

    /**
     * What came of keeping a result.
     *
     * @param isNew whether it was not kept before
     */
    public record Kept(CitedResult result, boolean isNew) {}

    /**
     * Keeps a query with the release on the shelf. The same query and release are the same result, however often it is
     * kept.
     *
     * @throws org.springframework.web.ErrorResponseException where it has no whole answer that lasts, or there is no room
     */
    public Kept keep(String text, List<String> defaultGraphs, List<String> namedGraphs) {
        String query = text.replace("\r\n", "\n").strip();
        if (query.isEmpty()) {
            throw CitationProblem.noQuery();
        }
        if (size(query, defaultGraphs, namedGraphs) > settings.maxQuerySize().toBytes()) {
            throw CitationProblem.tooLong(settings.maxQuerySize().toBytes());
        }
        Question question = question(query, defaultGraphs, namedGraphs, iris.base(), Optional.empty());
        if (!question.isRepeatable()) {
            throw CitationProblem.notRepeatable();
        }
        String form = form(question.query());
        return store.read(shelf -> {
            String identity = identity(query, defaultGraphs, namedGraphs, shelf.edition());
            try {
                for (int length = SHORTEST; length <= LONGEST; length += STEP) {
                    String hash = hash(identity, length);
                    Optional<CitedResult> known = find(hash);
                    if (known.isEmpty()) {
                        return new Kept(
                                write(result(hash, query, defaultGraphs, namedGraphs, form, question, shelf)), true);
                    } else if (identity(known.get()).equals(identity)) {
                        return new Kept(known.get(), false);
                    }
                }
            } catch (IOException e) {
                log.error("A result could not be kept", e);
                throw CitationProblem.notKept(e);
            }
            throw new IllegalStateException("SHA-256 has no two texts with one hash");
        });
    }

    private CitedResult write(CitedResult result) throws IOException {
        synchronized (folder) {
            Optional<CitedResult> meanwhile = find(result.hash());
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            if (folder.count() >= settings.maxNumber()) {
                throw CitationProblem.full(settings.maxNumber());
            }
            folder.write(result.hash(), JSON.writeValueAsBytes(result));
        }
        return result;
    }

    private CitedResult result(
            String hash,
            String query,
            List<String> defaultGraphs,
            List<String> namedGraphs,
            String form,
            Question question,
            Shelf shelf)
            throws IOException {
        // Before the work, so that a full folder costs nothing.
        if (folder.count() >= settings.maxNumber()) {
            throw CitationProblem.full(settings.maxNumber());
        }
        Checksum checksum = checksum(question, shelf);
        Graph published = shelf.data().getDefaultGraph();
        Optional<Node> example = example(query, published);
        return new CitedResult(
                hash,
                query,
                List.copyOf(defaultGraphs),
                List.copyOf(namedGraphs),
                shelf.edition().number(),
                shelf.edition().contentHash(),
                shelf.edition().issued(),
                iris.base(),
                form,
                checksum.rows(),
                checksum.sha256(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                example.flatMap(node -> CitedSource.name(published, node)).orElse(""),
                example.map(Node::getURI).orElse(""),
                source(shelf));
    }

    /** How to cite a whole release. */
    public Citation release(Shelf shelf) {
        CitedSource source = source(shelf);
        return Citation.of(
                shelf.edition(), source, source.title(), "", shelf.edition().path(), iris);
    }

    /**
     * How to cite something in a release.
     *
     * @param title what it is called
     * @param part which part of the release it is, such as {@code a table}
     * @param path where it is, below the base
     */
    public Citation part(Shelf shelf, String title, String part, String path) {
        return Citation.of(shelf.edition(), source(shelf), title, part, path, iris);
    }

    private CitedSource source(Shelf shelf) {
        return CitedSource.of(shelf.data().getDefaultGraph(), SITE, license);
    }

    /** A kept result; empty where there is none of this name, whatever the name. */
    public Optional<CitedResult> find(String hash) {
        if (!hash.matches(HASH)) {
            return Optional.empty();
        }
        try {
            return folder.read(hash).map(bytes -> read(hash, bytes));
        } catch (IOException e) {
            log.error("The kept result {} cannot be read", hash, e);
            throw CitationProblem.unreadable(hash, e);
        }
    }

    private static CitedResult read(String hash, byte[] bytes) {
        try {
            CitedResult result = JSON.readValue(bytes, CitedResult.class);
            if (!result.hash().equals(hash)
                    || !hash(identity(result), hash.length()).equals(hash)) {
                throw new IllegalArgumentException("It is the result " + result.hash() + ", or was changed");
            }
            return result;
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            log.error("The kept result {} is damaged: {}", hash, e.toString());
            throw CitationProblem.unreadable(hash, e);
        }
    }

    /**
     * Sends the answer, for ever the same.
     *
     * @param format short name of the format that the address names; empty where the request chooses
     */
    public void send(
            CitedResult result, Optional<String> format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Question question = question(result, format);
        if (store.edition().equals(Optional.of(result.edition()))
                && isSame(result)
                && answers.send(question, result.edition(), request, response)) {
            return;
        }
        Archive.Opened opened = open(result);
        verify(result, opened.shelf());
        answers.send(question, opened.shelf(), request, response);
    }

    private boolean isSame(CitedResult result) {
        return store.read(shelf -> {
            if (shelf.edition().equals(result.edition())) {
                verify(result, shelf);
            }
            return true;
        });
    }

    /**
     * Reads in the release that answered, in one transaction. To be called within a transaction on the shelf.
     *
     * @param current the shelf
     * @throws org.springframework.web.ErrorResponseException where the release or its rows are not there any more
     */
    public <T> T read(CitedResult result, Shelf current, Function<Shelf, T> reading) {
        if (current.edition().equals(result.edition())) {
            verify(result, current);
            return reading.apply(current);
        }
        Shelf shelf = open(result).shelf();
        verify(result, shelf);
        return Txn.calculateRead(shelf.data(), () -> reading.apply(shelf));
    }

    private Archive.Opened open(CitedResult result) {
        try {
            Archive.Opened opened = archive.open(result.release());
            if (!opened.shelf().edition().equals(result.edition())) {
                throw CitationProblem.anotherRelease(result);
            }
            return opened;
        } catch (ReleaseUnavailableException e) {
            throw CitationProblem.unavailable(result, e);
        }
    }

    /** Rows are shown only where they are those that were cited. */
    private void verify(CitedResult result, Shelf shelf) {
        if (!checksum(result, shelf).sha256().equals(result.checksum())) {
            log.error("Release {} gives the kept result {} other rows than before", result.release(), result.hash());
            throw CitationProblem.otherRows(result);
        }
    }

    /** How the release on the shelf answers; empty where it calls things by other names than the one that answered. */
    public Optional<Today> today(CitedResult result, Shelf current) {
        if (!result.base().equals(iris.base())) {
            return Optional.empty();
        }
        Checksum checksum = checksum(result, current);
        return Optional.of(new Today(checksum.rows(), checksum.sha256().equals(result.checksum())));
    }

    /**
     * The answer that the release on the shelf gives.
     *
     * @param rows how many it has
     * @param same whether they are those that were cited
     */
    public record Today(long rows, boolean same) {}

    private Checksum checksum(CitedResult result, Shelf shelf) {
        Asked asked = new Asked(result.hash(), shelf.edition());
        Checksum known = checksums.getIfPresent(asked);
        if (known == null) {
            known = checksum(question(result, Optional.empty()), shelf);
            checksums.put(asked, known);
        }
        return known;
    }

    private Checksum checksum(Question question, Shelf shelf) {
        Query query = question.query();
        boolean lines = query.isSelectType() || query.isAskType();
        String format = lines ? "tsv" : query.isConstructQuad() ? "nq" : "nt";
        byte[] answer = answers.bytes(
                new Question(question.text(), query, Optional.of(format)),
                shelf,
                settings.maxResultSize().toBytes());
        return Checksum.of(answer, query.isSelectType());
    }

    /** The query of a result, to be answered. */
    public Question question(CitedResult result, Optional<String> format) {
        return question(result.query(), result.defaultGraphs(), result.namedGraphs(), result.base(), format);
    }

    // SPARQL 1.1 Protocol §2.1.4: graphs named by the protocol take the place of those that the query names.
    private static Question question(
            String text, List<String> defaultGraphs, List<String> namedGraphs, String base, Optional<String> format) {
        Question question = Question.of(text, base, format);
        if (defaultGraphs.isEmpty() && namedGraphs.isEmpty()) {
            return question;
        }
        Query query = question.query().cloneQuery();
        query.getGraphURIs().clear();
        query.getNamedGraphURIs().clear();
        defaultGraphs.forEach(query::addGraphURI);
        namedGraphs.forEach(query::addNamedGraphURI);
        return new Question(identity(text, defaultGraphs, namedGraphs), query, format);
    }

    private static String form(Query query) {
        if (query.isSelectType()) {
            return "SELECT";
        } else if (query.isAskType()) {
            return "ASK";
        } else if (query.isConstructType()) {
            return "CONSTRUCT";
        } else if (query.isDescribeType()) {
            return "DESCRIBE";
        }
        throw CitationProblem.notRows();
    }

    private static long size(String query, List<String> defaultGraphs, List<String> namedGraphs) {
        return identity(query, defaultGraphs, namedGraphs).getBytes(StandardCharsets.UTF_8).length;
    }

    /** The example of the release whose text this is. */
    private static Optional<Node> example(String query, Graph published) {
        return TEXTS.stream()
                .flatMap(property -> published.find(Node.ANY, property, Node.ANY).toList().stream())
                .filter(triple -> triple.getSubject().isURI()
                        && triple.getObject().isLiteral()
                        && triple.getObject()
                                .getLiteralLexicalForm()
                                .replace("\r\n", "\n")
                                .strip()
                                .equals(query)
                        && published.contains(triple.getSubject(), Terms.TYPE, Node.ANY))
                .map(triple -> triple.getSubject())
                .min((one, other) -> one.getURI().compareTo(other.getURI()));
    }

    private static String identity(CitedResult result) {
        return identity(result.query(), result.defaultGraphs(), result.namedGraphs(), result.edition());
    }

    private static String identity(
            String query, List<String> defaultGraphs, List<String> namedGraphs, Edition edition) {
        return "release " + edition.number() + " " + edition.contentHash() + "\n"
                + identity(query, defaultGraphs, namedGraphs);
    }

    /** The text of the query with the graphs that it is asked of, which SPARQL reads as a remark. */
    private static String identity(String query, List<String> defaultGraphs, List<String> namedGraphs) {
        StringBuilder text = new StringBuilder();
        defaultGraphs.forEach(graph ->
                text.append("# default-graph-uri <").append(line(graph)).append(">\n"));
        namedGraphs.forEach(
                graph -> text.append("# named-graph-uri <").append(line(graph)).append(">\n"));
        return text.append(query).toString();
    }

    private static String line(String graph) {
        return graph.replaceAll("[\\r\\n]", " ");
    }

    private static String hash(String identity, int length) {
        MessageDigest digest = new Sha256().digest();
        byte[] bytes = digest.digest(identity.getBytes(StandardCharsets.UTF_8));
        StringBuilder hash = new StringBuilder(length);
        int bits = 0;
        int waiting = 0;
        for (byte each : bytes) {
            bits = (bits << 8) | (each & 0xff);
            waiting += 8;
            while (waiting >= 5 && hash.length() < length) {
                waiting -= 5;
                hash.append(LETTERS.charAt((bits >>> waiting) & 31));
            }
            bits &= (1 << waiting) - 1;
        }
        return hash.toString();
    }
}
