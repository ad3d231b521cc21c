package eu.staytuned.lod.store.frozen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSetOps;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction1;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.junit.jupiter.api.Test;

/** Filters over many statements about the same things. */
class ConditionTests {

    private static final int SUBJECTS = 1000;
    private final DatasetGraph dataset = new SwitchedDataset();

    ConditionTests() {
        dataset.executeWrite(() -> {
            for (int subject = 0; subject < SUBJECTS; subject++) {
                for (int kind = 0; kind < 2; kind++) {
                    dataset.add(
                            Quad.defaultGraphIRI,
                            NodeFactory.createURI("https://example.org/" + subject),
                            NodeFactory.createURI("https://example.org/kind"),
                            NodeFactory.createLiteralString("kind " + kind));
                }
            }
        });
    }

    @Test
    void whatDependsOnOneTermIsJudgedOnceForEachTerm() {
        AtomicInteger judged = new AtomicInteger();
        BasicPattern all = BasicPattern.wrap(List.of(Triple.create(Var.alloc("s"), Var.alloc("p"), Var.alloc("kind"))));
        Op op = OpFilter.filter(new EndsInOne(new ExprVar("kind"), judged), new OpBGP(all));

        long found = dataset.calculateRead(() -> Iter.count(Algebra.exec(op, dataset)));

        assertThat(found).isEqualTo(SUBJECTS);
        assertThat(judged.get()).isLessThan(20);
    }

    @Test
    void aLanguageIsAskedForAsJenaDoes() {
        String terms =
                "<https://example.org/t> <https://example.org/p> 'a', 'a'@en, 'b'@EN, 'c'@en-GB, 'd'@en--ltr, 1, <https://example.org/x>, [] .";
        for (String filter : List.of(
                "LANG(?o) = 'en'",
                "'en' = LANG(?o)",
                "LANG(?o) = 'EN'",
                "LANG(?o) = ''",
                "!(LANG(?o) = 'en')",
                "LANG(?o) = 'en'@en",
                "LANG(?o) = 'en' && ?o != 'a'@en",
                "LANG(?o) = LANG(?o)")) {
            List<Long> found = new ArrayList<>();
            for (DatasetGraph one : List.of(new SwitchedDataset(), DatasetGraphFactory.createTxnMem())) {
                one.executeWrite(() -> RDFParser.fromString(terms, Lang.TURTLE).parse(one));
                found.add(one.calculateRead(() -> RowSetOps.count(QueryExec.dataset(one)
                        .query("SELECT * { ?s ?p ?o FILTER(" + filter + ") }")
                        .select())));
            }
            assertThat(found.get(0)).as(filter).isEqualTo(found.get(1));
        }
    }

    @Test
    void whatIsNotTheSameEachTimeIsJudgedEachTime() {
        long found = count("SELECT * { ?s ?p ?kind FILTER(STRENDS(?kind, '1') && RAND() < 0.5) }");

        assertThat(found).isBetween(1L, SUBJECTS - 1L);
    }

    @Test
    void whatExistsElsewhereIsJudgedForEachStatement() {
        assertThat(count("SELECT * { ?s ?p ?kind FILTER NOT EXISTS { ?s ?any ?kind FILTER(STRENDS(?kind, '1')) } }"))
                .isEqualTo(SUBJECTS);
    }

    @Test
    void anErrorIsNoAnswerForAnyOfItsStatements() {
        assertThat(count("SELECT * { ?s ?p ?kind FILTER(?kind + 1 = 2) }")).isZero();
        assertThat(count("SELECT * { ?s ?p ?kind FILTER(?kind + 1 = 2 || STRENDS(?kind, '0')) }"))
                .isEqualTo(SUBJECTS);
    }

    private long count(String query) {
        return dataset.calculateRead(() -> {
            try (QueryExec execution = QueryExec.dataset(dataset).query(query).build()) {
                return RowSetOps.count(execution.select());
            }
        });
    }

    /** Counts how often it is asked. */
    private static final class EndsInOne extends ExprFunction1 {

        private final AtomicInteger asked;

        EndsInOne(Expr text, AtomicInteger asked) {
            super(text, "endsInOne");
            this.asked = asked;
        }

        @Override
        public NodeValue eval(NodeValue text) {
            asked.incrementAndGet();
            return NodeValue.makeBoolean(text.asString().endsWith("1"));
        }

        @Override
        public Expr copy(Expr text) {
            return new EndsInOne(text, asked);
        }
    }
}
