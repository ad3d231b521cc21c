package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Sha256;
import eu.staytuned.lod.release.Release.Input;
import eu.staytuned.lod.release.Release.NamedGraph;
import eu.staytuned.lod.release.SourceFile.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.OWL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Reads a release from the source folders: strictly, file by file, each into its own named graph, moved to this
 * instance's base. All files are read before anything is reported, so that an editor sees all faults at once.
 */
@Component
class ReleaseReader {

    /** Raised whenever the code publishes something else from the same files, so that it becomes a new release. */
    static final int FORMAT = 6;

    private static final Logger log = LoggerFactory.getLogger(ReleaseReader.class);
    private static final int PATIENCE = 5;

    private final PublicationSettings settings;
    private final IriSpace iris;
    private final Undertaking undertaking;

    ReleaseReader(PublicationSettings settings, IriSpace iris) {
        this(settings, iris, new Undertaking());
    }

    @Autowired
    ReleaseReader(PublicationSettings settings, IriSpace iris, Undertaking undertaking) {
        this.settings = settings;
        this.iris = iris;
        this.undertaking = undertaking;
    }

    /**
     * What came of reading.
     *
     * @param release what the files say; not to be published where a fault stops it
     * @param queries the rules and checks that came with it, in the order of their names
     * @param faults all that is wrong with the files
     */
    record Reading(Release release, List<SourceQuery> queries, List<Fault> faults) {
        boolean isWhole() {
            return faults.stream().noneMatch(Fault::stopsTheRelease);
        }
    }

    /** The content hash that the source folders have now; empty where they cannot be read as they lie. */
    Optional<String> contentHash() {
        SourceFiles files = SourceFiles.in(settings.sourceFolders());
        if (!files.faults().isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        try {
            for (SourceFile file : files.files()) {
                lines.add(hashLine(file, Sha256.of(file.path())));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(contentHash(lines));
    }

    /** Reads all files; again, where somebody wrote meanwhile, so that no release is half old and half new. */
    Reading read() {
        for (int attempt = 1; ; attempt++) {
            SourceFiles files = SourceFiles.in(settings.sourceFolders());
            Map<String, String> before = files.stamps();
            Reading reading = read(files);
            if (SourceFiles.in(settings.sourceFolders()).stamps().equals(before)) {
                return reading;
            }
            if (attempt == PATIENCE) {
                List<Fault> faults = new ArrayList<>(reading.faults());
                faults.add(Fault.in(
                        files.files().isEmpty() ? "" : files.files().get(0).name(),
                        "The source folders change while they are read. Publish again when they are still."));
                return new Reading(reading.release(), reading.queries(), faults);
            }
            log.info("The source folders changed while they were read; reading them again");
        }
    }

    private Reading read(SourceFiles files) {
        List<Fault> faults = new ArrayList<>(files.faults());
        Map<SourceFile, SourceText> texts = new HashMap<>();
        List<Input> inputs = new ArrayList<>();
        List<String> hashLines = new ArrayList<>();
        Optional<String> context = files.with(Role.CONTEXT)
                .map(file -> SourceText.of(file, settings.maxFile().toBytes()))
                .filter(SourceText::isText)
                .map(SourceText::text)
                .findFirst();
        StrictParser parser = new StrictParser(settings.maxLiteral().toBytes(), context);
        Draft draft = new Draft();
        List<SourceQuery> queries = new ArrayList<>();
        long whole = Math.max(1, files.bytes());
        long read = 0;
        for (SourceFile file : files.files()) {
            draft.progress.part((double) read / whole);
            SourceText text = SourceText.of(file, settings.maxFile().toBytes());
            read += text.size();
            faults.addAll(text.faults());
            Input input = new Input(file, text.sha256(), text.size());
            inputs.add(input);
            hashLines.add(hashLine(file, text.sha256()));
            if (!text.isText()) {
                continue;
            }
            if (file.isRdf()) {
                draft.read(parser, input, text.text());
            } else if (file.role() != Role.CONTEXT) {
                SourceQuery.read(file, draft.rebasing.text(text.text()), faults).ifPresent(queries::add);
            }
        }
        faults.addAll(draft.faults);
        Release release = new Release(contentHash(hashLines), List.copyOf(inputs), draft.content);
        if (draft.content.saysNothing() && faults.isEmpty()) {
            faults.add(Fault.in(
                    settings.sources().get(0), "The source folders hold no statement; nothing would be published."));
        }
        return new Reading(release, List.copyOf(queries), faults);
    }

    private static String hashLine(SourceFile file, String sha256) {
        return sha256 + "  " + file.name() + "\n";
    }

    /** As anyone can repeat it: {@code (sha256sum of every file, sorted by name; base; format) | sha256sum}. */
    private String contentHash(List<String> lines) {
        Sha256 sum = new Sha256();
        lines.forEach(sum::update);
        return sum.update("base " + iris.base() + "\nformat " + FORMAT + "\n").hex();
    }

    /** A release while its files are read. */
    private final class Draft {

        final List<Fault> faults = new ArrayList<>();
        final Rebasing rebasing = new Rebasing(iris);
        final Content content = new Content();
        private final Map<String, String> prefixFiles = new HashMap<>();
        private final Progress progress =
                new Progress(log, undertaking, "Reading the source files", 0, new StreamRDFBase());

        void read(StrictParser parser, Input input, String text) {
            SourceFile file = input.file();
            Node own = iris.node(file.graph());
            boolean inDefaultGraph = file.role() == Role.DATA;
            NamedGraph graph = content.open(own, Optional.of(input), inDefaultGraph);
            if (graph.file().orElseThrow() != input) {
                return; // two files for one graph: the fault is in the list
            }
            Sink sink = new Sink(input, graph, text);
            List<Fault> found = parser.parse(file, text, sink);
            faults.addAll(found);
            if (found.isEmpty() && sink.statements == 0) {
                faults.add(Fault.in(file.name(), "It says nothing. Was it cut off? Remove it, or fill it."));
            }
            if (found.isEmpty() && file.role() == Role.HISTORY && !sink.declaresItsVersion) {
                faults.add(Fault.in(
                        file.name(),
                        "An earlier version is named after its version: an owl:Ontology in this file must have the "
                                + "owl:versionIRI <" + IriSpace.CANONICAL_BASE + file.graph() + ">."));
            }
        }

        /** Takes what one file says. */
        private final class Sink extends StreamRDFBase {

            private final Input input;
            private final NamedGraph own;
            private final String text;
            long statements;
            /** Whether the file says that its graph is a version. */
            boolean declaresItsVersion;

            Sink(Input input, NamedGraph own, String text) {
                this.input = input;
                this.own = own;
                this.text = text;
            }

            @Override
            public void prefix(String prefix, String namespace) {
                boolean published = input.file().role() != Role.HISTORY
                        && !input.file().name().endsWith(".jsonld");
                if (!published) {
                    return;
                }
                String moved = iris.rebase(namespace);
                String name = input.file().name();
                String bound = content.prefixes().putIfAbsent(prefix, moved);
                String first = prefixFiles.putIfAbsent(prefix, name);
                if (bound != null && !bound.equals(moved)) {
                    faults.add(Fault.in(
                                    name,
                                    "The prefix " + prefix + ": means <" + canonical(moved) + "> here and <"
                                            + canonical(bound) + "> in " + first
                                            + ". One prefix, one namespace: rename one of them.")
                            .at(lineOfPrefix(prefix, namespace), 0));
                }
            }

            @Override
            public void triple(Triple triple) {
                statements++;
                Triple moved = rebasing.triple(triple);
                content.add(own, moved);
                declaresItsVersion |=
                        moved.predicateMatches(OWL.versionIRI.asNode()) && moved.objectMatches(own.name());
                progress.triple(triple);
            }

            @Override
            public void quad(Quad quad) {
                if (quad.isTriple() || quad.isDefaultGraph()) {
                    triple(quad.asTriple());
                    return;
                }
                Node name = rebasing.node(quad.getGraph());
                boolean ours = name.isURI()
                        && (name.equals(own.name())
                                || name.getURI().startsWith(own.name().getURI() + "/"));
                if (!ours) {
                    refuseGraph(quad.getGraph());
                    return;
                }
                NamedGraph graph = content.open(name, Optional.of(input), own.inDefaultGraph());
                if (graph.file().orElseThrow() != input) {
                    refuseGraph(quad.getGraph());
                    return;
                }
                statements++;
                content.add(graph, rebasing.triple(quad.asTriple()));
                progress.quad(quad);
            }

            private void refuseGraph(Node graph) {
                statements++;
                String mine = "<" + IriSpace.CANONICAL_BASE + input.file().graph() + ">";
                Fault fault = Fault.in(
                        input.file().name(),
                        "It writes into the graph " + (graph.isURI() ? "<" + graph.getURI() + ">" : "of a blank node")
                                + ", which is not this file's. Its graph is " + mine + "; further ones begin with "
                                + "that and a slash.");
                if (!faults.contains(fault)) {
                    faults.add(fault);
                }
            }

            private int lineOfPrefix(String prefix, String namespace) {
                Matcher declared = Pattern.compile(
                                "(?i)prefix\\s+" + Pattern.quote(prefix) + ":\\s*<" + Pattern.quote(namespace) + ">")
                        .matcher(text);
                return declared.find()
                        ? 1
                                + (int) text.chars()
                                        .limit(declared.start())
                                        .filter(c -> c == '\n')
                                        .count()
                        : 0;
            }
        }

        private String canonical(String iri) {
            return iris.pathOf(iri).map(path -> IriSpace.CANONICAL_BASE + path).orElse(iri);
        }
    }
}
