package eu.staytuned.lod.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Reading a chart, comparing cities, narrowing a list down: what people do who want to know more. */
class StudyTests extends BrowserTest {

    // Charts

    @Test
    void theArrowKeysTellTheValuesOfAYearAsTheTableHasThem() {
        Page page = window();
        page.navigate(base() + "doc/city/ghent");
        Locator chart = page.locator("figure.chart").first();
        Locator plot = chart.locator("[role=slider]");
        plot.focus();
        plot.press("End");
        String last = plot.getAttribute("aria-valuenow");
        plot.press("ArrowLeft");

        int year = Integer.parseInt(last) - 1;
        assertThat(plot.getAttribute("aria-valuenow")).isEqualTo("" + year);
        chart.locator("details.numbers summary").click();
        String value = chart.locator("tbody tr:has(th:text-is('" + year + "')) td a")
                .first()
                .innerText();
        assertThat(chart.locator(".reading").innerText()).contains("" + year, value);
    }

    @Test
    void thePointerTellsThemTooAndALineThatIsInTheWayCanBeHidden() {
        Page page = window();
        page.navigate(base() + "doc/city/aveiro");
        Locator chart = page.locator("figure.chart").first();
        chart.locator(".plot svg").hover();
        Locator reading = chart.locator(".reading");
        assertThat(reading.innerText()).containsPattern("(19|20)[0-9]{2}");

        Locator button = chart.locator(".legend button").last();
        int values = reading.locator("span").count();
        button.click();
        assertThat(button.getAttribute("aria-pressed")).isEqualTo("false");
        assertThat(chart.locator(".plot g.line.off").count()).isEqualTo(1);
        assertThat(reading.locator("span").count()).isLessThanOrEqualTo(values);
        button.press("Enter");
        assertThat(button.getAttribute("aria-pressed")).isEqualTo("true");
        assertThat(chart.locator(".plot g.line.off").count()).isZero();
    }

    // Comparing

    @Test
    void citiesAreChosenAndTheAddressHoldsTheChoice() throws IOException {
        Page page = window(options -> options.setJavaScriptEnabled(false).setAcceptDownloads(true));
        page.navigate(base());
        page.locator("nav.main a[href*='compare']").click();
        Locator chosen = page.locator("form input[type=checkbox]:checked");
        while (chosen.count() > 0) {
            chosen.first().uncheck();
        }
        page.locator("form input[value=sofia]").check();
        page.locator("form input[value=tallinn]").check();
        page.locator("main form button[type=submit]").click();

        assertThat(page.url()).contains("city=sofia", "city=tallinn");
        assertThat(page.locator("main table").first().innerText()).contains("Sofia", "Tallinn", "Bulgaria");
        assertThat(page.locator("figure.chart .plot svg g.line").count()).isGreaterThanOrEqualTo(2);

        Download table = page.waitForDownload(
                () -> page.locator("a[href*='compare.csv']").first().click());
        assertThat(Files.readString(table.path())).contains("Sofia", "Tallinn");

        String address = page.url();
        page.navigate(address);
        assertThat(page.locator("form input[type=checkbox]:checked").count()).isEqualTo(2);
    }

    // Narrowing down

    @Test
    void aListIsNarrowedDownAndWidenedAgain() {
        Page page = window(options -> options.setJavaScriptEnabled(false));
        page.navigate(base() + "explore");
        int all = total(page);
        Locator prevention = page.locator("form.facets input[value=prevention]");
        int counted = Integer.parseInt(page.locator("form.facets label:has(input[value=prevention]) .count")
                .innerText());
        prevention.check();
        page.locator("form.facets button[type=submit]").click();

        assertThat(page.url()).contains("=prevention");
        assertThat(total(page)).isEqualTo(counted).isLessThan(all);

        page.locator("ul.removable a").first().click();
        assertThat(page.url()).doesNotContain("prevention");
        assertThat(total(page)).isEqualTo(all);
    }

    private static int total(Page page) {
        return Integer.parseInt(page.locator("p.chosen b").innerText().replaceAll("[^0-9]", ""));
    }
}
