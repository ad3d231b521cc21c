package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However a source file is spoilt, the release is published or it is refused with faults that say where; nothing else
 * comes of it.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpoiltSourcesTests {

    private static final int TIMES = 120;
    private static final int LONGEST_MESSAGE = 1_000;

    private static final String TURTLE =
            """
            PREFIX city: <https://w3id.org/stay-tuned/id/city/>
            PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
            PREFIX st:   <https://w3id.org/stay-tuned/ontology#>
            PREFIX xsd:  <http://www.w3.org/2001/XMLSchema#>

            city:lyon a st:City ;
                rdfs:label "Lyon"@fr , "Li\\u00F3n"@es ;
                rdfs:comment \"""A city
            on two "rivers".\"""@en ;
                st:twinOf city:ghent , <https://w3id.org/stay-tuned/id/city/aveiro> ;
                st:population 522250 , 5.2e5 , "1990"^^xsd:gYear , true ;
                st:districts ( 1 2 ( "three" ) ) ;
                st:mayor [ rdfs:label "somebody"@en ; st:party [ rdfs:label "some"@en ] ] .
            """;

    private static final Map<String, String> WHOLE = Map.of(
            "ttl",
            TURTLE,
            "trig",
            TURTLE.replace("city:lyon a", "<https://w3id.org/stay-tuned/graph/spoilt> { city:lyon a")
                    .replace("] ] .", "] ] . }"),
            "nt",
            """
            <https://w3id.org/stay-tuned/id/city/lyon> <http://www.w3.org/2000/01/rdf-schema#label> "Lyon"@fr .
            <https://w3id.org/stay-tuned/id/city/lyon> <http://www.w3.org/2000/01/rdf-schema#comment> "A \\"city\\"\\n\\u00E9"@en .
            <https://w3id.org/stay-tuned/id/city/lyon> <https://w3id.org/stay-tuned/ontology#mayor> _:m .
            _:m <https://w3id.org/stay-tuned/ontology#born> "1950"^^<http://www.w3.org/2001/XMLSchema#gYear> .
            """,
            "nq",
            """
            <https://w3id.org/stay-tuned/id/city/lyon> <http://www.w3.org/2000/01/rdf-schema#label> "Lyon"@fr .
            _:m <https://w3id.org/stay-tuned/ontology#born> "1950"^^<http://www.w3.org/2001/XMLSchema#gYear> <https://w3id.org/stay-tuned/graph/spoilt/more> .
            """,
            "rdf",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE rdf:RDF [<!ENTITY city "https://w3id.org/stay-tuned/id/city/">]>
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                     xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"
                     xmlns:st="https://w3id.org/stay-tuned/ontology#">
              <st:City rdf:about="&city;lyon">
                <rdfs:label xml:lang="fr">Lyon &amp; more</rdfs:label>
                <st:population rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">522250</st:population>
                <st:mayor rdf:parseType="Resource"><rdfs:label xml:lang="en">somebody</rdfs:label></st:mayor>
                <st:text rdf:parseType="Literal"><b>bold</b></st:text>
                <st:districts rdf:parseType="Collection"><rdf:Description rdf:about="&city;ghent"/></st:districts>
              </st:City>
            </rdf:RDF>
            """,
            "jsonld",
            """
            {
              "@context": ["https://w3id.org/stay-tuned/context.jsonld", {
                "st": "https://w3id.org/stay-tuned/ontology#",
                "twin": {"@id": "st:twinOf", "@type": "@id"},
                "districts": {"@id": "st:districts", "@container": "@list"}
              }],
              "@id": "https://w3id.org/stay-tuned/id/city/lyon",
              "@type": "st:City",
              "label": "Lyon",
              "twin": ["https://w3id.org/stay-tuned/id/city/ghent"],
              "districts": [1, 2.5, true, {"@value": "trois", "@language": "fr"}],
              "st:mayor": {"label": "somebody", "@reverse": {"st:knows": {"@id": "_:b"}}}
            }
            """);

    private static final List<String> PIECES = List.of(
            "\u0000",
            "\u0001",
            "\u000b",
            "\ufeff",
            "\ufffe",
            "\\uD800",
            "\\uDFFF\\uD800",
            "\\U00110000",
            "\\u12",
            "\\q",
            "\\",
            "&#xD800;",
            "&#0;",
            "&nothing;",
            "&",
            "%",
            "%zz",
            "\"",
            "\"\"\"",
            "'",
            "<",
            ">",
            "<<",
            ">>",
            "<<( ",
            "{|",
            "[",
            "]",
            "(",
            ")",
            "{",
            "}",
            "[]",
            "null",
            "@",
            "@en--ltr",
            "@x-y-",
            "^^",
            "^^xsd:date",
            ".",
            ";",
            ",",
            ":",
            "a",
            "_:",
            "_:b",
            "<>",
            "<a b>",
            "<http://[::1>",
            "<urn:>",
            "<HTTP://example.org/%>",
            "<file:///etc/passwd>",
            "BASE <x>",
            "@base <http://a/../..//> .",
            "VERSION \"1.2\"",
            "PREFIX : <",
            "@prefix",
            "GRAPH",
            "1e9999",
            "-",
            "99999999999999999999999999",
            "\"@context\": null,",
            "\"@id\": 5,",
            "\"@type\": [[]],",
            "\"@list\": {},",
            "\"@graph\": [],",
            "\"@included\": 1,",
            "\"@version\": 1.1,",
            "\"@base\": \"::\",",
            "<?xml version=\"1.1\"?>",
            "<!--",
            "<![CDATA[",
            "]]>",
            "<!DOCTYPE x>",
            "rdf:li=\"x\"",
            "rdf:ID=\"1\"",
            "rdf:about=\"\"",
            "rdf:parseType=\"x\"",
            "xml:base=\"::\"",
            "xml:lang=\"??\"",
            "xmlns:x=\"\"",
            "<its:x/>",
            "\r",
            "\u2028",
            "\u202e",
            "\ud83d\udca9");

    private Sources sources;

    @BeforeEach
    void copy(@TempDir Path home) {
        sources = Sources.small(home);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ttl", "trig", "nt", "nq", "rdf", "jsonld"})
    void aSpoiltFileOfAnySyntaxIsPublishedOrRefused(String extension) {
        String whole = WHOLE.get(extension);
        sources.write("rdf-data/spoilt." + extension, whole);
        assertThat(sources.judge()).isInstanceOf(Verdict.Publishable.class);

        int refused = spoil("rdf-data/spoilt." + extension, whole, TIMES);

        assertThat(refused).isBetween(TIMES / 3, TIMES - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ontology/stay-tuned.ttl",
                "ontology/shapes.ttl",
                "ontology/history/1.0.0.ttl",
                "ontology/checks/described.rq",
                "ontology/rules/10-twins.rq"
            })
    void aSpoiltFileOfAnyRoleIsPublishedOrRefused(String name) {
        int refused = spoil(name, sources.text(name), TIMES / 2);

        assertThat(refused).isPositive();
    }

    @Test
    void aSpoiltContextIsPublishedOrRefused() {
        sources.write("rdf-data/city.jsonld", WHOLE.get("jsonld"));

        int refused = spoil("ontology/context.jsonld", sources.text("ontology/context.jsonld"), TIMES / 2);

        assertThat(refused).isPositive();
    }

    @Test
    void entitiesThatGrowWithoutEndAreRefused() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE rdf:RDF [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 30; i++) {
            laughs.append("<!ENTITY l").append(i).append(" \"").append(("&l" + (i - 1) + ";").repeat(10));
            laughs.append("\">");
        }
        String end = "]><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                + "<rdf:Description rdf:about=\"http://example.org/%s\"><rdf:value>%s</rdf:value></rdf:Description></rdf:RDF>";
        sources.write("rdf-data/text.rdf", laughs + end.formatted("x", "&l29;"));
        sources.write("rdf-data/address.rdf", laughs + end.formatted("&l29;", "x"));
        sources.write(
                "rdf-data/itself.rdf",
                "<!DOCTYPE rdf:RDF [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">" + end.formatted("x", "&a;"));
        sources.write(
                "rdf-data/parameters.rdf",
                "<!DOCTYPE rdf:RDF [<!ENTITY % a '&#37;b;&#37;b;'><!ENTITY % b '&#37;a;'> %a;"
                        + end.formatted("x", "y"));

        assertThat(faults(sources.judge(), "entities"))
                .extracting(Fault::file)
                .contains(
                        "rdf-data/text.rdf", "rdf-data/address.rdf", "rdf-data/itself.rdf", "rdf-data/parameters.rdf");
    }

    @Test
    void aContextThatImportsItselfOrAnotherIsRefused() {
        sources.write(
                "rdf-data/local.jsonld",
                "{\"@context\": \"file:///etc/hostname\", \"@id\": \"http://example.org/x\", \"label\": \"x\"}");
        sources.write(
                "rdf-data/nested.jsonld",
                """
                {"@context": {"t": {"@id": "http://example.org/t", "@context": "https://example.org/c.jsonld"}},
                 "t": {"label": "x"}}""");
        sources.write("ontology/context.jsonld", "{\"@context\": \"https://w3id.org/stay-tuned/context.jsonld\"}");
        sources.write("rdf-data/round.jsonld", WHOLE.get("jsonld"));

        assertThat(faults(sources.judge(), "contexts"))
                .extracting(Fault::file)
                .contains("rdf-data/local.jsonld", "rdf-data/nested.jsonld", "rdf-data/round.jsonld");
    }

    @Test
    void whatIsTooLongIsRefusedWithAShortMessage() {
        String much = "x".repeat(3_000_000);
        String about = "<http://example.org/x> <http://www.w3.org/2000/01/rdf-schema#label> ";
        sources.write("rdf-data/literal.nt", about + "\"" + much + "\" .\n");
        sources.write("rdf-data/iri.nt", about + "<http://example.org/ " + much + "> .\n");
        sources.write("rdf-data/relative.nt", about + "<" + much + "> .\n");
        sources.write("rdf-data/language.nt", about + "\"x\"@" + much + " .\n");
        sources.write("rdf-data/prefix.ttl", much + ":a a " + much + ":b .\n");
        sources.write("rdf-data/word.ttl", much);
        sources.write(
                "rdf-data/number.ttl", about + "\"" + much + "\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n");
        sources.write("rdf-data/element.rdf", "<" + much + ">");
        sources.write("rdf-data/term.jsonld", "{\"" + much + "\": \"x\"}");
        sources.write("rdf-data/deep.jsonld", "{\"@graph\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}");
        sources.write("rdf-data/deep.ttl", "<http://example.org/x> a " + "(".repeat(100_000));
        sources.write("rdf-data/deep.rdf", "<a>".repeat(100_000));

        assertThat(faults(sources.judge(), "long"))
                .extracting(Fault::file)
                .contains(
                        "rdf-data/literal.nt",
                        "rdf-data/iri.nt",
                        "rdf-data/relative.nt",
                        "rdf-data/language.nt",
                        "rdf-data/prefix.ttl",
                        "rdf-data/word.ttl",
                        "rdf-data/number.ttl",
                        "rdf-data/element.rdf",
                        "rdf-data/term.jsonld",
                        "rdf-data/deep.jsonld",
                        "rdf-data/deep.ttl",
                        "rdf-data/deep.rdf");
    }

    @Test
    void aCompressedFileIsNotRead() {
        sources.write("rdf-data/bomb.ttl.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0});
        sources.write("rdf-data/bomb.ttl", new byte[] {0x1f, (byte) 0x8b, 8, 0});

        assertThat(faults(sources.judge(), "compressed"))
                .extracting(Fault::file)
                .containsExactlyInAnyOrder("rdf-data/bomb.ttl", "rdf-data/bomb.ttl.gz");
    }

    /** How many of so many releases are refused. */
    private int spoil(String name, String whole, int times) {
        int refused = 0;
        for (int seed = 0; seed < times; seed++) {
            String what = name + " spoilt " + seed;
            sources.write(name, spoilt(whole, new Random(seed)));
            try {
                Verdict verdict = sources.judge();
                if (verdict instanceof Verdict.Publishable good) {
                    canBeSent(good.release());
                } else {
                    refused++;
                }
                faults(verdict, what);
            } catch (RuntimeException | StackOverflowError e) {
                fail(what, e);
            }
        }
        sources.write(name, whole);
        return refused;
    }

    /** What is found wrong, each with its file and a message that one can read. */
    private List<Fault> faults(Verdict verdict, String what) {
        List<Fault> faults = verdict instanceof Verdict.Rejected rejected
                ? rejected.faults()
                : ((Verdict.Publishable) verdict).warnings();
        if (verdict instanceof Verdict.Rejected) {
            assertThat(faults).as(what).anyMatch(Fault::stopsTheRelease);
        }
        for (Fault fault : faults) {
            assertThat(sources.file(fault.file())).as(what).isRegularFile();
            assertThat(fault.message()).as(what).isNotBlank().hasSizeLessThanOrEqualTo(LONGEST_MESSAGE);
            assertThat(fault.message()
                            .chars()
                            .noneMatch(letter -> Character.isISOControl(letter) && letter != '\n' && letter != '\t'))
                    .as(what + ": " + fault.message())
                    .isTrue();
        }
        return faults;
    }

    private static void canBeSent(Release release) {
        for (Lang syntax : List.of(Lang.NQUADS, Lang.TRIG)) {
            RDFWriter.source(release.content().dataset()).lang(syntax).output(OutputStream.nullOutputStream());
        }
        for (Lang syntax : List.of(Lang.RDFXML, Lang.JSONLD)) {
            RDFWriter.source(release.content().dataset().getDefaultGraph())
                    .lang(syntax)
                    .output(OutputStream.nullOutputStream());
        }
    }

    private static byte[] spoilt(String whole, Random random) {
        String text = whole;
        for (int more = random.nextInt(3); more >= 0; more--) {
            text = spoiltText(text, random);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(5) == 0 && bytes.length > 0) {
            for (int more = random.nextInt(3); more >= 0; more--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return random.nextInt(12) == 0 ? withLoneSurrogate(bytes, random) : bytes;
    }

    private static String spoiltText(String text, Random random) {
        if (text.isEmpty()) {
            return "x";
        }
        int place = random.nextInt(text.length());
        int end = Math.min(text.length(), place + random.nextInt(12));
        String start = text.substring(0, place);
        String rest = text.substring(place);
        List<String> lines = new ArrayList<>(text.lines().toList());
        return switch (random.nextInt(11)) {
            case 0 -> {
                lines.remove(random.nextInt(lines.size()));
                yield String.join("\n", lines);
            }
            case 1 -> {
                Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
                yield String.join("\n", lines);
            }
            case 2 -> {
                lines.add(lines.get(random.nextInt(lines.size())));
                yield String.join("\n", lines);
            }
            case 3 -> start;
            case 4 -> start + text.substring(end);
            case 5 -> start + text.substring(place, end).repeat(3) + rest;
            case 6 -> start + PIECES.get(random.nextInt(PIECES.size())).repeat(2_000) + rest;
            default -> start + PIECES.get(random.nextInt(PIECES.size())) + rest;
        };
    }

    private static byte[] withLoneSurrogate(byte[] bytes, Random random) {
        int place = random.nextInt(bytes.length + 1);
        byte[] all = Arrays.copyOf(bytes, bytes.length + 3);
        System.arraycopy(bytes, place, all, place + 3, bytes.length - place);
        all[place] = (byte) 0xED;
        all[place + 1] = (byte) 0xA0;
        all[place + 2] = (byte) 0x80;
        return all;
    }
}
