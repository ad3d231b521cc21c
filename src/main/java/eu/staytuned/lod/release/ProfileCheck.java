package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.release.SourceFile.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the profiles that the catalogue keeps to against the catalogue as it is published. Their shapes speak of
 * distributions and versions, which are not there before {@link CatalogueStatement} has added them.
 */
final class ProfileCheck {

    private ProfileCheck() {}

    static List<Fault> of(Release release, IriSpace iris, PublicationSettings settings) {
        List<Fault> faults = new ArrayList<>();
        FaultPlaces places = new FaultPlaces(release, iris, settings);
        new ShapeCheck(release.content(), Role.PROFILE).run(places, faults);
        faults.addAll(places.faults());
        return List.copyOf(faults);
    }
}
