package eu.staytuned.lod.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class SparqlSettingsTests {

    @Test
    void queriesShareHalfOfWhatTheServiceLeaves() {
        assertThat(SparqlSettings.share(DataSize.ofMegabytes(1096).toBytes(), 4))
                .isEqualTo(DataSize.ofMegabytes(128));
        assertThat(SparqlSettings.share(DataSize.ofMegabytes(96).toBytes(), 4)).isEqualTo(DataSize.ofMegabytes(3));
    }

    @Test
    void aSmallHeapLeavesEachTheLeast() {
        assertThat(SparqlSettings.share(DataSize.ofMegabytes(80).toBytes(), 4)).isEqualTo(DataSize.ofMegabytes(2));
        assertThat(SparqlSettings.share(DataSize.ofMegabytes(40).toBytes(), 4)).isEqualTo(DataSize.ofMegabytes(2));
    }
}
