package eu.staytuned.lod.store;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether there is a release to be read: a service whose store is away is not to be sent readers. */
@Component
class StoreHealthIndicator implements HealthIndicator {

    private final Store store;

    StoreHealthIndicator(Store store) {
        this.store = store;
    }

    @Override
    public Health health() {
        Health.Builder health = store.isThere() ? Health.up() : Health.down();
        store.standing().ifPresent(edition -> health.withDetail("release", edition.number()));
        return health.build();
    }
}
