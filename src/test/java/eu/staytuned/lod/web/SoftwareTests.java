package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same build has the same fingerprint wherever it lies; another build has another. */
class SoftwareTests {

    private static final List<String> FILES = List.of(
            "eu/staytuned/lod/web/One.class",
            "eu/staytuned/lod/web/Other.class",
            "templates/page.html",
            "messages/messages.properties",
            "static/site.css");

    @TempDir
    Path folder;

    private Path classes;

    @BeforeEach
    void build() throws IOException {
        classes = Files.createDirectory(folder.resolve("classes"));
        for (String file : FILES) {
            Files.createDirectories(classes.resolve(file).getParent());
            Files.writeString(classes.resolve(file), "content of " + file);
        }
    }

    @Test
    void aJarHasTheFingerprintOfTheFolderItWasMadeOf() throws IOException {
        assertThat(fingerprint(jar("build.jar"))).isEqualTo(fingerprint(classes));
        assertThat(fingerprint(classes)).matches("[0-9a-f]{8}");
    }

    @Test
    void oneLetterOfOneFileMakesAnotherFingerprint() throws IOException {
        String before = fingerprint(classes);
        for (String file : FILES) {
            String content = Files.readString(classes.resolve(file));
            Files.writeString(classes.resolve(file), content.replace("content", "Content"));
            assertThat(fingerprint(classes)).as(file).isNotEqualTo(before);
            assertThat(fingerprint(jar("of-another-build.jar"))).as(file).isNotEqualTo(before);
            Files.writeString(classes.resolve(file), content);
        }
        assertThat(fingerprint(classes)).isEqualTo(before);
    }

    private static String fingerprint(Path build) throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {build.toUri().toURL()}, null)) {
            return Software.digest(loader.getResource(FILES.get(0)), FILES.get(0));
        }
    }

    private Path jar(String name) throws IOException {
        Path jar = folder.resolve(Files.exists(folder.resolve(name)) ? System.nanoTime() + name : name);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path each : all.sorted().skip(1).toList()) {
                String path = classes.relativize(each).toString().replace('\\', '/');
                out.putNextEntry(new JarEntry(Files.isDirectory(each) ? path + "/" : path));
                if (!Files.isDirectory(each)) {
                    out.write(Files.readString(each).getBytes(StandardCharsets.UTF_8));
                }
                out.closeEntry();
            }
        }
        return jar;
    }
}
