package eu.staytuned.lod.store.frozen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.TxnType;
import org.apache.jena.shared.AddDeniedException;
import org.apache.jena.sparql.JenaTransactionException;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.QueryExec;
import org.junit.jupiter.api.Test;

/** Readers see one state, writers their own, and a writer that fails changes nothing. */
class SwitchedDatasetTests {

    private final SwitchedDataset dataset = new SwitchedDataset();

    private static Node iri(String name) {
        return NodeFactory.createURI("http://example.org/" + name);
    }

    private static Quad quad(String g, String s) {
        return Quad.create(g.isEmpty() ? Quad.defaultGraphIRI : iri(g), iri(s), iri("p"), iri("o"));
    }

    @Test
    void aReaderKeepsWhatWasThereWhenItBegan() {
        dataset.executeWrite(() -> dataset.add(quad("", "a")));
        dataset.begin(TxnType.READ);
        Graph seen = dataset.getDefaultGraph();
        CompletableFuture.runAsync(() -> dataset.executeWrite(() -> {
                    dataset.clear();
                    dataset.prefixes().add("ex", "http://example.org/");
                    dataset.add(quad("", "b"));
                    dataset.add(quad("g", "b"));
                }))
                .join();

        assertThat(dataset.getDefaultGraph().contains(iri("a"), Node.ANY, Node.ANY))
                .isTrue();
        assertThat(dataset.size()).isZero();
        assertThat(dataset.prefixes().isEmpty()).isTrue();
        assertThat(seen.size()).isEqualTo(1);
        dataset.end();

        assertThat(dataset.contains(quad("", "a"))).isFalse();
        assertThat(dataset.contains(quad("g", "b"))).isTrue();
        assertThat(dataset.prefixes().get("ex")).isEqualTo("http://example.org/");
    }

    @Test
    void aGraphThatIsHeldOutsideATransactionShowsWhatIsThere() {
        Graph graph = dataset.getGraph(iri("g"));
        assertThat(graph.isEmpty()).isTrue();
        dataset.executeWrite(() -> dataset.add(quad("g", "a")));
        assertThat(graph.size()).isEqualTo(1);
    }

    @Test
    void aWriterSeesWhatItWroteAndNobodyElseDoes() {
        dataset.executeWrite(() -> {
            dataset.add(quad("", "a"));
            dataset.add(quad("g", "a"));
            assertThat(dataset.getDefaultGraph().size()).isEqualTo(1);
            dataset.add(quad("g", "b"));
            dataset.add(quad("g", "b"));
            assertThat(dataset.getGraph(iri("g")).size()).isEqualTo(2);
            assertThat(CompletableFuture.supplyAsync(dataset::isEmpty).join()).isTrue();
            dataset.deleteAny(iri("g"), iri("b"), Node.ANY, Node.ANY);
            dataset.deleteAny(iri("g"), iri("nowhere"), Node.ANY, Node.ANY);
            dataset.delete(quad("", "a"));
        });
        assertThat(dataset.stream().toList()).containsExactly(quad("g", "a"));
        dataset.executeWrite(() -> dataset.getDefaultGraph().add(Triple.create(iri("c"), iri("p"), iri("o"))));
        assertThat(dataset.stream().toList()).containsExactlyInAnyOrder(quad("g", "a"), quad("", "c"));
        dataset.executeWrite(() -> dataset.removeGraph(iri("g")));
        assertThat(dataset.stream().toList()).containsExactly(quad("", "c"));
    }

    @Test
    void whoWroteAllMayReadItAndChangeItsMind() {
        dataset.executeWrite(() -> {
            dataset.add(quad("", "a"));
            dataset.add(quad("g", "a"));
            dataset.settle();
            assertThat(dataset.getDefaultGraph().size()).isEqualTo(1);
            dataset.add(quad("g", "b"));
            dataset.settle();
            dataset.settle();
            assertThat(dataset.getGraph(iri("g")).size()).isEqualTo(2);
            assertThat(CompletableFuture.supplyAsync(dataset::isEmpty).join()).isTrue();
        });
        assertThat(dataset.stream().toList()).containsExactlyInAnyOrder(quad("", "a"), quad("g", "a"), quad("g", "b"));
        assertThatThrownBy(dataset::settle).isInstanceOf(JenaTransactionException.class);
    }

    @Test
    void whatFailsLeavesNothing() {
        dataset.executeWrite(() -> dataset.add(quad("", "a")));
        assertThatThrownBy(() -> dataset.executeWrite(() -> {
                    dataset.clear();
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(dataset.contains(quad("", "a"))).isTrue();

        dataset.begin(ReadWrite.WRITE);
        dataset.clear();
        assertThatThrownBy(dataset::end).isInstanceOf(JenaTransactionException.class);
        assertThat(dataset.isInTransaction()).isFalse();
        assertThat(dataset.contains(quad("", "a"))).isTrue();
    }

    @Test
    void nothingIsChangedOutsideATransactionForWriting() {
        assertThatThrownBy(() -> dataset.add(quad("", "a"))).isInstanceOf(JenaTransactionException.class);
        dataset.executeRead(() -> {
            assertThatThrownBy(() -> dataset.add(quad("", "a"))).isInstanceOf(JenaTransactionException.class);
            assertThatThrownBy(() -> dataset.getDefaultGraph().add(quad("", "a").asTriple()))
                    .isInstanceOf(AddDeniedException.class);
            assertThatThrownBy(() -> dataset.begin(TxnType.READ)).isInstanceOf(JenaTransactionException.class);
        });
        dataset.exec(TxnType.READ_PROMOTE, () -> dataset.add(quad("", "a")));
        assertThat(dataset.contains(quad("", "a"))).isTrue();
    }

    @Test
    void aReaderThatWantsToWriteMustHaveSeenTheNewest() {
        dataset.begin(TxnType.READ_PROMOTE);
        CompletableFuture.runAsync(() -> dataset.executeWrite(() -> dataset.add(quad("", "a"))))
                .join();
        assertThat(dataset.promote()).isFalse();
        dataset.end();
        dataset.begin(TxnType.READ_COMMITTED_PROMOTE);
        assertThat(dataset.promote()).isTrue();
        assertThat(dataset.transactionMode()).isEqualTo(ReadWrite.WRITE);
        dataset.abort();
    }

    @Test
    void aQueryThatTakesTooLongIsStopped() {
        dataset.executeWrite(() -> {
            for (int i = 0; i < 3000; i++) {
                dataset.add(quad("", "s" + i));
            }
        });
        for (String query : List.of(
                "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }",
                "SELECT DISTINCT ?p ?q { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }",
                "SELECT * { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f FILTER(CONCAT(STR(?b), STR(?d), STR(?f)) = '') }")) {
            AtomicBoolean stopped = new AtomicBoolean();
            dataset.executeRead(() -> {
                try (QueryExec execution =
                        QueryExec.dataset(dataset).query(query).timeout(300).build()) {
                    execution.select().forEachRemaining(row -> {});
                } catch (QueryCancelledException e) {
                    stopped.set(true);
                }
            });
            assertThat(stopped).as(query).isTrue();
        }
    }
}
