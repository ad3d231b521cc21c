package eu.staytuned.lod.store.frozen;

import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.jena.util.iterator.NiceIterator;

/** What an open cursor comes to, one after the other. */
final class Found<T> extends NiceIterator<T> {

    private final Cursor cursor;
    private final Function<Cursor, T> statement;
    private boolean known;
    private boolean more;

    /** @param statement what the row says at which the cursor stands */
    Found(Cursor cursor, Function<Cursor, T> statement) {
        this.cursor = cursor;
        this.statement = statement;
    }

    @Override
    public boolean hasNext() {
        if (!known) {
            more = cursor.next();
            known = true;
        }
        return more;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        known = false;
        return statement.apply(cursor);
    }
}
