package eu.staytuned.lod.store.remote;

import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.jena.atlas.iterator.IteratorCloseable;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.engine.binding.Binding;
import org.jspecify.annotations.Nullable;

/** Statements as their rows come. */
final class Found implements IteratorCloseable<Quad> {

    private final PlaceClient.Rows rows;
    private final Function<Binding, @Nullable Quad> reading;
    private final Runnable atTheEnd;
    private @Nullable Quad next;
    private boolean over;

    /**
     * @param reading makes a statement of a row; null where the row is none
     * @param atTheEnd done when the last row was read
     */
    Found(PlaceClient.Rows rows, Function<Binding, @Nullable Quad> reading, Runnable atTheEnd) {
        this.rows = rows;
        this.reading = reading;
        this.atTheEnd = atTheEnd;
    }

    @Override
    public boolean hasNext() {
        while (next == null && !over) {
            if (rows.hasNext()) {
                next = reading.apply(rows.rows().next());
            } else {
                over = true;
                atTheEnd.run();
            }
        }
        return next != null;
    }

    @Override
    public Quad next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Quad quad = next;
        next = null;
        return quad;
    }

    @Override
    public void close() {
        over = true;
        next = null;
        rows.close();
    }
}
