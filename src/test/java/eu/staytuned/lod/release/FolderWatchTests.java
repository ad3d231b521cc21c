package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTests {

    @TempDir
    Path folder;

    Sources sources;
    Semaphore asked = new Semaphore(0);

    @BeforeEach
    void copy() {
        sources = Sources.small(folder);
    }

    @Test
    void aSavedFileIsPublished() throws Exception {
        try (FolderWatch watch = watch()) {
            sources.append("rdf-data/cities/ghent.ttl", "# edited\n");
            assertThat(isAsked()).isTrue();
        }
    }

    @Test
    void manyFilesSavedTogetherAreOneRelease() throws Exception {
        try (FolderWatch watch = watch()) {
            for (int i = 0; i < 50; i++) {
                sources.write("rdf-data/cities/city-" + i + ".ttl", "# nothing yet");
            }
            assertThat(isAsked()).isTrue();
            assertThat(asked.tryAcquire(1500, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @Test
    void aFileInANewFolderIsPublishedAsWell() throws Exception {
        try (FolderWatch watch = watch()) {
            sources.write("rdf-data/actions/first.ttl", "# one");
            assertThat(isAsked()).isTrue();
            sources.write("rdf-data/actions/second.ttl", "# two");
            assertThat(isAsked()).isTrue();
            sources.remove("rdf-data/actions/second.ttl");
            assertThat(isAsked()).isTrue();
        }
    }

    @Test
    void whatAnEditorKeepsForItselfPublishesNothing() throws Exception {
        try (FolderWatch watch = watch()) {
            sources.write("rdf-data/cities/.ghent.ttl.swp", "x").write("rdf-data/cities/ghent.ttl~", "x");
            assertThat(asked.tryAcquire(1500, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    private FolderWatch watch() {
        return new FolderWatch(List.of(sources.file("ontology"), sources.file("rdf-data")), asked::release);
    }

    private boolean isAsked() throws InterruptedException {
        return asked.tryAcquire(20, TimeUnit.SECONDS);
    }
}
