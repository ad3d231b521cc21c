package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

class NegotiationTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Anything goes: a page
                "``                                                          | html",
                "*/*                                                         | html",
                "*/*;q=0.1                                                   | html",
                // Named
                "text/html                                                   | html",
                "application/xhtml+xml                                       | html",
                "text/turtle                                                 | ttl",
                "application/ld+json                                         | jsonld",
                "application/rdf+xml                                         | rdf",
                "application/n-triples                                       | nt",
                "application/trig                                            | trig",
                "application/n-quads                                         | nq",
                // By another name
                "application/json                                            | jsonld",
                "application/x-turtle                                        | ttl",
                "text/n3                                                     | ttl",
                "application/xml                                             | rdf",
                "text/plain                                                  | nt",
                // Quality
                "application/rdf+xml;q=0.4, application/n-triples;q=0.9      | nt",
                "text/turtle;q=0.5, text/html;q=0.4                          | ttl",
                "text/turtle;q=0.001, image/png                              | ttl",
                "TEXT/TURTLE;Q=1.0, text/html;q=0.9                          | ttl",
                // A name is a wish, a wildcard is not
                "application/json, */*                                       | jsonld",
                "text/turtle, */*                                            | ttl",
                "*/*, application/rdf+xml                                    | rdf",
                "application/json, text/*                                    | jsonld",
                "text/*, */*                                                 | html",
                "text/turtle;q=0.9, */*;q=0.9                                | ttl",
                "text/turtle;q=0.1, */*                                      | html",
                // Specificity decides which quality counts, not order or size
                "text/*;q=1, text/html;q=0.2                                 | ttl",
                "*/*;q=1, text/html;q=0.1, text/turtle;q=0.1                 | jsonld",
                "text/html;q=0, */*                                          | ttl",
                "text/html;q=0, text/turtle;q=0, */*;q=0.1                   | jsonld",
                // Named graphs, for those who clearly want them
                "application/n-quads, application/ld+json;q=0.8              | nq",
                "application/trig, text/turtle;q=0.9                         | ttl",
                "application/n-quads;q=0.1                                   | nq",
                // Equally welcome: our order
                "text/turtle, text/html                                      | html",
                "application/rdf+xml, text/turtle                            | ttl",
                "application/rdf+xml, application/ld+json                    | jsonld",
                "application/n-quads, application/trig                       | trig",
                "application/*                                               | jsonld",
                "application/*, application/ld+json;q=0                      | rdf",
                "application/*+json                                          | jsonld",
                // Parameters
                "text/turtle;charset=utf-8                                   | ttl",
                "application/ld+json;profile=\"http://www.w3.org/ns/json-ld#expanded\" | jsonld",
                "text/html;level=1;q=1, text/turtle;q=0.5                    | ttl",
                "text/html;level=1;q=0.3, text/html;q=0.7, text/turtle;q=0.5 | html",
                // What cannot be read is passed over
                "text, text/turtle                                           | ttl",
                "text/turtle;q=high, application/rdf+xml;q=0.1               | rdf",
                "text/turtle;q=1.5, application/rdf+xml;q=0.1                | rdf",
                ", ,text/turtle,                                             | ttl",
                "*;q=.2                                                      | html",
                "/, application/n-triples                                    | nt",
                // What browsers and libraries send
                "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,application/n-triples;q=0.8,text/turtle;q=0.6,application/rdf+xml;q=0.5,text/n3;q=0.35,application/xml;q=0.3,image/svg+xml;q=0.3,text/xml;q=0.3,text/html;q=0.2,application/xhtml+xml;q=0.18,application/json;q=0.135 | jsonld",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8 | html",
                "application/rdf+xml, text/turtle;q=0.9, application/n-triples;q=0.8, */*;q=0.1 | rdf",
                "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.3 | ttl",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2        | html"
            })
    void documentsComeInTheSyntaxAskedFor(String accept, String extension) {
        assertThat(Negotiation.choose(accept.isBlank() ? List.of() : List.of(accept)))
                .map(Representation::extension)
                .contains(extension);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image/png",
                "text/csv, application/pdf",
                "*/*;q=0",
                "text/turtle;q=0",
                "text/html;level=1",
                "text",
                "q=1",
                "/"
            })
    void whatWeDoNotHaveIsNotMadeUp(String accept) {
        assertThat(Negotiation.choose(List.of(accept))).isEmpty();
    }

    @Test
    void severalHeaderLinesAreOneHeader() {
        assertThat(Negotiation.choose(List.of("text/html;q=0.1", "application/n-triples")))
                .map(Representation::extension)
                .contains("nt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html                                        | true",
                "text/html,application/xhtml+xml,*/*;q=0.8        | true",
                "*/*                                              | false",
                "text/*                                           | true",
                "application/json                                 | false",
                "text/turtle                                      | false",
                "application/problem+json, text/html              | false",
                "application/json;q=0.9, text/html                | true",
            })
    void problemsArePagesForThoseWhoReadPages(String accept, boolean page) {
        assertThat(Negotiation.prefersPage(
                        List.of(accept), List.of(MediaType.APPLICATION_PROBLEM_JSON, MediaType.APPLICATION_JSON)))
                .isEqualTo(page);
    }
}
