package eu.staytuned.lod.web;

import java.util.Map;
import org.apache.jena.graph.Node;

/**
 * A page of its own design for the things of one class: a city, a network, a concept. What has none gets the page that the
 * shapes describe, so that a new class needs no code.
 */
public interface Portrait {

    /** Whether this is the portrait for a thing. */
    boolean suits(Node subject, Reading reading);

    /** The template that shows it; it has {@code site}, {@code page} (the page that the shapes describe) and the content. */
    String template();

    /** What the template shows, by name. Called within the transaction that the graph belongs to. */
    Map<String, Object> content(Node subject, Reading reading);
}
