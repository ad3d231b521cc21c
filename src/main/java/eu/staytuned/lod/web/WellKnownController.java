package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.IriSpace;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where programs look that know nothing of us but the host (RFC 8615). */
@Controller
class WellKnownController {

    private final IriSpace iris;

    WellKnownController(IriSpace iris) {
        this.iris = iris;
    }

    /** The description of the dataset in VoID (§6.1): what is said about the releases, in each syntax and as a page. */
    @GetMapping("/.well-known/void")
    ResponseEntity<Void> linkedData() {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(iris.resolve("graph/release")))
                .build();
    }
}
