package eu.staytuned.lod.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What axe-core finds fault with: nothing, on any kind of page. */
class AccessibilityTests extends BrowserTest {

    /** Of what is repeated, so many are looked at: the others are made in the same way, and axe needs minutes for them. */
    private static final int ALIKE = 4;

    private static final String THINNED =
            """
            most => document.querySelectorAll('main ul, main ol, main dl, main tbody, main section, main nav, main p').forEach(list => {
                const seen = {};
                for (const child of [...list.children]) {
                    const kind = child.tagName + child.className;
                    seen[kind] = (seen[kind] || 0) + 1;
                    if (seen[kind] > most) child.remove();
                }
            })
            """;

    /** Most of the time of axe goes into them, and they come from one style sheet whatever the language. */
    private static final List<String> ABOUT_COLOURS = List.of("color-contrast", "link-in-text-block");

    @Test
    void noPageShutsAnyoneOutByDayOrByNight() {
        Page page = window("en");
        List<String> violations = new ArrayList<>();
        kindsOfPages().forEach(path -> {
            open(page, path);
            violations(new AxeBuilder(page)).forEach(violation -> violations.add(path + ": " + violation));
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            // Darkness changes colours and nothing else.
            violations(new AxeBuilder(page).withRules(ABOUT_COLOURS))
                    .forEach(violation -> violations.add(path + " in the dark: " + violation));
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        });

        assertThat(violations).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"el", "bg"})
    void norInAnotherScript(String language) {
        Page page = window(language);
        List<String> violations = new ArrayList<>();
        kindsOfPages().forEach(path -> {
            open(page, path);
            violations(new AxeBuilder(page).disableRules(ABOUT_COLOURS))
                    .forEach(violation -> violations.add(path + ": " + violation));
        });

        assertThat(violations).isEmpty();
    }

    @Test
    void wordsThatAreMarkedAsAnotherLanguageCanBeRead() {
        Page page = window("el");
        for (boolean dark : List.of(false, true)) {
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT));
            for (String path :
                    List.of("doc/city/ghent", "doc/action/ghent-school-plans", "search?q=sofia", "queries")) {
                open(page, path);
                assertThat(violations(new AxeBuilder(page).withRules(ABOUT_COLOURS)))
                        .as(path)
                        .isEmpty();
            }
        }
    }

    private void open(Page page, String path) {
        page.navigate(base() + path);
        page.evaluate(THINNED, ALIKE);
    }

    /** Those of a page as it stands. */
    static List<String> violations(Page page) {
        return violations(new AxeBuilder(page));
    }

    @SuppressWarnings("deprecation") // the other mode opens another window for every page
    private static List<String> violations(AxeBuilder axe) {
        return axe.setLegacyMode(true).analyze().getViolations().stream()
                .flatMap(rule -> rule.getNodes().stream()
                        .limit(3)
                        .map(node -> rule.getId() + " (" + rule.getHelp() + ") " + node.getTarget() + " "
                                + node.getHtml() + " " + node.getFailureSummary()))
                .toList();
    }
}
