package eu.staytuned.lod.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.thymeleaf.templateresolver.FileTemplateResolver;

/** A template gives what Thymeleaf makes of it, to the byte. */
class TemplatesTests {

    private static final Map<String, Object> VALUES = new HashMap<>();

    static {
        VALUES.put("city", new City("Ghent & <Gent>", "nl", 265_086, List.of("a", "b", "c")));
        VALUES.put("own", new Own("for the package alone"));
        VALUES.put("nothing", null);
        VALUES.put("empty", "");
        VALUES.put("yes", true);
        VALUES.put("no", false);
        VALUES.put("none", List.of());
        VALUES.put("one", List.of("only"));
        VALUES.put("three", List.of(1, 2, 3));
        VALUES.put("array", new String[] {"x", "y"});
        VALUES.put("map", Map.of("key", "value", "empty", "no"));
        VALUES.put("perhaps", Optional.of("here"));
        VALUES.put("absent", Optional.empty());
        VALUES.put("unit", TimeUnit.DAYS);
        VALUES.put("word", "SEVERAL");
        VALUES.put("half", 12.5);
        VALUES.put("nested", List.of(List.of("a", "b"), List.of(), List.of("c")));
    }

    /** A thing with properties. */
    public record City(String name, String language, int inhabitants, List<String> parts) {

        public boolean isLarge() {
            return inhabitants > 100_000;
        }

        public String with(String more) {
            return name + more;
        }

        public String with(int more) {
            return name + " and " + more;
        }
    }

    record Own(String text) {}

    @TempDir
    Path folder;

    private Templates ours;
    private Templates theirs;

    @BeforeEach
    void engines() {
        StaticMessageSource messages = new StaticMessageSource();
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            messages.addMessage("plain", locale, "plain in " + locale + " <b>");
            messages.addMessage("filled", locale, "{0} of {1}");
            messages.addMessage("kind.city", locale, "city");
            messages.addMessage("page.title", locale, "Title");
        }
        String at = folder.toUri().toString();
        ours = Templates.in(at, new DefaultResourceLoader(), messages);
        FileTemplateResolver files = new FileTemplateResolver();
        files.setPrefix(folder + "/");
        theirs = new Thymeleaf(files, messages);
    }

    static List<String> templates() {
        return List.of(
                // texts
                "<p th:text=\"${city.name}\">x</p>",
                "<p th:utext=\"${city.name}\">x</p>",
                "<p th:text=\"${nothing}\">x</p>|<p th:text=\"${half}\">x</p>|<p th:text=\"${half + 11}\">x</p>",
                "<p th:text=\"${'it''s '} + ${city.name} + ', ' + #{plain}\">x</p>",
                "<p th:text=\"${'a' + city.inhabitants + nothing}\">x</p>",
                "<p th:text=\"#{filled(${city.name}, 3)}\">x</p><p th:text=\"#{filled('{0}', ${city.inhabitants})}\">x</p>",
                "<p th:text=\"#{${'kind.' + 'city'}}\">x</p><p th:text=\"${#messages.msg('filled', 1, city.name)}\">x</p>",
                "<p th:text=\"${#locale.toLanguageTag()}\">x</p>",
                "<p th:text=\"${#numbers.formatInteger(city.inhabitants, 1, 'DEFAULT')}\">x</p>",
                "<p th:text=\"${#numbers.formatInteger(2016, 1, 'NONE')}\">x</p>",
                "<p th:text=\"${#strings.listJoin(city.parts, ' · ')}\">x</p>",
                "<p th:text=\"${#strings.substring(city.name, 1, 3) + #strings.substringAfter(city.name, 'e')}\">x</p>",
                "<p th:text=\"${#uris.escapeQueryParam('a b&c=d?/é<>''+%#~*')}\">x</p>",
                "<p th:text=\"|${city.language}: ${half}, ${nothing}|\">x</p>",
                "<p th:text=\"${own.text}\">x</p><p th:text=\"${map.key + map['key']}\">x</p>",
                "<p th:text=\"${city.with('!')}\">x</p><p th:text=\"${city.with(3)}\">x</p>",
                "<p th:text=\"${city.parts[1] + city.parts.size()}\">x</p><p th:text=\"${array[0]}\">x</p>",
                "<p th:text=\"${perhaps.get()}\">x</p>",
                // choices
                "<p th:if=\"${yes}\">a</p><p th:unless=\"${yes}\">b</p><p th:if=\"${nothing}\">c</p><p th:if=\"${empty}\">d</p>",
                "<p th:if=\"${city.large and !no}\">a</p><p th:if=\"${no or city.inhabitants >= 265086}\">b</p>",
                "<p th:if=\"${nothing > 0}\">z</p><p th:if=\"${none.empty}\">a</p><p th:if=\"${map.empty}\">b</p><p th:if=\"${perhaps.isPresent()}\">c</p>",
                "<p th:if=\"${city.language == 'nl'}\">a</p><p th:if=\"${nothing != null}\">b</p><p th:if=\"${1 &lt; 2}\">c</p>",
                "<p th:text=\"${yes} ? 'a' : 'b'\">x</p><p th:text=\"${no} ? 'a'\">x</p><p th:text=\"${no ? 'a' : null}\">x</p>",
                "<p th:text=\"${empty ?: 'else'}\">x</p><p th:text=\"${nothing ?: #messages.msg('plain')}\">x</p>",
                "<p th:text=\"${#strings.isEmpty(empty) and #lists.size(three) > 2 ? #lists.size(three) - 1 : 0}\">x</p>",
                "<p th:text=\"${!yes ? '' : 1 > 2 and yes ? 'b' : 3 == 3 ? 'c' : 'd'}\">x</p>",
                "<th:block th:switch=\"${word}\"><i th:case=\"ONE\">1</i><i th:case=\"SEVERAL\">2</i><i th:case=\"SEVERAL\">3</i></th:block>",
                // many
                "<ul>\n    <li th:each=\"x : ${three}\" th:text=\"${x}\">x</li>\n</ul>",
                "<ul>\n    <li th:each=\"x : ${one}\"><b th:text=\"${x}\">x</b></li>\n</ul>",
                "<ul>\n    <li th:each=\"x : ${none}\">x</li>\n</ul><ul><li th:each=\"x : ${three}\">a</li></ul>",
                "<p>\n  <b th:each=\"x, i : ${three}\" th:text=\"${i.index + '/' + i.count + i.last + i.first + i.size}\">x</b></p>",
                "<p><th:block th:each=\"x, i : ${city.parts}\"><th:block th:if=\"${i.index > 0}\">, </th:block><i th:text=\"${x}\">x</i></th:block></p>",
                "<div>\n<div th:each=\"x : ${nested}\">\n <section th:each=\"y : ${x}\">\n  <p th:each=\"z : ${x}\" th:text=\"${z + y}\">z</p></section></div></div>",
                "<p th:each=\"x : ${array}\" th:text=\"${x}\">x</p><p th:each=\"x : ${nothing}\">x</p><p th:each=\"x : ${word}\" th:text=\"${x}\">x</p>",
                "<p th:each=\"x : ${ {'a', city.name} }\" th:text=\"${x}\">x</p>",
                "<table>\n  <!--/* not for readers */-->\n  <tr th:each=\"x : ${three}\"><td th:text=\"${x}\">1</td></tr>\n  text <tr th:each=\"x : ${three}\"><td>1</td></tr></table>",
                "<p th:each=\"x : ${three}\" th:if=\"${x > 1}\" th:with=\"y=${x + 1}\" th:text=\"${y}\">x</p>",
                // names
                "<p th:with=\"a=${city.name}, b=${a + '!'}, word='inner'\"><b th:text=\"${b + word}\">x</b></p><i th:text=\"${word}\">x</i>",
                // attributes
                "<a href=\"/x\" th:href=\"${city.name}\" class=\"k\">x</a><a th:href=\"${empty}\" class=\"k\">x</a>",
                "<a th:lang=\"${city.language}\" th:title=\"${nothing}\" id=\"i\" th:class=\"${yes ? 'on' : null}\">x</a>",
                "<a th:aria-label=\"#{plain}\" th:data-x=\"${nothing}\" th:aria-current=\"${no ? 'a' : null}\">x</a>",
                "<rect class=\"c\" th:attr=\"x=${half},width=${city.inhabitants}\" y=\"3\" height=\"8\"/>",
                "<path th:attr=\"d=|M${half},${half}h1|\"/><path class=\"p\" th:attr=\"d=${nothing}\"/><path th:attr=\"d=${nothing}\" />",
                "<svg th:attr=\"viewBox=|0 0 ${half} 1|,aria-label='a' + #{plain}\" viewBox=\"0 0 1 1\" role=\"img\">x</svg>",
                "<p class=\"a\" th:classappend=\"${yes} ? 'b' : ''\">x</p><p th:classappend=\"${no} ? 'b'\">x</p><p th:classappend=\"'b'\" id=\"i\">x</p>",
                "<p class=\"a\" th:class=\"${city.language}\" th:classappend=\"'b'\">x</p><p th:class=\"${nothing}\" th:classappend=\"'b'\">x</p>",
                "<input th:checked=\"${yes}\" type=\"radio\" th:value=\"${nothing}\" name=\"n\"><option th:selected=\"${no}\" th:value=\"${half}\">x</option>",
                "<input id=\"a\" th:name=\"${word}\" th:value=\"${word}\"\n       th:placeholder=\"#{plain}\" th:data-a=\"${nothing}\" required>",
                "<a th:href=\"${word}\"\n   th:lang=\"${nothing}\"\n      th:rel=\"${empty}\"   class=\"k\"  th:title=\"${word}\"\tth:text=\"${word}\">x</a>",
                "<a th:text=\"${word}\"\n   th:attr=\"start=${nothing}\"\n   class=\"k\"\n     th:classappend=\"'z'\" >x</a>",
                "<p  th:if=\"${yes}\"\n\tid=\"&quot;\"  th:title=\"${city.name}\"   >x &amp; <br> y</p><hr/><!-- for readers -->",
                // fragments
                "<p th:replace=\"~{parts :: link(${city})}\">x</p>|<p th:replace=\"~{parts :: tree(${nested}, 'r')}\"></p>",
                "<div class=\"k\" th:insert=\"~{parts :: link(${city})}\">x</div><i th:if=\"${no}\" th:replace=\"~{parts :: plain}\">x</i>",
                "<html th:replace=\"~{layout :: page(~{::title}, ~{::main})}\"><head><title th:text=\"#{page.title}\">x</title></head><body><main th:with=\"word='m'\"><b th:text=\"${word}\">x</b></main></body></html>\n");
    }

    private static final String LAYOUT =
            """
            <!DOCTYPE html>
            <html th:fragment="page(title, main)" xmlns:th="http://www.thymeleaf.org" th:lang="${#locale.toLanguageTag()}" lang="en">
            <head>
                <title th:replace="${title}">x</title>
            </head>
            <body>
            <main th:replace="${main}">x</main>
            </body>
            </html>
            """;

    private static final String PARTS =
            """
            <!DOCTYPE html>
            <html xmlns:th="http://www.thymeleaf.org" lang="en">
            <body>
            <!--/* A link. */-->
            <th:block th:fragment="link(value)"><a th:title="${value.name}" th:text="${word + value.name}">x</a></th:block>
            <p th:fragment="plain">plain <b th:text="${word}">x</b></p>
            <ul th:fragment="tree(items, root)">
                <li th:each="item : ${items}"><th:block th:if="${item == 'a' or item == 'b' or item == 'c'}" th:text="${root + item}">x</th:block><th:block th:unless="${item == 'a' or item == 'b' or item == 'c'}"><ul th:replace="~{parts :: tree(${item}, ${root + '/'})}"></ul></th:block></li>
            </ul>
            </body>
            </html>
            """;

    @ParameterizedTest
    @MethodSource("templates")
    void isWrittenAsThymeleafWritesIt(String template) throws IOException {
        Files.writeString(folder.resolve("parts.html"), PARTS);
        Files.writeString(folder.resolve("layout.html"), LAYOUT);
        Files.writeString(folder.resolve("it.html"), template);

        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            assertThat(written(ours, locale, VALUES)).isEqualTo(written(theirs, locale, VALUES));
        }
    }

    @Test
    void noTextBecomesMarkup() throws IOException {
        Files.writeString(
                folder.resolve("it.html"),
                "<p th:title=\"${text}\" th:classappend=\"${text}\" th:text=\"${text}\">x</p>");
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            int[] letters = random.ints(40, 1, i % 2 == 0 ? 0x80 : Character.MAX_CODE_POINT + 1)
                    .toArray();
            String text = new String(letters, 0, letters.length)
                    + "<&>\"'"
                    + (char) random.nextInt(Character.MIN_SURROGATE, Character.MAX_SURROGATE + 1);
            Map<String, Object> values = Map.of("text", text);

            assertThat(written(ours, Locale.ENGLISH, values)).isEqualTo(written(theirs, Locale.ENGLISH, values));
        }
    }

    @Test
    void aLongPageIsWhole() throws IOException {
        Files.writeString(folder.resolve("it.html"), "<p th:each=\"x : ${all}\" th:text=\"${x}\">x</p>");
        String[] all = new String[5_000];
        Arrays.setAll(all, i -> "ё<".repeat(i % 90));

        assertThat(written(ours, Locale.ENGLISH, Map.of("all", all)))
                .isEqualTo(written(theirs, Locale.ENGLISH, Map.of("all", all)));
    }

    private static String written(Templates templates, Locale locale, Map<String, ?> values) {
        return new String(templates.write("it", locale, values), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p th:remove=\"all\">x</p>",
                "<p th:object=\"${city}\">x</p>",
                "<p th:text=\"*{name}\">x</p>",
                "<p th:text=\"@{/x}\">x</p>",
                "<p th:text=\"${T(java.lang.Runtime).getRuntime()}\">x</p>",
                "<p th:text=\"${new String('x')}\">x</p>",
                "<p th:text=\"${#dates.now()}\">x</p>",
                "<p th:text=\"${city.name\">x</p>",
                "<p th:text=\"${city.name * 2}\">x</p>",
                "<p th:replace=\"~{parts :: absent}\">x</p>",
                "<p>x</b>",
                "<p>x",
                "x</p>",
                "<p class='a'>x</p>",
                "<input th:text=\"${word}\">"
            })
    void whatIsNotKnownOfTheLanguageIsRefused(String template) throws IOException {
        Files.writeString(folder.resolve("parts.html"), PARTS);
        Files.writeString(folder.resolve("it.html"), template);

        assertThatThrownBy(() -> ((CompiledTemplates) ours).check("it")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allTemplatesOfTheServiceAreKnown() throws IOException {
        CompiledTemplates shipped = (CompiledTemplates)
                Templates.in("classpath:/templates/", new DefaultResourceLoader(), new ResourceBundleMessageSource());
        Resource[] all = new PathMatchingResourcePatternResolver().getResources("classpath:/templates/*.html");

        assertThat(all)
                .hasSizeGreaterThan(30)
                .allSatisfy(template ->
                        shipped.check(String.valueOf(template.getFilename()).replace(".html", "")));
    }
}
