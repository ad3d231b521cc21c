package eu.staytuned.lod.release;

import eu.staytuned.lod.release.Outcome.Failed;
import eu.staytuned.lod.release.Outcome.Published;
import eu.staytuned.lod.release.Outcome.Refused;
import eu.staytuned.lod.release.Outcome.Unchanged;
import eu.staytuned.lod.release.Undertaking.Step;
import eu.staytuned.lod.store.Edition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;

/**
 * Publishing for the operator of this machine, on the management port: {@code POST /actuator/publish} publishes the files
 * as they are now, {@code GET} tells which release is on the shelf, what is being done, which release waits for its store and
 * what came of the last attempt.
 */
@Component
@Endpoint(id = "publish")
class PublishEndpoint {

    private static final int ACCEPTED = 202;
    private static final int UNPROCESSABLE = 422;

    private final Publisher publisher;
    private final PublicationSettings settings;

    PublishEndpoint(Publisher publisher, PublicationSettings settings) {
        this.publisher = publisher;
        this.settings = settings;
    }

    /**
     * 200 for a new or an unchanged release, 422 for a refused one with its faults, 500 where disk or store fail, 503 while
     * the service starts or stops, 202 where it is not over within {@code publication.publish-patience}.
     */
    @WriteOperation
    WebEndpointResponse<Map<String, Object>> publish() throws InterruptedException {
        try {
            Outcome outcome = publisher.request().get(settings.publishPatience().toMillis(), TimeUnit.MILLISECONDS);
            return new WebEndpointResponse<>(describe(outcome), status(outcome));
        } catch (TimeoutException e) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("outcome", "under way");
            answer.put("report", "Publishing is under way. GET this address to learn what came of it.");
            return new WebEndpointResponse<>(answer, ACCEPTED);
        } catch (ExecutionException | IllegalStateException e) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("outcome", "unavailable");
            answer.put("report", String.valueOf(e.getMessage()));
            return new WebEndpointResponse<>(answer, WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
        }
    }

    @ReadOperation
    Map<String, Object> state() {
        Map<String, Object> answer = new LinkedHashMap<>();
        publisher.current().ifPresent(edition -> answer.put("current", describe(edition)));
        publisher.underWay().ifPresent(step -> answer.put("underWay", describe(step, Instant.now())));
        publisher.unplaced().ifPresent(waiting -> {
            Map<String, Object> release = describe(waiting.edition());
            release.put("attempts", waiting.attempts());
            release.put("again", waiting.again().truncatedTo(ChronoUnit.SECONDS).toString());
            answer.put("waitsForTheStore", release);
        });
        publisher.last().ifPresent(last -> {
            Map<String, Object> outcome = describe(last.outcome());
            outcome.put("at", last.at().toString());
            answer.put("last", outcome);
        });
        return answer;
    }

    private static int status(Outcome outcome) {
        if (outcome instanceof Refused) {
            return UNPROCESSABLE;
        }
        return outcome instanceof Failed
                ? WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR
                : WebEndpointResponse.STATUS_OK;
    }

    private static Map<String, Object> describe(Outcome outcome) {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (outcome instanceof Published published) {
            answer.put("outcome", "published");
            answer.put("release", describe(published.edition()));
            answer.put("triples", published.statistics().triples());
            answer.put("graphs", published.statistics().graphs());
            answer.put("resources", published.statistics().resources());
            answer.put("warnings", published.warnings());
        } else if (outcome instanceof Unchanged unchanged) {
            answer.put("outcome", "unchanged");
            answer.put("release", describe(unchanged.edition()));
        } else if (outcome instanceof Refused refused) {
            answer.put("outcome", "refused");
            refused.still().ifPresent(edition -> answer.put("release", describe(edition)));
            answer.put("faults", refused.faults());
        } else if (outcome instanceof Failed failed) {
            answer.put("outcome", "failed");
            failed.still().ifPresent(edition -> answer.put("release", describe(edition)));
        }
        answer.put("report", outcome.report());
        return answer;
    }

    private static Map<String, Object> describe(Step step, Instant now) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("step", step.doing());
        answer.put("since", step.since().truncatedTo(ChronoUnit.SECONDS).toString());
        if (step.statements() > 0) {
            answer.put("statements", step.statements());
            answer.put("perSecond", step.rate(now));
        }
        step.left(now).ifPresent(left -> answer.put("secondsLeft", left.toSeconds()));
        return answer;
    }

    private static Map<String, Object> describe(Edition edition) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("number", edition.number());
        answer.put("contentHash", edition.contentHash());
        answer.put("issued", edition.issued().toString());
        return answer;
    }
}
