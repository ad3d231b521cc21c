package eu.staytuned.lod.release;

/** A release cannot be read from the archive; the message says why, for its reader. */
public class ReleaseUnavailableException extends RuntimeException {

    private final boolean gone;

    ReleaseUnavailableException(String message, boolean gone) {
        super(message);
        this.gone = gone;
    }

    /** Whether the archive has no trace of it; otherwise the operator may be able to bring it back. */
    public boolean isGone() {
        return gone;
    }
}
