package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.web.Guide.Notebook;
import eu.staytuned.lod.web.Guide.Program;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Quick starts: programs to copy that ask this very site. {@code scripts/clients.sh guides} takes them from the pages, runs
 * them and compares what they print with what the pages say.
 */
@Controller
class GuideController {

    private static final MediaType NOTEBOOK = MediaType.parseMediaType("application/x-ipynb+json");
    private static final MediaType PROGRAM = MediaType.parseMediaType("text/plain;charset=utf-8");

    /** As the outputs were kept. */
    private static final String FIRST_RELEASE = IriSpace.CANONICAL_BASE + "releases/1";

    @GetMapping("/guides")
    DesignedPage guides() {
        return new DesignedPage(
                "guides",
                reading -> Map.of(
                        "heading", reading.message("guides.title"),
                        "description", reading.message("guides.lead"),
                        "guides", Guide.ALL));
    }

    @GetMapping("/guides/{name}")
    DesignedPage guide(@PathVariable String name) {
        Guide guide = Guide.ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(GuideController::unknown);
        return new DesignedPage(
                "guide",
                reading -> Map.of(
                        "heading", reading.message("guides.with", guide.title()),
                        "description", reading.message("guides.lead"),
                        "guide", guide,
                        "programs", here(guide.programs(), reading),
                        "notebook", guide.name().equals("jupyter") ? Notebook.FILE : ""));
    }

    /** The notebook and the programs, as files. */
    @GetMapping("/guides/{guide}/{file}")
    DesignedFile file(@PathVariable String guide, @PathVariable String file) {
        String path = guide + "/" + file;
        if (path.equals(Notebook.FILE)) {
            return file(NOTEBOOK, file, Notebook.text());
        }
        return Guide.ALL.stream()
                .flatMap(one -> one.programs().stream())
                .filter(program -> program.file().equals(path))
                .findFirst()
                .map(program -> file(PROGRAM, file, program.code()))
                .orElseThrow(GuideController::unknown);
    }

    private static DesignedFile file(MediaType type, String name, String text) {
        return new DesignedFile(
                type, Optional.of(name), reading -> here(text, reading).getBytes(StandardCharsets.UTF_8));
    }

    private static List<Program> here(List<Program> programs, Reading reading) {
        return programs.stream()
                .map(program -> new Program(
                        program.purpose(),
                        program.with(),
                        program.file(),
                        here(program.code(), reading),
                        here(program.printed(), reading)))
                .toList();
    }

    /** With the addresses of this site, and the release that answers now. */
    private static String here(String text, Reading reading) {
        return text.replace(
                        FIRST_RELEASE, reading.iris().resolve(reading.edition().path()))
                .replace(IriSpace.CANONICAL_BASE, reading.iris().base());
    }

    private static ErrorResponseException unknown() {
        return WebProblems.problem(HttpStatus.NOT_FOUND, "There is no such guide. /guides lists those there are.");
    }
}
