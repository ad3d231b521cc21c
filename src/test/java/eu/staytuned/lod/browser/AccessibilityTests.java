package eu.staytuned.lod.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
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

    @ParameterizedTest
    @ValueSource(strings = {"en", "el", "bg"})
    void noPageShutsAnyoneOutByDayOrByNight(String language) {
        Page page = window(language);
        List<String> violations = new ArrayList<>();
        kindsOfPages().forEach(path -> {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            page.navigate(base() + path);
            page.evaluate(THINNED, ALIKE);
            violations(new AxeBuilder(page)).forEach(violation -> violations.add(path + ": " + violation));
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            // Darkness changes colours and nothing else.
            violations(new AxeBuilder(page).withRules(List.of("color-contrast", "link-in-text-block")))
                    .forEach(violation -> violations.add(path + " in the dark: " + violation));
        });

        assertThat(violations).isEmpty();
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
