package eu.staytuned.lod.web;

import eu.staytuned.lod.web.DocumentLinks.Link;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.MediaType;

/**
 * A file that was written for the release once, and lies where it can be sent from: as {@link DesignedFile}, but never in
 * memory as a whole.
 *
 * @param name under which a browser saves it; empty where it is not meant to be saved
 * @param links to what else there is about it
 * @param path where it lies. Called within a transaction; the file has to stay until the transaction has ended
 */
public record StoredFile(MediaType type, Optional<String> name, List<Link> links, Function<Reading, Path> path) {}
