package eu.staytuned.lod.web;

import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.MediaType;

/**
 * A file for programs that no document stands behind: suggestions while one types, a list as a table. As {@link
 * DesignedPage}: with an entity tag, and kept as long as the release lasts.
 *
 * @param name under which a browser saves it; empty where it is not meant to be saved
 * @param variant which of several that are had at one address, to tell their entity tags apart; empty where it is the only
 *     one
 * @param content depends on the reading, the variant and the address alone. Called within a transaction
 */
public record DesignedFile(MediaType type, Optional<String> name, String variant, Function<Reading, byte[]> content) {

    public DesignedFile(MediaType type, Optional<String> name, Function<Reading, byte[]> content) {
        this(type, name, "", content);
    }
}
