package eu.staytuned.lod.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The query editor: writing a question, asking it, looking at the answer and taking it away. */
class EditorTests extends BrowserTest {

    /** More than a browser gives to one line. */
    private static final String AWKWARD = "it's \\\\ $HOME `date` ${x} \\\"\\\"\\\" !! %s é";

    @Autowired
    MeterRegistry metrics;

    private Page editor(Page page) {
        page.navigate(base() + "sparql");
        page.locator(".CodeMirror").waitFor();
        return page;
    }

    private Page editor() {
        return editor(window(options -> options.setPermissions(List.of("clipboard-read", "clipboard-write"))));
    }

    private static Locator panel(Page page) {
        return page.locator("[role=tabpanel]:not([hidden])");
    }

    private static void write(Page page, String query) {
        panel(page).locator(".CodeMirror").evaluate("(editor, query) => editor.CodeMirror.setValue(query)", query);
    }

    private static String written(Page page) {
        return (String) panel(page).locator(".CodeMirror").evaluate("editor => editor.CodeMirror.getValue()");
    }

    private void run(Page page, String query) {
        write(page, query);
        panel(page).locator("button.run").first().click();
        arrived(page);
    }

    private static void arrived(Page page) {
        panel(page).locator("button.cancel").waitFor(hidden());
        page.waitForCondition(() -> !panel(page).locator(".state").textContent().startsWith("Running"));
    }

    private static Locator.WaitForOptions hidden() {
        return new Locator.WaitForOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
    }

    private static void view(Page page, String name) {
        panel(page)
                .locator(".yasr_header button")
                .filter(new Locator.FilterOptions().setHasText(name))
                .click();
    }

    private String rates() {
        return """
                PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
                PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
                PREFIX st: <%1$sontology#>
                SELECT ?year ?country ?rate WHERE {
                  ?observation sdmx-dimension:refPeriod ?year ; sdmx-dimension:refArea ?area ;
                    st:sex <%1$sid/sex/total> ; st:earlyLeavingRate ?rate .
                  ?area st:nutsLevel 0 ; rdfs:label ?country FILTER(LANG(?country) = "en")
                }"""
                .formatted(base());
    }

    private String cities() {
        return """
                PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>
                PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
                PREFIX st: <%sontology#>
                SELECT ?city ?name ?lat ?long WHERE {
                  ?city a st:City ; rdfs:label ?name ; geo:lat ?lat ; geo:long ?long FILTER(LANG(?name) = "en")
                } ORDER BY ?name"""
                .formatted(base());
    }

    // Writing

    @Test
    void whatIsTypedIsCompletedByItsLabelAndByItsPlace() {
        Page page = editor();
        write(page, "SELECT * WHERE {\n  \n}");
        panel(page).locator(".CodeMirror").evaluate("editor => editor.CodeMirror.setCursor({line: 1, ch: 2})");
        panel(page).locator(".CodeMirror textarea").focus();
        complete(page, "?city a cit", "st:City");
        complete(page, " ; coun", "st:country");
        complete(page, " ?country ; na", "rdfs:label");
        page.keyboard().type(" ?name FILTER(?na");
        page.locator(".CodeMirror-hint").first().waitFor();
        assertThat(page.locator(".CodeMirror-hint").allInnerTexts()).containsExactly("?name");
        page.keyboard().press("Enter");
        page.keyboard().type(" = \"a cit");
        assertThat(page.locator(".CodeMirror-hint").count()).as("in a text").isZero();
        assertThat(written(page))
                .startsWith("PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nPREFIX st: <" + base()
                        + "ontology#>\nSELECT");
    }

    private static void complete(Page page, String typed, String expected) {
        page.keyboard().type(typed);
        Locator first = page.locator(".CodeMirror-hint").first();
        first.waitFor();
        assertThat(first.innerText()).startsWith(expected);
        page.keyboard().press("Enter");
    }

    // Asking

    @Test
    void theKeyboardAloneRunsAQueryAndLeavesTheEditor() {
        Page page = editor();
        write(page, "SELECT (1 AS ?one) {}");
        panel(page).locator(".CodeMirror textarea").focus();
        page.keyboard().press("Control+Enter");
        panel(page).locator(".answer td").waitFor();
        assertThat(panel(page).locator(".state").innerText())
                .startsWith("Rows: 1 · ")
                .endsWith("release 1");

        page.keyboard().press("Escape");
        assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Run");
    }

    @Test
    void anAnswerLeadsToPagesAndSaysLanguagesAndDatatypes() {
        Page page = editor();
        run(page, cities());
        assertThat(panel(page).locator(".state").innerText()).contains("Rows: 9");
        assertThat(panel(page).locator("thead th").nth(2).innerText()).contains("lat", "xsd:decimal");
        Locator ghent = panel(page).locator("tbody tr").filter(new Locator.FilterOptions().setHasText("Ghent"));
        assertThat(ghent.innerText()).contains("@en");

        panel(page).locator("thead button").first().click();
        panel(page).locator("thead button").first().click();
        assertThat(panel(page).locator("th[aria-sort]").getAttribute("aria-sort"))
                .isEqualTo("descending");
        assertThat(panel(page).locator("tbody td").first().innerText()).contains("tallinn");

        ghent.locator("a").click();
        assertThat(page.locator("h1").innerText()).isEqualTo("Ghent");
    }

    @Test
    void aGraphIsATableOfTriplesAndAYesIsAYes() {
        Page page = editor();
        run(page, "DESCRIBE <" + base() + "id/city/ghent>");
        assertThat(panel(page).locator(".state").innerText()).contains("Triples: ");
        assertThat(panel(page).locator("thead").innerText()).contains("subject", "predicate", "object");
        view(page, "As text");
        assertThat(panel(page).locator(".answer pre").innerText()).contains("PREFIX st:");

        run(page, "ASK { ?s ?p ?o }");
        view(page, "Answer");
        assertThat(panel(page).locator(".verdict").innerText()).startsWith("Yes");
    }

    @Test
    void whatIsWrongIsMarkedWhereItStands() {
        Page page = editor();
        run(page, "SELECT * WHERE {\n  ?s ?p ?o FILTR(?o)\n}");
        Locator problem = panel(page).locator(".problem-box");
        problem.waitFor();
        assertThat(problem.innerText()).contains("Malformed query", "Line 2");
        assertThat(panel(page).locator(".wrong-line").count()).isEqualTo(1);
        assertThat(panel(page).locator(".wrong-text").first().innerText()).contains("FILTR");

        problem.locator("button").click();
        page.keyboard().type("# ");
        assertThat(written(page)).contains("?o # FILTR");
        assertThat(panel(page).locator(".wrong-line").count()).isZero();
        assertThat(complaints).allMatch(complaint -> complaint.contains("400"));
        complaints.clear();
    }

    @Test
    void whoFindsNothingIsToldWhyAndWhatFindsSomething() {
        Page page = editor();
        run(
                page,
                "PREFIX st: <" + base()
                        + "ontology#>\nSELECT ?city ?country WHERE { ?city a st:City ; st:contry ?country }");
        Locator finding = panel(page).locator(".finding").first();
        finding.waitFor();
        assertThat(finding.innerText()).contains("contry", "country");
        finding.locator("button").click();
        panel(page).locator(".answer tbody td").first().waitFor();
        assertThat(written(page)).contains("st:country ?country");
        assertThat(panel(page).locator(".state").innerText()).startsWith("Rows: ");
        assertThat(panel(page).locator(".findings").isVisible()).isFalse();
    }

    @Test
    void anAnswerCanBeCitedAndStaysAtItsAddress() {
        Page page = editor();
        run(page, cities());
        panel(page).locator(".taking button").click();
        Locator link = panel(page).locator(".cited a");
        link.waitFor();
        assertThat(link.innerText()).startsWith(base() + "q/");
        link.click();
        page.waitForURL("**/q/*");
        assertThat(page.locator("main").innerText()).contains("Ghent");
    }

    @Test
    void whoCancelsEndsTheQueryInTheStore() {
        Page page = editor();
        write(page, "SELECT (COUNT(*) AS ?count) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }");
        panel(page).locator("button.run").first().click();
        panel(page).locator("button.cancel").waitFor();
        page.waitForCondition(() -> running() == 1);

        panel(page).locator("button.cancel").click();
        assertThat(panel(page).locator(".state").innerText()).startsWith("Cancelled");
        page.waitForCondition(() -> running() == 0, new Page.WaitForConditionOptions().setTimeout(5_000));
    }

    private double running() {
        return metrics.get("publication.queries.running").gauge().value();
    }

    // Looking

    @Test
    void ratesBecomeLinesThatTheArrowKeysRead() {
        Page page = editor();
        run(page, rates());
        view(page, "Chart");
        Locator plot = panel(page).locator(".plot");
        plot.waitFor();
        assertThat(panel(page).locator(".plot .line").count()).isEqualTo(9);
        plot.focus();
        plot.press("End");
        plot.press("ArrowLeft");
        assertThat(plot.getAttribute("aria-valuetext")).startsWith("2024; ").contains("Belgium 7");

        panel(page).locator("details.numbers summary").click();
        assertThat(panel(page)
                        .locator("details.numbers tr:has(th:text-is('2024'))")
                        .innerText())
                .contains("7");
        panel(page).locator(".chart-controls select").first().selectOption("bar");
        assertThat(panel(page).locator(".plot rect").count()).isGreaterThan(9);
        assertThat(panel(page).locator("figure .hint").innerText()).contains("Drawn: ");
    }

    @Test
    void placesStandOnAMapWhateverWayTheyAreWritten() {
        Page page = editor();
        run(page, cities());
        view(page, "Map");
        panel(page).locator(".sparql-map").waitFor();
        assertThat(panel(page).locator(".sparql-map circle").count()).isEqualTo(9);

        run(
                page,
                "SELECT ?name ?shape { VALUES (?name ?shape) { ('Ghent' 'POINT(3.71667 51.05)') "
                        + "('turned' '<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(51.05 3.71667)') "
                        + "('square' 'POLYGON((3 50, 5 50, 5 52, 3 50))') ('Lima' 'POINT(-77 -12)') } }");
        panel(page).locator(".sparql-map path.area").waitFor();
        List<?> at = (List<?>) panel(page)
                .locator(".sparql-map circle")
                .evaluateAll("all => all.map(one => one.getAttribute('cx') + ' ' + one.getAttribute('cy'))");
        assertThat(at).hasSize(2);
        assertThat(at.get(0)).isEqualTo(at.get(1));
        assertThat(panel(page).locator("figure").innerText()).contains("Places on the map: 3", "Lima");

        view(page, "Table");
        run(page, cities());
        view(page, "Map");
        panel(page)
                .locator(".sparql-map a[href*='id/city/ghent'] circle")
                .first()
                .click();
        assertThat(page.locator("h1").innerText()).isEqualTo("Ghent");
    }

    // Taking away

    @Test
    void aSharedAddressOpensTheQueryAndTheView() {
        Page page = editor();
        run(page, rates());
        view(page, "Chart");
        panel(page).locator(".plot").waitFor();
        panel(page)
                .getByRole(
                        com.microsoft.playwright.options.AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Share"))
                .click();
        panel(page).locator(".code pre").waitFor();
        String address = (String) page.evaluate("navigator.clipboard.readText()");
        assertThat(address).startsWith(base() + "sparql#query=");

        Page other = window();
        other.navigate(address);
        other.locator(".CodeMirror").waitFor();
        assertThat(written(other)).isEqualTo(rates());
        panel(other).locator("button.run").first().click();
        panel(other).locator(".plot").waitFor();
    }

    @Test
    void queriesStayInTheirTabs() {
        Page page = editor();
        write(page, "SELECT (1 AS ?first) {}");
        page.locator("button.add").click();
        write(page, "SELECT (2 AS ?second) {}");
        panel(page).locator(".name input").fill("Second");
        panel(page).locator(".name input").press("Enter");
        page.locator("[role=tab][aria-selected=true]").press("ArrowLeft");
        assertThat(written(page)).contains("?first");

        page.reload();
        page.locator(".CodeMirror").waitFor();
        assertThat(page.locator("[role=tab]").allInnerTexts()).containsExactly("Query", "Second");
        assertThat(written(page)).contains("?first");
        page.locator("[role=tab]").nth(1).click();
        assertThat(written(page)).contains("?second");
        page.locator("[role=tab]").nth(1).press("Delete");
        assertThat(page.locator("[role=tab]").count()).isEqualTo(1);
    }

    @Test
    void anExampleOpensInATabOfItsOwn() {
        Page page = editor();
        page.locator("aside a[data-query]:text-is('What did the cities learn?')")
                .click();
        assertThat(page.locator("[role=tab]").count()).isEqualTo(2);
        panel(page).locator("button.run").first().click();
        panel(page).locator(".answer td").first().waitFor();
    }

    @Test
    void anAnswerIsDownloadedInAnyFormat() throws IOException {
        Page page = editor();
        run(page, cities());
        panel(page).locator(".taking summary").click();
        assertThat(panel(page).locator(".taking .menu a").allInnerTexts()).contains("JSON", "XML", "CSV", "TSV");
        Download download = page.waitForDownload(
                () -> panel(page).locator(".taking .menu a:text-is('CSV')").click());
        assertThat(download.suggestedFilename()).endsWith(".csv");
        assertThat(Files.readString(download.path()))
                .startsWith("city,name,lat,long")
                .contains("Ghent");

        run(page, "DESCRIBE <" + base() + "id/city/ghent>");
        panel(page).locator(".taking summary").click();
        assertThat(panel(page).locator(".taking .menu a").allInnerTexts())
                .contains("Turtle", "JSON-LD", "RDF/XML")
                .doesNotContain("CSV");
    }

    @Test
    void theCurlThatIsCopiedRuns() throws Exception {
        Page page = editor();
        write(page, "SELECT (\"" + AWKWARD + "\" AS ?text) # a remark\n{}");
        panel(page).locator(".toolbar .menu summary").click();
        panel(page).locator(".toolbar .menu button:text-is('curl')").click();
        panel(page).locator(".code pre").waitFor();
        String command = (String) page.evaluate("navigator.clipboard.readText()");
        assertThat(panel(page).locator(".code pre").innerText().strip()).isEqualTo(command.strip());

        assertThat(output("bash", command)).contains("it's \\ $HOME `date` ${x} \"\"\"\"\"\" !! %s é");
    }

    /** The texts of queries reach Python and JavaScript letter by letter, whatever they are made of. */
    @ParameterizedTest
    @ValueSource(
            strings = {"\"\"\"", "\\", "\\\"", "ends with \"", "\"\"\"\"", "'''", "${x}`", "a\nb\tc", "\\u0041", "ü"})
    void whatIsCopiedKeepsEveryLetter(String text) throws Exception {
        Page page = editor();
        Map<?, ?> programs = (Map<?, ?>) page.evaluate(
                "query => Object.fromEntries(SparqlCode.names().map(name => [name, SparqlCode.write(name, {endpoint: 'e', query, form: 'SELECT'})]))",
                text);
        assertThat(programs).hasSize(7);

        String javascript = String.valueOf(programs.get("JavaScript"));
        assertThat(page.evaluate(
                        javascript.substring("const query = ".length(), javascript.indexOf(";\nconst response"))))
                .isEqualTo(text);
        String pandas = String.valueOf(programs.get("Python (pandas)"));
        String literal = pandas.substring(pandas.indexOf("query = "), pandas.indexOf("\ntable = "));
        assertThat(output("python3", literal + "\nimport sys\nsys.stdout.buffer.write(query.encode())"))
                .isEqualTo(text);
        String curl = String.valueOf(programs.get("curl"));
        assertThat(output("bash", "curl() { printf %s \"${!#}\"; }\n" + curl)).isEqualTo("query=" + text);
    }

    private static String output(String interpreter, String program) throws IOException, InterruptedException {
        java.nio.file.Path file = Files.createTempFile("copied", "");
        Files.writeString(file, program);
        Process process = new ProcessBuilder(interpreter, file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        Files.delete(file);
        assertThat(process.exitValue()).as(program).isZero();
        return new String(output, StandardCharsets.UTF_8);
    }

    // For everyone

    @Test
    void withoutScriptsThereIsAFormThatWorks() {
        Page page = window(options -> options.setJavaScriptEnabled(false));
        page.navigate(base() + "sparql");
        page.locator("#query").fill("SELECT (1 AS ?one) {}");
        page.locator("#sparql-form button").click();
        assertThat(page.locator("body").innerText()).contains("one", "1");
    }

    @Test
    void theEditorWithAnAnswerShutsNobodyOut() {
        Page page = editor();
        for (String view : List.of("Table", "Chart", "Map", "As text")) {
            run(page, cities());
            view(page, view);
            page.waitForTimeout(300);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            assertThat(AccessibilityTests.violations(page)).as(view).isEmpty();
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            assertThat(AccessibilityTests.violations(page))
                    .as(view + " in the dark")
                    .isEmpty();
        }
    }

    @Test
    void anAnswerFitsAPhone() {
        Page page = editor(window(options -> options.setViewportSize(390, 800).setIsMobile(true)));
        for (String view : List.of("Table", "Chart", "Map", "As text")) {
            run(page, cities());
            view(page, view);
            page.waitForTimeout(300);
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as(view)
                    .isEqualTo(390);
        }
    }

    @Test
    void theEditorSpeaksTheLanguageOfThePage() {
        Page page = editor(window("de"));
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("de");
        assertThat(panel(page).locator("button.run").innerText()).isEqualTo("Ausführen");
        run(page, cities());
        assertThat(panel(page).locator(".yasr_header").innerText()).contains("Tabelle", "Diagramm", "Karte");
        assertThat(page.locator("main").innerText()).doesNotContain("Query", "Run", "Share", "Table");
    }

    @Test
    void thePartsOfTheEditorAreSmallAndKept() throws Exception {
        Page page = editor();
        String script = (String) page.evaluate("document.querySelector('script[src*=yasgui]').src");
        HttpResponse<byte[]> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(script))
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("max-age=31536000", "immutable");
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(response.body().length).isLessThan(400_000);
        for (String other : List.of("yasgui.min.js.map", "yasgui.html", "../package.json")) {
            assertThat(HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(script).resolve(other))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .as(other)
                    .isEqualTo(404);
        }
        String policy = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(base() + "sparql"))
                                .header("Accept", "text/html")
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Content-Security-Policy")
                .orElse("");
        assertThat(policy)
                .contains("script-src 'self';", "style-src 'self';", "img-src 'self';")
                .doesNotContain("unsafe", "data:");
    }
}
