package eu.staytuned.lod.store.frozen;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.junit.jupiter.api.Test;

/** Where a term stands is the same whether all statements are gone through or the orders are asked. */
class TermPlacesTests {

    private static final int DATASETS = 300;
    private static final Edition EDITION = new Edition(1, "0".repeat(64), Instant.EPOCH);

    @Test
    void eachTermIsToldOnceWithAllItsPlaces() {
        SwitchedDataset frozen = new SwitchedDataset();
        for (int seed = 0; seed < DATASETS; seed++) {
            RandomData random = new RandomData(seed);
            DatasetGraph expected = DatasetGraphFactory.createTxnMem();
            var quads = random.quads();
            RandomData.fill(expected, quads);
            // In place of the one before, whose terms are there no more.
            frozen.executeWrite(() -> {
                frozen.clear();
                quads.forEach(frozen::add);
            });

            assertThat(frozen.calculateRead(() -> places(frozen)))
                    .as("seed " + seed)
                    .isEqualTo(expected.calculateRead(() -> places(expected)));
            List<Node> told = frozen.calculateRead(() -> {
                List<Node> all = new ArrayList<>();
                new Shelf(EDITION, frozen).forEachTerm(term -> all.add(term.node()));
                return all;
            });
            assertThat(told).as("seed " + seed).doesNotHaveDuplicates();
        }
    }

    private static Map<Node, Set<String>> places(DatasetGraph data) {
        Map<Node, Set<String>> places = new HashMap<>();
        new Shelf(EDITION, data).forEachTerm(term -> {
            Set<String> those = places.computeIfAbsent(term.node(), any -> new TreeSet<>());
            if (term.subject()) {
                those.add("subject");
            }
            if (term.predicate()) {
                those.add("predicate");
            }
            if (term.object()) {
                those.add("object");
            }
            if (term.graph()) {
                those.add("graph");
            }
        });
        return places;
    }
}
