package eu.staytuned.lod.template;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the template that is being written knows by name. A fragment knows what the place knows that it is written at. */
final class Frame {

    private final Locale locale;
    private @Nullable Object[] values;

    Frame(Locale locale, int names) {
        this.locale = locale;
        this.values = new Object[names + 8];
    }

    Locale locale() {
        return locale;
    }

    @Nullable
    Object get(int name) {
        return name < values.length ? values[name] : null;
    }

    /** Gives a name another value and says which it had. */
    @Nullable
    Object set(int name, @Nullable Object value) {
        if (name >= values.length) {
            values = Arrays.copyOf(values, name + 16); // a fragment that was compiled meanwhile
        }
        Object before = values[name];
        values[name] = value;
        return before;
    }
}
