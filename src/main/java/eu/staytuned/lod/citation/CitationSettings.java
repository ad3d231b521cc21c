package eu.staytuned.lod.citation;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much anybody may have kept here.
 *
 * @param maxNumber how many results are kept; once there are as many, no more are accepted; 0 to accept none
 * @param maxQuerySize the longest query, in UTF-8
 * @param maxResultSize the largest answer; beyond, a citation of the whole release is more use
 */
@Validated
@ConfigurationProperties("publication.citations")
record CitationSettings(
        @DefaultValue("20000") @Min(0) int maxNumber,
        @DefaultValue("16KB") @NotNull DataSize maxQuerySize,
        @DefaultValue("16MB") @NotNull DataSize maxResultSize) {}
