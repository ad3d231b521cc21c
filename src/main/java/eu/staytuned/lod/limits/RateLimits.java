package eu.staytuned.lod.limits;

import com.github.benmanes.caffeine.cache.Ticker;
import eu.staytuned.lod.limits.Quota.Grant;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Counts what each client asks, tells it in {@code RateLimit} and {@code RateLimit-Policy}
 * (draft-ietf-httpapi-ratelimit-headers-10), and refuses what is too much. First each request costs the one unit of what
 * is in memory; when it turns out to cost more, the rest.
 */
@Component
public class RateLimits implements MeterBinder {

    /** The name of the one policy there is. */
    public static final String POLICY = "default";

    private static final String CLIENT = RateLimits.class.getName() + ".client";
    private static final String REFUSED = RateLimits.class.getName() + ".refused";
    private static final long EXEMPT = -1;

    private final RateSettings settings;
    private final boolean unlimited;
    private final Networks exempt;
    private final ClientAddresses addresses;
    private final Quota quota;
    private final String policy;
    private final LongAdder refusals = new LongAdder();

    @Autowired
    RateLimits(RateSettings settings) {
        this(settings, Ticker.systemTicker());
    }

    RateLimits(RateSettings settings, Ticker time) {
        this.settings = settings;
        this.unlimited = settings.units() == 0;
        this.exempt = Networks.of(settings.exempt(), "publication.rate.exempt");
        this.addresses = new ClientAddresses(
                Networks.of(settings.proxies(), "publication.rate.proxies"),
                settings.header().equalsIgnoreCase("Forwarded"));
        this.quota = new Quota(Math.max(1, settings.units()), settings.time(), settings.clients(), time);
        this.policy = "\"" + POLICY + "\";q=" + settings.units() + ";w="
                + settings.time().toSeconds();
    }

    /**
     * Why a request is refused.
     *
     * @param retryAfter seconds after which there are units enough for it
     * @param units that a client has
     * @param seconds in which they are given back
     */
    public record Refusal(long retryAfter, int units, long seconds) {}

    /**
     * A request has come: whether it may go on.
     *
     * @param response gets the fields
     */
    boolean admit(HttpServletRequest request, HttpServletResponse response) {
        if (unlimited) {
            return true;
        }
        Optional<NetworkAddress> client = addresses.of(String.valueOf(request.getRemoteAddr()), () -> lines(request));
        if (client.isEmpty() || exempt.contains(client.orElseThrow())) {
            request.setAttribute(CLIENT, EXEMPT);
            return true;
        }
        long key = client.orElseThrow().client();
        request.setAttribute(CLIENT, key);
        return take(key, 1, request, response);
    }

    private List<String> lines(HttpServletRequest request) {
        return Collections.list(request.getHeaders(settings.header()));
    }

    /** It costs more than what is in memory: whether it may go on nevertheless. */
    public boolean charge(Cost cost, HttpServletRequest request, HttpServletResponse response) {
        int rest =
                switch (cost) {
                            case KEPT -> 1;
                            case PAGE -> settings.page();
                            case QUERY -> settings.query();
                            case BATCH -> settings.batch();
                            case DUMP -> settings.dump();
                        }
                        - 1;
        return rest == 0
                || !(request.getAttribute(CLIENT) instanceof Long client)
                || client == EXEMPT
                || take(client, rest, request, response);
    }

    private boolean take(long client, int cost, HttpServletRequest request, HttpServletResponse response) {
        Grant grant = quota.take(client, cost);
        long wait = seconds(grant.delay());
        response.setHeader("RateLimit-Policy", policy);
        response.setHeader(
                "RateLimit",
                "\"" + POLICY + "\";r=" + grant.remaining() + ";t="
                        + (grant.granted() ? reset(grant.remaining()) : wait));
        if (!grant.granted()) {
            refusals.increment();
            request.setAttribute(
                    REFUSED, new Refusal(wait, settings.units(), settings.time().toSeconds()));
        }
        return grant.granted();
    }

    /**
     * When there will be more: when all is given back; and never so soon that what remains, used up until then, would come
     * to more than the policy says.
     */
    private long reset(int remaining) {
        long window = settings.time().toSeconds();
        long restored = roundedUp((settings.units() - remaining) * window, settings.units());
        return Math.max(restored, roundedUp(remaining * window, settings.units()));
    }

    private static long roundedUp(long number, long divisor) {
        return (number + divisor - 1) / divisor;
    }

    private static long seconds(long nanoseconds) {
        return Math.max(1, roundedUp(nanoseconds, TimeUnit.SECONDS.toNanos(1)));
    }

    /** Why this request is refused; empty where it is not. */
    public static Optional<Refusal> refusal(HttpServletRequest request) {
        return request.getAttribute(REFUSED) instanceof Refusal refusal ? Optional.of(refusal) : Optional.empty();
    }

    /** Whose request it is, as a number that tells clients apart; all who are not counted are one. */
    public static long client(@Nullable HttpServletRequest request) {
        return request != null && request.getAttribute(CLIENT) instanceof Long client ? client : EXEMPT;
    }

    long refused() {
        return refusals.sum();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("publication.rate.clients", quota, Quota::clients)
                .description("Clients that asked something lately")
                .register(registry);
        FunctionCounter.builder("publication.rate.refused", this, RateLimits::refused)
                .description("Requests that were one too many")
                .register(registry);
    }
}
