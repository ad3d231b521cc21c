package eu.staytuned.lod.release;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the source folders for an editor who saves: asks for a release once nothing has changed for half a second,
 * so that a checkout of many files is one release.
 */
final class FolderWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);
    private static final long QUIET_MILLIS = 500;

    private final WatchService service;
    private final Runnable publish;

    FolderWatch(List<Path> folders, Runnable publish) {
        this.publish = publish;
        try {
            service = FileSystems.getDefault().newWatchService();
            for (Path folder : folders) {
                register(folder);
            }
        } catch (IOException e) {
            throw new ArchiveException("The source folders cannot be watched (publication.watch):", e);
        }
        Thread thread = new Thread(this::watch, "source-watch");
        thread.setDaemon(true);
        thread.start();
        log.info("Watching {}: every saved change is published or refused", folders);
    }

    private void register(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
                if (!each.equals(folder) && each.getFileName().toString().startsWith(".")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                each.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path gone, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void watch() {
        try {
            while (true) {
                boolean changed = take(service.take());
                for (WatchKey key = next(); key != null; key = next()) {
                    changed |= take(key);
                }
                if (changed) {
                    publish.run();
                }
            }
        } catch (ClosedWatchServiceException stopped) {
            // the service stops
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("Watching the source folders ended; restart the service to watch them again", e);
        }
    }

    private @org.jspecify.annotations.Nullable WatchKey next() throws InterruptedException {
        return service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Whether what changed could matter; new folders are watched from now on. */
    private boolean take(WatchKey key) {
        boolean matters = false;
        for (var event : key.pollEvents()) {
            if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
                matters = true;
                continue;
            }
            Path changed = ((Path) key.watchable()).resolve((Path) event.context());
            if (SourceFiles.isLeftover(changed.getFileName().toString())) {
                continue; // an editor's own files
            }
            matters = true;
            if (event.kind() == StandardWatchEventKinds.ENTRY_CREATE && Files.isDirectory(changed)) {
                try {
                    register(changed);
                } catch (IOException e) {
                    log.warn("The new folder {} is not watched: {}", changed, Failures.explain(e));
                }
            }
        }
        key.reset();
        return matters;
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            log.warn("The watch could not be ended: {}", Failures.explain(e));
        }
    }
}
