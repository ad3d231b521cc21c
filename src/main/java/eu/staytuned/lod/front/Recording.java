package eu.staytuned.lod.front;

import eu.staytuned.lod.front.Keeping.Said;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** The body of one answer while it is sent, if somebody said that it may be kept. */
final class Recording {

    static final String ATTRIBUTE = Recording.class.getName();

    private final int most;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private @Nullable Said said;
    private boolean spoilt;
    private boolean begun;

    /**
     * @param most bytes that are kept of one answer
     */
    Recording(int most) {
        this.most = most;
    }

    void say(Said what) {
        if (begun) {
            spoil();
        }
        said = what;
    }

    void write(byte[] bytes, int offset, int length) {
        begun = true;
        if (said == null || spoilt) {
            return;
        }
        if (body.size() + length > most) {
            spoil();
            return;
        }
        body.write(bytes, offset, length);
    }

    /** All that was sent so far will not be sent after all. */
    void forget() {
        body.reset();
        begun = false;
        said = null;
    }

    /** It cannot be kept. */
    void spoil() {
        spoilt = true;
        body.reset();
    }

    /** What was said; null where the answer is not to be kept. */
    @Nullable
    Said said() {
        return spoilt ? null : said;
    }

    byte[] body() {
        return body.toByteArray();
    }
}
