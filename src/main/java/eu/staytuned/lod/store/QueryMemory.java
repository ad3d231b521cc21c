package eu.staytuned.lod.store;

import eu.staytuned.lod.store.frozen.KeptRows;
import java.util.function.LongConsumer;
import org.apache.jena.query.QueryException;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.util.Context;

/** How much a query may keep in memory at once: rows that it sorts, groups, joins or tells apart, statements that it makes. */
public final class QueryMemory {

    private QueryMemory() {}

    /** A query would keep more than it may. */
    public static final class ExceededException extends QueryException {

        private ExceededException(long limit) {
            super("The query would keep more than " + limit + " bytes of rows.");
        }
    }

    private static final class Account implements LongConsumer {

        private final long limit;
        private long kept;

        Account(long limit) {
            this.limit = limit;
        }

        @Override
        public void accept(long more) {
            kept += more;
            if (kept > limit) {
                throw new ExceededException(limit);
            }
        }
    }

    /**
     * Limits the one query that is evaluated in a context, where the dataset is in memory.
     *
     * @param bytes as estimated: what rows hold of their own, without the terms that the dataset has anyway
     */
    public static void limit(Context context, long bytes) {
        context.set(KeptRows.SYMBOL, new Account(bytes));
    }

    /**
     * Counts a statement that the query in a context has made and keeps.
     *
     * @throws ExceededException where that is more than it may
     */
    public static void keep(Context context, Quad statement) {
        LongConsumer account = context.get(KeptRows.SYMBOL);
        if (account != null) {
            account.accept(KeptRows.of(statement));
        }
    }

    /** Where queries are limited, limits the next one in the copy of a context as those before, by itself. */
    public static void renew(Context copy) {
        if (copy.get(KeptRows.SYMBOL) instanceof Account account) {
            limit(copy, account.limit);
        }
    }
}
