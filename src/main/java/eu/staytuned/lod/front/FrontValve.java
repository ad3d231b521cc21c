package eu.staytuned.lod.front;

import eu.staytuned.lod.front.Keeping.Said;
import eu.staytuned.lod.front.KeptAnswers.Stock;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** The first that a request meets once the server has read its head. */
final class FrontValve extends ValveBase {

    private final Supplier<KeptAnswers> answers;

    /**
     * @param answers asked for with the first request, when all is there
     */
    FrontValve(Supplier<KeptAnswers> answers) {
        super(true);
        this.answers = answers;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (isRefused(request, response)) {
            getNext().invoke(request, response);
            return;
        }
        KeptAnswers kept = answers.get();
        Stock stock = kept.stock();
        Asked asked = stock == null ? null : Asked.of(request);
        if (stock == null || asked == null) {
            getNext().invoke(request, response);
            return;
        }
        boolean checked = kept.areChecked();
        Kept known = kept.find(asked, stock, !checked);
        if (known != null) {
            request.setAttribute(FromMemory.ATTRIBUTE, Boolean.TRUE);
            known.send(response, asked.head(), checked ? Notices.NONE : Notices.ofAge(kept.age()));
            return;
        }
        Recording recording = new Recording(KeptAnswers.LARGEST);
        request.setAttribute(Recording.ATTRIBUTE, recording);
        getNext().invoke(request, response);
        Said said = recording.said();
        if (said != null) {
            Kept.of(response, recording).ifPresent(answer -> kept.keep(asked, stock, said, answer));
        }
    }

    /** Whether the server has found that it cannot read the request; it is told of that in the same way. */
    private static boolean isRefused(Request request, Response response) {
        return response.getStatus() != Response.SC_OK || response.isError() || request.getContext() == null;
    }
}
