package eu.staytuned.lod.lookup;

import eu.staytuned.lod.limits.FairPlaces;
import eu.staytuned.lod.limits.RateLimits;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Batches come as fast as a client can send them, and from several at once: a few are answered at a time, and the clients
 * take turns. Whoever takes a turn has read what was sent: no slow sender holds a place.
 */
@Component
class Turns {

    private final FairPlaces places;

    Turns(FairPlaces places) {
        this.places = places;
    }

    /** Does the work when it is the turn of the one whose request this thread answers. */
    <T> T take(Supplier<T> work) {
        long client = RateLimits.client(
                RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
                        ? current.getRequest()
                        : null);
        if (!places.take(client, whenLeft -> {})) {
            ErrorResponseException busy = Sending.problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Too many batches have come at once. Send the next when the last is answered, and this one again in a "
                            + "few seconds.");
            busy.getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
            throw busy;
        }
        try {
            return work.get();
        } finally {
            places.giveBack(client);
        }
    }
}
