package eu.staytuned.lod.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Media;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for any kind of page, in a browser. Each test fails as well where a page complains or asks another host. */
class EveryPageTests extends BrowserTest {

    @Test
    void noPageComplainsOrAsksAnotherHost() {
        Page page = window();
        kindsOfPages().forEach(path -> {
            Response response = page.navigate(base() + path);
            assertThat(response.headerValue("content-type")).as(path).startsWith("text/html");
            assertThat(page.locator("h1").count()).as(path).isEqualTo(1);
        });
    }

    @Test
    void nothingIsWiderThanAPhone() {
        Page page = window(options -> options.setViewportSize(360, 740).setIsMobile(true));
        List<String> wide = new ArrayList<>();
        kindsOfPages().forEach(path -> {
            page.navigate(base() + path);
            Object width = page.evaluate(
                    """
                    () => {
                        const root = document.documentElement;
                        if (root.scrollWidth <= 360) return '';
                        const out = [...document.querySelectorAll('body *')]
                            .filter(e => e.getBoundingClientRect().right > 361 && !e.closest('[tabindex], .scroll, table'))
                            .slice(0, 3).map(e => e.outerHTML.slice(0, 120));
                        return root.scrollWidth + ' px: ' + out.join(' | ');
                    }
                    """);
            if (!String.valueOf(width).isEmpty()) {
                wide.add(path + " " + width);
            }
        });

        assertThat(wide).isEmpty();
    }

    @Test
    void onPaperThereIsTheContentAndNoNavigation() {
        Page page = window();
        kindsOfPages().forEach(path -> {
            page.navigate(base() + path);
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator("nav.main").isVisible()).as(path).isFalse();
            assertThat(page.locator("footer.site nav").isVisible()).as(path).isFalse();
            assertThat(page.locator("h1").isVisible()).as(path).isTrue();
        });
    }

    @Test
    void withoutScriptsThereIsTheSame() {
        Page with = window();
        Page without = window(options -> options.setJavaScriptEnabled(false));
        for (String path : List.of("", "doc/city/ghent", "doc/network/stay-tuned", "ontology", "quality")) {
            with.navigate(base() + path);
            without.navigate(base() + path);
            assertThat(without.locator("main").innerText())
                    .as(path)
                    .isEqualToNormalizingWhitespace(with.locator("main").innerText());
        }
        without.navigate(base());
        without.locator("main a[href*='id/city/ghent']").first().click();
        assertThat(without.locator("h1").innerText()).isEqualTo("Ghent");
    }

    @Test
    void lettersThatAreLargerStillFit() {
        // Half the width is what is left where a reader doubles the size of everything.
        Page page = window(options -> options.setViewportSize(640, 450));
        for (String path : List.of("", "doc/city/ghent", "quality", "sparql")) {
            page.navigate(base() + path);
            assertThat((Boolean) page.evaluate(
                            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .as(path)
                    .isTrue();
        }
    }
}
