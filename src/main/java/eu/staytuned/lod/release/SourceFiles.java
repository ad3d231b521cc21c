package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.RdfSyntax;
import eu.staytuned.lod.release.SourceFile.Role;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.riot.Lang;

/**
 * The files of a release as they lie in the source folders, sorted by name, and what is wrong with how they lie there.
 *
 * <p>A file's place says what it is: {@code ontology/shapes.ttl} and {@code ontology/shapes/} hold shapes, {@code
 * ontology/history/} earlier versions, {@code ontology/rules/*.rq} rules, {@code ontology/checks/*.rq} checks, {@code
 * ontology/context.jsonld} the context; {@code ontology/questions/} and texts such as a README are for people. All else
 * is RDF, or a fault: a file that is left out without a word would be missed by nobody until a reader misses it.
 *
 * @param files in the order of their names
 * @param faults a missing folder, a link that leads out, a name that makes no good IRI, two files for one graph
 */
record SourceFiles(List<SourceFile> files, List<Fault> faults) {

    private static final Pattern GOOD_NAME = Pattern.compile("[a-z0-9]+([._-][a-z0-9]+)*");
    private static final Pattern LEFTOVER = Pattern.compile("\\..*|.*~|#.*#|.*\\.(swp|swo|swx|bak|tmp|orig|rej)");
    private static final Pattern FOR_PEOPLE =
            Pattern.compile("(?i)(readme|licen[cs]e|changelog)(\\..*)?|.*\\.(md|txt)");
    private static final String SYNTAXES = Stream.of(RdfSyntax.values())
            .map(syntax -> "." + syntax.extension())
            .reduce((one, other) -> one + ", " + other)
            .orElseThrow();

    static SourceFiles in(List<Path> folders) {
        Walk walk = new Walk();
        folders.forEach(walk::source);
        walk.files.sort(Comparator.comparing(SourceFile::name));
        walk.refuseTwoFilesForOneGraph();
        return new SourceFiles(List.copyOf(walk.files), List.copyOf(walk.faults));
    }

    /** Hidden files, and what editors and merges leave behind. */
    static boolean isLeftover(String name) {
        return LEFTOVER.matcher(name).matches();
    }

    Stream<SourceFile> with(Role role) {
        return files.stream().filter(file -> file.role() == role);
    }

    Stream<SourceFile> rdf() {
        return files.stream().filter(SourceFile::isRdf);
    }

    /** How large they are together; what cannot be read counts nothing. */
    long bytes() {
        return files.stream().mapToLong(file -> file.path().toFile().length()).sum();
    }

    /** Size and time of every file: equal stamps before and after reading mean that nobody wrote meanwhile. */
    Map<String, String> stamps() {
        Map<String, String> stamps = new TreeMap<>();
        for (SourceFile file : files) {
            try {
                BasicFileAttributes now = Files.readAttributes(file.path(), BasicFileAttributes.class);
                stamps.put(file.name(), now.size() + " " + now.lastModifiedTime() + " " + now.fileKey());
            } catch (IOException gone) {
                stamps.put(file.name(), "gone");
            }
        }
        return stamps;
    }

    private static final class Walk {

        final List<SourceFile> files = new ArrayList<>();
        final List<Fault> faults = new ArrayList<>();

        void source(Path folder) {
            Path absolute = folder.toAbsolutePath().normalize();
            String name = absolute.getFileName().toString();
            if (!Files.isDirectory(absolute)) {
                faults.add(Fault.in(
                        folder.toString(),
                        "There is no such folder. publication.sources names it; relative names start from "
                                + Path.of("").toAbsolutePath() + "."));
                return;
            }
            try {
                folder(absolute, absolute.toRealPath(), name, List.of(absolute.toRealPath()));
            } catch (IOException e) {
                faults.add(unreadable(name, e));
            }
        }

        private void folder(Path folder, Path root, String name, List<Path> above) throws IOException {
            List<Path> children = new ArrayList<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                stream.forEach(children::add);
            } catch (java.nio.file.DirectoryIteratorException e) {
                throw e.getCause();
            }
            children.sort(Comparator.comparing(child -> child.getFileName().toString()));
            for (Path child : children) {
                String simple = child.getFileName().toString();
                if (isLeftover(simple)) {
                    continue;
                }
                String childName = name + "/" + simple;
                try {
                    child(child, root, childName, above);
                } catch (NoSuchFileException e) {
                    if (Files.isSymbolicLink(child)) {
                        faults.add(Fault.in(childName, "A link that leads nowhere. Put the file itself here."));
                    } // else it was removed while we looked: the release is what remains
                } catch (IOException e) {
                    faults.add(unreadable(childName, e));
                }
            }
        }

        private void child(Path child, Path root, String name, List<Path> above) throws IOException {
            Path real = child.toRealPath();
            if (!real.startsWith(root)) {
                faults.add(Fault.in(
                        name,
                        "A link that leads out of the source folder, to " + real
                                + ". A release is read from its source folders alone: put the file itself here."));
            } else if (Files.isDirectory(real)) {
                if (above.contains(real)) {
                    throw new FileSystemLoopException(name);
                }
                List<Path> path = new ArrayList<>(above);
                path.add(real);
                folder(child, root, name, path);
            } else if (!Files.isRegularFile(real)) {
                faults.add(Fault.in(name, "Neither a file nor a folder. Only files are published."));
            } else if (!Files.isReadable(real)) {
                faults.add(Fault.in(name, "The service may not read this file. Change its permissions."));
            } else {
                file(child, name);
            }
        }

        private void file(Path file, String name) {
            String simple = file.getFileName().toString();
            int slash = name.indexOf('/');
            boolean ontology = name.substring(0, slash).equals("ontology");
            String below = name.substring(slash + 1);
            if (FOR_PEOPLE.matcher(simple).matches() || ontology && below.startsWith("questions/")) {
                return;
            }
            int dot = simple.lastIndexOf('.');
            String extension = dot < 0 ? "" : simple.substring(dot + 1);
            if (ontology && below.equals("context.jsonld")) {
                files.add(new SourceFile(file, name, Role.CONTEXT, Optional.empty(), ""));
                return;
            }
            if (extension.equals("rq")) {
                query(file, name, ontology, below);
                return;
            }
            Optional<Lang> lang = lang(extension);
            if (lang.isEmpty()) {
                faults.add(Fault.in(
                        name,
                        (extension.isEmpty() ? "No extension" : "The extension ." + extension)
                                + " says no syntax that is read here. RDF is read from " + SYNTAXES
                                + "; keep other files out of the source folders."));
                return;
            }
            for (String part : below.split("/")) {
                if (!GOOD_NAME.matcher(part).matches()) {
                    faults.add(Fault.in(
                            name,
                            "'" + part
                                    + "' becomes part of an IRI: name files and folders with lower-case letters a-z, "
                                    + "digits and single hyphens."));
                    return;
                }
            }
            String path = below.substring(0, below.length() - extension.length() - 1);
            if (ontology && path.startsWith("history/")) {
                String version = path.substring("history/".length());
                files.add(new SourceFile(file, name, Role.HISTORY, lang, "ontology/" + version));
            } else {
                boolean shapes = ontology && (path.equals("shapes") || path.startsWith("shapes/"));
                boolean profile = ontology && path.endsWith("/shapes");
                Role role = shapes ? Role.SHAPES : profile ? Role.PROFILE : Role.DATA;
                files.add(new SourceFile(file, name, role, lang, "graph/" + (ontology ? "ontology/" : "") + path));
            }
        }

        private void query(Path file, String name, boolean ontology, String below) {
            if (ontology && below.matches("checks/[^/]+")) {
                files.add(new SourceFile(file, name, Role.CHECK, Optional.empty(), ""));
            } else if (ontology && below.matches("rules/[^/]+")) {
                files.add(new SourceFile(file, name, Role.RULE, Optional.empty(), ""));
            } else {
                faults.add(
                        Fault.in(
                                name,
                                "A query is not read from here. Rules belong in ontology/rules, checks in ontology/checks, "
                                        + "competency questions in ontology/questions, example queries as Turtle in rdf-data/queries."));
            }
        }

        private void refuseTwoFilesForOneGraph() {
            Map<String, SourceFile> owners = new HashMap<>();
            for (SourceFile file : files) {
                if (!file.isRdf()) {
                    continue;
                }
                if (Set.of(Release.INFERRED, Release.RELEASE, Release.QUALITY).contains(file.graph())) {
                    faults.add(Fault.in(
                            file.name(),
                            "The graph " + file.graph() + " is written by the service itself. Rename the file."));
                }
                SourceFile other = owners.putIfAbsent(file.graph(), file);
                if (other != null) {
                    faults.add(Fault.in(
                            file.name(),
                            "It would become the graph " + file.graph() + ", and so would " + other.name()
                                    + ". Rename one of them."));
                }
            }
        }

        private static Optional<Lang> lang(String extension) {
            return switch (extension.toLowerCase(Locale.ROOT)) {
                case "owl", "xml" -> Optional.of(Lang.RDFXML);
                default -> RdfSyntax.ofExtension(extension).map(RdfSyntax::lang);
            };
        }

        private static Fault unreadable(String name, IOException e) {
            if (e instanceof FileSystemLoopException) {
                return Fault.in(name, "A link to a folder above it. Remove the link.");
            }
            return Fault.in(name, "It cannot be read: " + Failures.explain(e));
        }
    }
}
