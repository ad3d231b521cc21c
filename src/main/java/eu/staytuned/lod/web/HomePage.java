package eu.staytuned.lod.web;

import eu.staytuned.lod.web.ResourcePage.Section;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.List;

/**
 * What the home page shows beyond the collections.
 *
 * @param networks each in a few words
 * @param featured collections short and central enough to be shown with their members
 * @param documents the catalogue, the ontology, …
 */
public record HomePage(List<Section> networks, List<Featured> featured, List<Value> documents) {

    /** A collection and its members. */
    public record Featured(Value collection, List<Value> members, int total) {}
}
