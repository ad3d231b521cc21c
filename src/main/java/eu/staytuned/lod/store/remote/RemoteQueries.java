package eu.staytuned.lod.store.remote;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.atlas.io.IndentedWriter;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpNull;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphWrapper;
import org.apache.jena.sparql.core.DynamicDatasets.DynamicDatasetGraph;
import org.apache.jena.sparql.engine.Plan;
import org.apache.jena.sparql.engine.PlanBase;
import org.apache.jena.sparql.engine.QueryEngineFactory;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.iterator.QueryIteratorBase;
import org.apache.jena.sparql.serializer.SerializationContext;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;

/**
 * Has whole queries evaluated where the release stands, whoever of ours asks them. What is made of their rows, such as the
 * graph of CONSTRUCT, is made here.
 */
final class RemoteQueries implements QueryEngineFactory {

    @Override
    public boolean accept(Query query, DatasetGraph dataset, Context context) {
        return behind(dataset).isPresent();
    }

    @Override
    public Plan create(Query query, DatasetGraph dataset, Binding input, Context context) {
        AtomicBoolean stop = Context.getCancelSignal(context);
        RemoteDataset remote = behind(dataset).orElseThrow();
        return new PlanBase(OpNull.create(), () -> {}) {
            @Override
            protected QueryIterator iteratorOnce() {
                Optional<DynamicDatasetGraph> selection = selection(dataset);
                return remote.ask(release -> new Solutions(
                        release.ask(
                                query,
                                selection
                                        .map(chosen -> list(chosen.getOriginalDefaultGraphs()))
                                        .or(() -> named(query.getGraphURIs(), query)),
                                selection
                                        .map(chosen -> list(chosen.getOriginalNamedGraphs()))
                                        .or(() -> named(query.getNamedGraphURIs(), query)),
                                stop),
                        release,
                        stop));
            }
        };
    }

    private static List<Node> list(Collection<Node> graphs) {
        return List.copyOf(graphs);
    }

    private static Optional<List<Node>> named(List<String> graphs, Query query) {
        return query.hasDatasetDescription()
                ? Optional.of(graphs.stream()
                        .map(org.apache.jena.graph.NodeFactory::createURI)
                        .toList())
                : Optional.empty();
    }

    private static Optional<DynamicDatasetGraph> selection(DatasetGraph dataset) {
        return dataset instanceof DynamicDatasetGraph dynamic ? Optional.of(dynamic) : Optional.empty();
    }

    private static Optional<RemoteDataset> behind(DatasetGraph dataset) {
        DatasetGraph data = dataset;
        while (true) {
            if (data instanceof RemoteDataset remote) {
                return Optional.of(remote);
            }
            if (data instanceof DynamicDatasetGraph dynamic) {
                data = dynamic.getOriginal();
            } else if (data instanceof DatasetGraphWrapper wrapper && wrapper.getClass() == DatasetGraphWrapper.class) {
                data = wrapper.getWrapped();
            } else {
                return Optional.empty();
            }
        }
    }

    @Override
    public boolean accept(Op op, DatasetGraph dataset, Context context) {
        return false;
    }

    @Override
    public Plan create(Op op, DatasetGraph dataset, Binding input, Context context) {
        throw new UnsupportedOperationException("Only whole queries are asked elsewhere.");
    }

    /** The rows of an answer as solutions of the query. */
    private static final class Solutions extends QueryIteratorBase {

        private final PlaceClient.Rows rows;
        private final StandingRelease release;
        private boolean over;

        Solutions(PlaceClient.Rows rows, StandingRelease release, @Nullable AtomicBoolean stop) {
            super(stop == null ? new AtomicBoolean() : stop);
            this.rows = rows;
            this.release = release;
        }

        @Override
        protected boolean hasNextBinding() {
            if (over) {
                return false;
            }
            if (rows.hasNext()) {
                return true;
            }
            over = true;
            release.checkStanding();
            return false;
        }

        @Override
        protected Binding moveToNextBinding() {
            BindingBuilder row = Binding.builder();
            rows.rows().next().forEach((variable, value) -> row.add(variable, release.inwards(value)));
            return row.build();
        }

        @Override
        protected void closeIterator() {
            over = true;
            rows.close();
        }

        @Override
        protected void requestCancel() {
            // The watch over the call sees the signal.
        }

        @Override
        public void output(IndentedWriter out, SerializationContext context) {
            out.print("rows from elsewhere");
        }
    }
}
