package eu.staytuned.lod.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ways people take through the site: with the mouse, with the keyboard, in their language. */
class WayTests extends BrowserTest {

    private static final String FOCUSED =
            "() => { const e = document.activeElement; return e === document.body ? '' : e.outerHTML.slice(0, 300); }";

    @Test
    void fromHomeToACityToWhatItDidToHowThatIsClassified() {
        Page page = window();
        page.navigate(base());
        page.locator("main a[href$='id/city/tallinn']").first().click();
        assertThat(page.locator("h1").innerText()).isEqualTo("Tallinn");

        page.locator("main a[href$='/action/tallinn-early-identification-model']")
                .first()
                .click();
        assertThat(page.url()).contains("/doc/action/tallinn-early-identification-model");

        page.locator("main a[href*='/policy-category/']").first().click();
        assertThat(page.url()).contains("/doc/policy-category/");
        assertThat(page.locator("main").innerText()).contains("Tallinn");

        page.goBack();
        page.goBack();
        assertThat(page.locator("h1").innerText()).isEqualTo("Tallinn");
    }

    @Test
    void theMapOfTheHomePageLeadsToTheCities() {
        Page page = window();
        page.navigate(base());
        Locator places = page.locator("figure.map a");
        assertThat(places.count()).isEqualTo(9);

        page.locator("figure.map a[href*='id/city/sofia']").locator("circle").click();
        assertThat(page.url()).isEqualTo(base() + "doc/city/sofia.html");
        assertThat(page.locator("h1").innerText()).isEqualTo("Sofia");
    }

    // Search

    @Test
    void whileOneTypesThingsAreSuggestedAndTheKeyboardChooses() {
        Page page = window();
        page.navigate(base());
        Locator field = page.locator("#site-search");
        field.pressSequentially("goteb");
        Locator options = page.locator("[role=option]");
        // What the first letters suggest may stand there for a moment.
        page.locator("[role=option]:first-child:has-text('Gothenburg')").waitFor();
        assertThat(field.getAttribute("aria-expanded")).isEqualTo("true");
        assertThat(options.first().innerText()).contains("Gothenburg");

        field.press("ArrowDown");
        assertThat(field.getAttribute("aria-activedescendant"))
                .isEqualTo(options.first().getAttribute("id"));
        field.press("Escape");
        assertThat(options.first().isVisible()).isFalse();

        field.press("ArrowDown");
        options.first().waitFor();
        field.press("ArrowDown");
        field.press("Enter");
        page.waitForURL("**/doc/city/gothenburg*");
        assertThat(page.locator("h1").innerText()).isEqualTo("Gothenburg");
    }

    @Test
    void aSearchIsAFormAndItsResultsAreAddresses() {
        Page page = window(options -> options.setJavaScriptEnabled(false));
        page.navigate(base());
        page.locator("#site-search").fill("София");
        page.locator("#site-search").press("Enter");
        assertThat(page.url()).contains("/search?q=");
        assertThat(page.locator(".results a").first().innerText()).contains("Sofia");

        page.locator(".facet-list a[aria-current]").waitFor();
        int all = page.locator(".results li").count();
        page.locator(".facet-list a:not([aria-current])").first().click();
        assertThat(page.url()).contains("kind=");
        assertThat(page.locator(".results li").count()).isBetween(1, all);
        page.goBack();
        page.locator(".results a").first().click();
        assertThat(page.locator("h1").innerText()).isEqualTo("Sofia");
    }

    @Test
    void aWrongAddressLeadsOn() {
        Page page = window();
        page.navigate(base() + "id/city/gothenberg");
        page.locator("#near ~ ul a").first().click();
        assertThat(page.locator("h1").innerText()).isEqualTo("Gothenburg");
    }

    // The keyboard alone

    @Test
    void theFirstKeyPressOffersToSkipToTheContent() {
        Page page = window();
        page.navigate(base() + "doc/city/ghent");
        page.keyboard().press("Tab");
        Locator skip = page.locator("a.skip");
        assertThat((Boolean) skip.evaluate("e => e === document.activeElement")).isTrue();
        assertThat(skip.boundingBox().x).isGreaterThanOrEqualTo(0);

        page.keyboard().press("Enter");
        assertThat(page.url()).endsWith("#content");
        page.keyboard().press("Tab");
        assertThat((Boolean) page.evaluate("() => document.querySelector('main').contains(document.activeElement)"))
                .isTrue();
    }

    @Test
    void theKeyboardReachesEverythingInTheOrderOfThePageAndShowsWhereItIs() {
        Page page = window();
        for (String path : List.of("", "doc/policy-category/prevention", "sparql")) {
            page.navigate(base() + path);
            List<String> reached = new ArrayList<>();
            double last = -1;
            for (int presses = 0; presses < 400; presses++) {
                page.keyboard().press("Tab");
                String focused = (String) page.evaluate(FOCUSED);
                if (focused.isEmpty() || presses > 0 && focused.contains("class=\"skip\"")) {
                    break;
                }
                reached.add(focused);
                double place = ((Number) page.evaluate(
                                "() => [...document.querySelectorAll('*')].indexOf(document.activeElement)"))
                        .doubleValue();
                assertThat(place).as(path + " " + focused).isGreaterThan(last);
                last = place;
                assertThat(
                                (Boolean)
                                        page.evaluate(
                                                """
                                () => {
                                    const mark = document.activeElement.querySelector(':scope > circle');
                                    const frame = document.activeElement.closest('.editor-frame');
                                    const style = getComputedStyle(mark || frame || document.activeElement);
                                    return mark ? parseFloat(style.strokeWidth) >= 4 : style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
                                }
                                """))
                        .as("outline of " + focused)
                        .isTrue();
                if ((Boolean) page.evaluate("() => Boolean(document.activeElement.closest('.editor-frame'))")) {
                    // Tab indents there; Escape leaves, as the hint says.
                    page.keyboard().press("Escape");
                    reached.add((String) page.evaluate(FOCUSED));
                }
            }
            int links = ((Number)
                            page.evaluate(
                                    """
                            () => [...document.querySelectorAll('a[href], summary, button, input, select, textarea')]
                                .filter(e => e.checkVisibility()).length
                            """))
                    .intValue();
            assertThat(reached).as(path).hasSizeGreaterThanOrEqualTo(links);
        }
    }

    @Test
    void theMenuOfLanguagesOpensAndClosesFromTheKeyboard() {
        Page page = window();
        page.navigate(base() + "doc/city/ghent");
        Locator menu = page.locator("details.languages");
        if (languages(page).size() < 2) {
            assertThat(menu.count()).as("nothing to choose").isZero();
            return;
        }
        menu.locator("summary").focus();
        page.keyboard().press("Enter");
        assertThat(menu.locator("li").first().isVisible()).isTrue();
        page.keyboard().press("Escape");
        assertThat(menu.locator("li").first().isVisible()).isFalse();
        assertThat((Boolean) menu.locator("summary").evaluate("e => e === document.activeElement"))
                .isTrue();
    }

    // Languages

    @Test
    void aLanguageThatIsChosenHoldsForTheNextPages() {
        Page page = window();
        page.navigate(base() + "doc/city/ghent");
        for (String language : languages(page)) {
            page.navigate(base() + "doc/city/ghent");
            if (page.locator("details.languages").count() > 0) {
                page.locator("details.languages summary").click();
                page.locator("details.languages a[hreflang='" + language + "']").click();
            } else {
                page.navigate(base() + "doc/city/ghent?lang=" + language);
            }
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);

            page.locator("main a[href*='id/country/belgium']").first().click();
            assertThat(page.url()).contains("lang=" + language);
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            page.locator("header.site a.name").click();
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            assertThat(page.url()).contains("lang=" + language);
        }
    }

    @Test
    void namesAreInTheLanguageOfTheBrowser() {
        Page page = window("bg");
        page.navigate(base() + "doc/city/sofia");
        assertThat(page.locator("h1").innerText()).isEqualTo("София");
        page.navigate(base() + "doc/policy-category/prevention?lang=el");
        assertThat(page.locator("h1").innerText()).isEqualTo("Πρόληψη");
    }

    /** Those of the menu; English alone where there is none. */
    private static List<String> languages(Page page) {
        List<String> languages = new ArrayList<>();
        for (Locator link : page.locator("details.languages a").all()) {
            languages.add(link.getAttribute("hreflang"));
        }
        return languages.isEmpty() ? List.of("en") : languages;
    }
}
