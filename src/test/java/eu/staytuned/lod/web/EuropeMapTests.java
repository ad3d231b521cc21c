package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.staytuned.lod.web.EuropeMap.Drawn;
import eu.staytuned.lod.web.EuropeMap.Marker;
import eu.staytuned.lod.web.EuropeMap.Position;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Places lie where they lie. */
class EuropeMapTests {

    private final EuropeMap europe = new EuropeMap(JsonMapper.builder().build());

    EuropeMapTests() throws IOException {}

    @Test
    void theMiddleOfTheProjectionIsWhereTheDrawingHasIt() {
        assertThat(europe.project(new Position(52, 10))).containsExactly(new double[] {362.1, 325.0}, within(0.05));
    }

    @Test
    void aPlaceLiesInItsCountryAndThatCountryIsHighlighted() {
        Drawn map = map(Map.of("Berlin", new Position(52.52, 13.4)));

        assertThat(map.places()).singleElement().extracting(Marker::below).isEqualTo(false);
        assertThat(map.countries().stream().filter(EuropeMap.Outline::highlighted))
                .hasSize(1);
    }

    @Test
    void placesGoFromNorthToSouthAndThoseElsewhereAreLeftOut() {
        Map<String, Position> places = new LinkedHashMap<>();
        places.put("Aveiro", new Position(40.64, -8.65));
        places.put("Lima", new Position(-12.05, -77.04));
        places.put("Tallinn", new Position(59.44, 24.75));

        assertThat(map(places).places().stream()
                        .map(marker -> marker.place().text().text()))
                .containsExactly("Tallinn", "Aveiro");
    }

    @Test
    void aNameThatWouldLeaveTheMapStandsBelowItsPoint() {
        assertThat(map(Map.of("Ampelokipi-Menemeni", new Position(40.66, 22.89)))
                        .places())
                .singleElement()
                .extracting(Marker::below)
                .isEqualTo(true);
    }

    private Drawn map(Map<String, Position> places) {
        List<Value> links = places.keySet().stream()
                .map(name -> Value.link(new Text(name, ""), "#", false, name))
                .toList();
        return europe.with(links, place -> places.get(place.note()));
    }
}
