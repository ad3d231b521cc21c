package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirstStepsTests {

    @ParameterizedTest
    @CsvSource({"/queries/{name}, queries", "/openapi.json, openapi.json", "/linkset/{*document}, linkset"})
    void aPatternBeginsWithItsFirstStep(String pattern, String step) {
        assertThat(FirstSteps.of(Set.of(pattern))).containsExactly(step);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/**", "/{*path}", "/{name}.csv", "/", "", "/compare*/x", "/%C3%A9t%C3%A9"})
    void aPatternThatMayBeginWithAnythingIsAskedAlways(String pattern) {
        assertThat(FirstSteps.of(Set.of("/queries", pattern))).isEmpty();
    }

    @Test
    void aStepThatMayBeSpeltInAnotherWayDecidesNothing() {
        assertThat(FirstSteps.isPlain(FirstSteps.of("/%71ueries/x"))).isFalse();
        assertThat(FirstSteps.of("//queries")).isEmpty();
        assertThat(FirstSteps.isPlain(FirstSteps.of("/queries/%71"))).isTrue();
    }
}
