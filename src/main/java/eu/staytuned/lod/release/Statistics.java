package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.IriSpace;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.RDF;

/**
 * A release in numbers; they count its default graph, before the publisher's own statements about releases join it.
 *
 * @param triples distinct statements
 * @param graphs named graphs, those outside the default graph included
 * @param resources distinct subjects with an IRI of ours
 * @param properties distinct properties in use
 * @param classes how many instances each class has, by its IRI
 */
record Statistics(long triples, int graphs, long resources, long properties, Map<String, Long> classes) {

    static Statistics of(Content content, IriSpace iris) {
        Graph data = content.defaultGraph();
        Set<Node> resources = new HashSet<>();
        Set<Node> properties = new HashSet<>();
        Map<String, Long> classes = new TreeMap<>();
        data.find().forEachRemaining(triple -> {
            if (triple.getSubject().isURI() && iris.contains(triple.getSubject().getURI())) {
                resources.add(triple.getSubject());
            }
            properties.add(triple.getPredicate());
            if (triple.predicateMatches(RDF.type.asNode()) && triple.getObject().isURI()) {
                classes.merge(triple.getObject().getURI(), 1L, Long::sum);
            }
        });
        return new Statistics(data.size(), content.graphs().size(), resources.size(), properties.size(), classes);
    }
}
