package eu.staytuned.lod.web;

import java.util.Map;
import java.util.function.Function;

/**
 * A page that no document stands behind: a search, a comparison. What a controller returns to have it written in the
 * reader's language, with an entity tag, and kept as long as the release lasts.
 *
 * @param template that shows it; it has {@code site} and the content
 * @param content what the template shows, by name; depends on the reading and the address alone. Called within a transaction
 */
public record DesignedPage(String template, Function<Reading, Map<String, Object>> content) {}
