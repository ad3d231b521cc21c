package eu.staytuned.lod.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The browser that the tests drive: the one the machine has, never one of their own. The system property {@code browser}
 * names it; else it is looked for on the path. Where there is none the tests are skipped, in CI they fail.
 */
final class Chromium {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static Browser running;

    private Chromium() {}

    /** One for all tests of the process; it is started by the first. */
    static synchronized Browser browser() {
        if (running == null) {
            Path program = program().orElseGet(Chromium::missing);
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            running = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(program)
                            .setHeadless(true)
                            .setArgs(FLAGS));
        }
        return running;
    }

    private static Optional<Path> program() {
        String named = System.getProperty("browser", "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path missing() {
        String message = "No browser: install Debian's package chromium, or name one with -Dbrowser=/path/to/chromium.";
        if (System.getenv("CI") != null) {
            throw new AssertionError(message);
        }
        System.out.println("The browser tests were skipped. " + message);
        return Assumptions.abort(message);
    }
}
