package eu.staytuned.lod;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The arrows between the packages point one way. */
class ModularityTests {

    @Test
    void modulesUseOnlyWhatTheySay() {
        ApplicationModules.of(Application.class).verify();
    }
}
