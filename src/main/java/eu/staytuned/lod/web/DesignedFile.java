package eu.staytuned.lod.web;

import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.MediaType;

/**
 * A file for programs that no document stands behind: suggestions while one types, a list as a table. As {@link
 * DesignedPage}: with an entity tag, and kept as long as the release lasts.
 *
 * @param name under which a browser saves it; empty where it is not meant to be saved
 * @param content depends on the reading and the address alone. Called within a transaction
 */
public record DesignedFile(MediaType type, Optional<String> name, Function<Reading, byte[]> content) {}
