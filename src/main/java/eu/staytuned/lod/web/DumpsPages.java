package eu.staytuned.lod.web;

import eu.staytuned.lod.catalog.Dump;
import eu.staytuned.lod.catalog.Dumps;
import eu.staytuned.lod.catalog.ReleaseDumps;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.web.DumpsPage.File;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.List;

/** Turns the dumps of a release into what their page shows. */
final class DumpsPages {

    private final Reading reading;

    DumpsPages(Reading reading) {
        this.reading = reading;
    }

    DumpsPage of(ReleaseDumps dumps, List<Edition> earlier) {
        String folder = Dumps.PATH + "/" + dumps.edition().number();
        Dump first = dumps.files().get(0);
        String sums = reading.iris().resolve(folder + "/SHA256SUMS");
        return new DumpsPage(
                reading.link(reading.iris().node(dumps.edition().path())),
                dumps.files().stream().map(dump -> file(folder, dump)).toList(),
                reading.site().file(folder + "/SHA256SUMS"),
                reading.site().file(folder + "/dumps.json"),
                reading.iris().resolve(Dumps.PATH + "/latest/" + first.name()),
                "curl -C - -O " + first.url() + "\ncurl -s " + sums + " | sha256sum -c --ignore-missing",
                earlier.stream().map(this::link).toList());
    }

    private File file(String folder, Dump dump) {
        return new File(
                dump.name(),
                reading.site().file(folder + "/" + dump.name()),
                dump.syntax().label(),
                reading.number(dump.statements()),
                reading.size(dump.bytes()),
                dump.sha256());
    }

    private Value link(Edition edition) {
        return Value.link(
                Text.of(edition.number() + " (" + reading.texts().day(edition.issued()) + ")"),
                reading.site().link(Dumps.PATH + "/" + edition.number()),
                false,
                "");
    }
}
