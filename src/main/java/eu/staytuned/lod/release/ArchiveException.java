package eu.staytuned.lod.release;

/** The archive of releases cannot be used; the message says what the operator can do. */
final class ArchiveException extends RuntimeException {

    ArchiveException(String message) {
        super(message);
    }

    ArchiveException(String message, Throwable cause) {
        super(message + " " + Failures.explain(cause), cause);
    }
}
