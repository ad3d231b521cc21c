package eu.staytuned.lod.links;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/**
 * A statement that joins what is ours to what is somebody else's.
 *
 * @param ours the resource of ours
 * @param relation how the two are joined
 * @param theirs what the other is called by its owner
 */
public record Link(Node ours, Node relation, Node theirs) {

    public Triple triple() {
        return Triple.create(ours, relation, theirs);
    }
}
