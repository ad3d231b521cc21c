package eu.staytuned.lod.catalog;

import eu.staytuned.lod.store.Edition;
import java.util.List;
import java.util.Optional;

/** The dumps of a release, in every syntax. */
public record ReleaseDumps(Edition edition, List<Dump> files) {

    public Optional<Dump> named(String name) {
        return files.stream().filter(dump -> dump.name().equals(name)).findFirst();
    }
}
