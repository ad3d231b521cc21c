package eu.staytuned.lod.limits;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much one client may ask. What is answered from memory costs one unit; what else costs is set here.
 *
 * @param units that a client may use in a time; 0 for no limit
 * @param time in which they are given back
 * @param page cost of what has to be made: a page, a description, a table
 * @param query cost of a query
 * @param batch cost of a batch of names or identifiers to find
 * @param dump cost of a file of a whole release
 * @param clients that are remembered at most
 * @param exempt addresses and networks that nothing is counted of
 * @param proxies addresses and networks of proxies of ours, which say for whom they ask
 * @param header in which they say it: {@code X-Forwarded-For} or {@code Forwarded}
 * @param batches how many batches are answered at once
 * @param waitingBatches how many more may wait for their turn
 * @param waitingTime how long one waits before it is refused
 */
@Validated
@ConfigurationProperties("publication.rate")
record RateSettings(
        @DefaultValue("12000") @Min(0) int units,
        @DefaultValue("60s") @NotNull Duration time,
        @DefaultValue("5") @Min(1) int page,
        @DefaultValue("40") @Min(1) int query,
        @DefaultValue("20") @Min(1) int batch,
        @DefaultValue("200") @Min(1) int dump,
        @DefaultValue("20000") @Min(1) int clients,
        @DefaultValue({"127.0.0.0/8", "::1"}) List<String> exempt,
        @DefaultValue List<String> proxies,
        @DefaultValue("X-Forwarded-For") String header,
        @DefaultValue("4") @Min(1) int batches,
        @DefaultValue("32") @Min(0) int waitingBatches,
        @DefaultValue("5s") @NotNull Duration waitingTime) {

    RateSettings {
        if (time.toSeconds() < 1 || time.toHours() > 24) {
            throw new IllegalArgumentException("publication.rate.time is " + time + ": give a time from 1s to 24h.");
        }
        for (int cost : new int[] {page, query, batch, dump}) {
            if (units > 0 && cost > units) {
                throw new IllegalArgumentException("Something costs " + cost
                        + " units, more than a client ever has: make publication.rate.units (" + units + ") larger.");
            }
        }
        if (!header.equalsIgnoreCase("X-Forwarded-For") && !header.equalsIgnoreCase("Forwarded")) {
            throw new IllegalArgumentException(
                    "publication.rate.header is " + header + ": give X-Forwarded-For or Forwarded.");
        }
        exempt = List.copyOf(exempt);
        proxies = List.copyOf(proxies);
    }
}
