package eu.staytuned.lod.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * When the service is told to end, readiness is false at once, and everything is still answered for a while: so long that
 * whoever sends requests here has noticed. Before the management port closes, which tells of it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LeaveTime implements ApplicationListener<ContextClosedEvent> {

    private static final Logger log = LoggerFactory.getLogger(LeaveTime.class);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final ApplicationContext site;
    private final Duration time;

    LeaveTime(ApplicationContext site, @Value("${publication.leave-time}") Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("publication.leave-time is " + time + ": give a time from 0s to 10m.");
        }
        this.site = site;
        this.time = time;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext() != site || time.isZero()) {
            return;
        }
        log.info("No longer ready; answering for another {} s", time.toSeconds());
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
