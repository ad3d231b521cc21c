package eu.staytuned.lod.release;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;

/** Troubles of disk and system in words that an operator can act on. */
final class Failures {

    private Failures() {}

    static String explain(Throwable trouble) {
        if (trouble instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile() + ".";
        }
        if (trouble instanceof NoSuchFileException missing) {
            return missing.getFile() + " is not there.";
        }
        if (trouble instanceof ReadOnlyFileSystemException) {
            return "the file system is read-only.";
        }
        if (trouble instanceof FileAlreadyExistsException taken) {
            return taken.getFile() + " is there already, and is no folder.";
        }
        if (isNoRoom(trouble)) {
            return trouble.getMessage() + ": there is no room left. Make some, and publish again.";
        }
        if (trouble instanceof OutOfMemoryError) {
            return "not enough memory. Give the service more (-Xmx), or keep the store on disk.";
        }
        if (trouble instanceof IOException && trouble.getMessage() != null) {
            return trouble.getMessage() + ".";
        }
        return trouble.getClass().getSimpleName() + (trouble.getMessage() == null ? "." : ": " + trouble.getMessage());
    }

    // In the words of the operating system: Java knows no kind of trouble for it.
    private static boolean isNoRoom(Throwable trouble) {
        String message = String.valueOf(trouble.getMessage());
        return trouble instanceof IOException
                && (message.contains("No space left")
                        || message.contains("quota exceeded")
                        || message.contains("too large"));
    }
}
