package eu.staytuned.lod.sparql;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The configuration file of the store cannot be used; the service does not start. */
class FusekiConfigurationException extends RuntimeException {

    private final String action;

    FusekiConfigurationException(Path file, String reason, String action) {
        this(file, reason, action, null);
    }

    FusekiConfigurationException(Path file, String reason, String action, @Nullable Throwable cause) {
        super("The store cannot be opened from " + file + " (publication.store): " + reason, cause);
        this.action = action;
    }

    /** What the operator can do about it. */
    String action() {
        return action;
    }
}
