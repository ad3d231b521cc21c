package eu.staytuned.lod.front;

import io.micrometer.core.instrument.Counter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * How a part of the site says that the answer it is about to send may be kept. What is not said to be so is never kept, and
 * neither is a problem.
 */
public final class Keeping {

    static final String ATTRIBUTE = Keeping.class.getName();

    /** What of the {@code Accept} header an answer depends on. */
    public enum Accept {
        /** Nothing: the address says it all. */
        NONE,
        /** The form of a document that suits ({@link Wishes#form}). */
        FORM,
        /** Any letter of it may count. */
        EVERYTHING
    }

    /**
     * What was said of an answer.
     *
     * @param accept what of the {@code Accept} header it depends on
     * @param inLanguages whether it depends on the languages of the reader
     * @param anyParameters whether all parameters in the address were looked at, whatever they are called
     * @param counter of such answers, to go on counting
     */
    record Said(Accept accept, boolean inLanguages, boolean anyParameters, Optional<Counter> counter) {}

    private Keeping() {}

    /**
     * Says that the same request gets the same answer for as long as the release is on the shelf: that it depends on the
     * release, the address and what is named here, and on nothing else. To be called before the first byte is written.
     *
     * @param inLanguages whether it depends on the languages of the reader
     * @param counter counted up again whenever it is given
     */
    public static void allow(
            HttpServletRequest request, Accept accept, boolean inLanguages, Optional<Counter> counter) {
        boolean anyParameters = Boolean.TRUE.equals(request.getAttribute(ATTRIBUTE));
        if (request.getAttribute(Recording.ATTRIBUTE) instanceof Recording recording) {
            recording.say(new Said(accept, inLanguages, anyParameters, counter));
        }
    }

    /** Says that all parameters of the address were looked at, and the request refused had one of them been unknown. */
    public static void allParametersKnown(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, true);
    }
}
