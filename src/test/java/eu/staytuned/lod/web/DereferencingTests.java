package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every IRI of the release answers, and answers right: one row for each request.
 *
 * <p>Columns: method and path; what the request says besides; status and media type; what the answer's headers say, each
 * as {@code name: value} with {@code ~} for the base, {@code ETag: "…ttl"} for a tag that ends so, {@code -name} for one
 * that is absent, and {@code name ∋ part} for one that has this in it.
 */
class DereferencingTests extends SiteTest {

    private static final String TURTLE = "text/turtle";
    private static final String BROWSER =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    @ParameterizedTest(name = "{0} [{1}] → {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
    # A thing: 303 to the representation that suits
    GET /id/city/ghent                  |                                        | 303 text/plain            | Location: ~doc/city/ghent.html; Vary ∋ Accept
    GET /id/city/ghent                  | Accept: */*                            | 303 text/plain            | Location: ~doc/city/ghent.html
    GET /id/city/ghent                  | Accept: text/turtle                    | 303 text/plain            | Location: ~doc/city/ghent.ttl; Link ∋ <~doc/city/ghent>; rel="describedby"
    GET /id/city/ghent                  | Accept: application/ld+json            | 303 text/plain            | Location: ~doc/city/ghent.jsonld
    GET /id/city/ghent                  | Accept: application/json, */*          | 303 text/plain            | Location: ~doc/city/ghent.jsonld
    GET /id/city/ghent                  | Accept: application/rdf+xml            | 303 text/plain            | Location: ~doc/city/ghent.rdf
    GET /id/city/ghent                  | Accept: application/n-triples          | 303 text/plain            | Location: ~doc/city/ghent.nt
    GET /id/city/ghent                  | Accept: application/trig               | 303 text/plain            | Location: ~doc/city/ghent.trig
    GET /id/city/ghent                  | Accept: BROWSER                        | 303 text/plain            | Location: ~doc/city/ghent.html
    GET /id/city/ghent?lang=nl          | Accept: text/html                      | 303 text/plain            | Location: ~doc/city/ghent.html?lang=nl
    GET /id/city/ghent?lang=nl          | Accept: text/turtle                    | 303 text/plain            | Location: ~doc/city/ghent.ttl
    GET /id/city/ghent                  | Accept: image/png                      | 406 application/problem+json | Vary ∋ Accept; Link ∋ <~doc/city/ghent.ttl>; rel="alternate"
    HEAD /id/city/ghent                 | Accept: text/turtle                    | 303 text/plain            | Location: ~doc/city/ghent.ttl
    GET /id/country/belgium             | Accept: text/turtle                    | 303 text/plain            | Location: ~doc/country/belgium.ttl
    GET /id/topic/education             | Accept: text/turtle                    | 303 text/plain            | Location: ~doc/topic/education.ttl
    GET /id/note/only-in-a-shape        | Accept: text/turtle                    | 303 text/plain            | Location: ~doc/note/only-in-a-shape.ttl
    GET /id/city/sleepy                 | Accept: text/turtle                    | 303 text/plain            | Location: ~doc/city/sleepy.ttl

    # Things that are not there, not any more, or not written so
    GET /id/city/nowhere                |                                        | 404 application/problem+json | Vary ∋ Accept; Cache-Control: no-cache
    GET /id/city/nowhere                | Accept: BROWSER                        | 404 text/html             | Vary ∋ Accept
    GET /id/city/nowhere                | Accept: text/turtle                    | 404 application/problem+json |
    HEAD /id/city/nowhere               |                                        | 404                       |
    GET /id/city/old-ghent              |                                        | 410 application/problem+json | Link ∋ <~id/city/ghent>; rel="successor-version"
    GET /id/city/old-ghent              | Accept: BROWSER                        | 410 text/html             |
    GET /doc/city/old-ghent             | Accept: text/turtle                    | 410 application/problem+json |
    GET /doc/city/old-ghent.ttl         |                                        | 410 application/problem+json |
    GET /id/city/ghent/                 |                                        | 301                       | Location: ~id/city/ghent
    GET /id/City/Ghent                  |                                        | 301                       | Location: ~id/city/ghent
    GET /ID/city/ghent                  |                                        | 301                       | Location: ~id/city/ghent
    GET /id//city/ghent                 |                                        | 301                       | Location: ~id/city/ghent
    GET /id/city/ghent;jsessionid=ABC   |                                        | 301                       | Location: ~id/city/ghent
    GET /doc/City/Ghent.ttl?page=2      |                                        | 301                       | Location: ~doc/city/ghent.ttl?page=2
    GET /id/city                        |                                        | 301                       | Location: ~id/city/

    # The links around a document
    GET /linkset/doc/city/ghent         |                                        | 200 application/linkset+json | Content-Location: ~linkset/doc/city/ghent.json
    GET /linkset/doc/city/ghent         | Accept: application/linkset            | 200 application/linkset   | Content-Location: ~linkset/doc/city/ghent.linkset; Vary ∋ Accept
    GET /linkset/doc/city/ghent         | Accept: image/png                      | 406 application/problem+json |
    GET /linkset/doc/city/ghent.json    |                                        | 200 application/linkset+json | Access-Control-Allow-Origin: *
    HEAD /linkset/doc/city/ghent.linkset |                                       | 200 application/linkset   |
    GET /linkset/doc/city/ghent.csv     |                                        | 404 application/problem+json |
    GET /linkset/doc/city/nowhere.json  |                                        | 404 application/problem+json |
    GET /linkset/doc/city/old-ghent.json |                                       | 410 application/problem+json |
    GET /linkset/index.json             |                                        | 200 application/linkset+json |
    GET /id/city/ghent                  |                                        | 303                       | Link ∋ <~linkset/doc/city/ghent.json>; rel="linkset"

    # A document: negotiated
    GET /doc/city/ghent                 |                                        | 200 text/html             | Content-Location: ~doc/city/ghent.html; ETag: "…html"
    GET /doc/city/ghent                 | Accept: BROWSER                        | 200 text/html             | Vary ∋ Accept-Language; Content-Language: en; Link ∋ rel="alternate describedby"; type="text/turtle"
    GET /doc/city/ghent                 | Accept: text/turtle                    | 200 text/turtle;charset=utf-8 | Content-Location: ~doc/city/ghent.ttl; ETag: "…ttl"; Vary ∋ Accept; Last-Modified: Sun, 22 Nov 2026 12:00:00 GMT
    GET /doc/city/ghent                 | Accept: text/turtle                    | 200 text/turtle           | Cache-Control ∋ public; Link ∋ <~doc/city/ghent.html>; rel="describes"
    GET /doc/city/ghent                 | Accept: text/html                      | 200 text/html             | Link ∋ <~id/city/ghent>; rel="cite-as"; Link ∋ <https://schema.org/AboutPage>; rel="type"
    GET /doc/city/ghent                 | Accept: text/turtle                    | 200 text/turtle           | Link ∋ <~doc/city/ghent>; rel="canonical"; Link ∋ <https://creativecommons.org/licenses/by/4.0/>; rel="license"
    GET /doc/city/ghent                 | Accept: text/turtle                    | 200 text/turtle           | Link ∋ <~linkset/doc/city/ghent.json>; rel="linkset"; type="application/linkset+json"; Link ∋ <~id/city/>; rel="collection"
    GET /doc/city/ghent                 | Accept: application/ld+json            | 200 application/ld+json   | Content-Location: ~doc/city/ghent.jsonld; ETag: "…jsonld"
    GET /doc/city/ghent                 | Accept: application/json, */*          | 200 application/ld+json   | Content-Location: ~doc/city/ghent.jsonld
    GET /doc/city/ghent                 | Accept: application/rdf+xml            | 200 application/rdf+xml   | ETag: "…rdf"
    GET /doc/city/ghent                 | Accept: application/xml                | 200 application/rdf+xml   |
    GET /doc/city/ghent                 | Accept: application/n-triples          | 200 application/n-triples | ETag: "…nt"
    GET /doc/city/ghent                 | Accept: application/trig               | 200 application/trig      | ETag: "…trig"
    GET /doc/city/ghent                 | Accept: application/n-quads            | 200 application/n-quads   | ETag: "…nq"
    GET /doc/city/ghent                 | Accept: application/rdf+xml;q=0.4, application/n-triples;q=0.9 | 200 application/n-triples |
    GET /doc/city/ghent                 | Accept: text/html;q=0, */*             | 200 text/turtle           |
    GET /doc/city/ghent                 | Accept: text/csv                       | 406 application/problem+json | Vary ∋ Accept; Link ∋ rel="alternate"; type="text/turtle"
    GET /doc/city/ghent                 | Accept: */*;q=0                        | 406 application/problem+json |
    GET /doc/city/ghent                 | Accept: text/csv, text/html;q=0.1      | 200 text/html             |
    HEAD /doc/city/ghent                | Accept: text/turtle                    | 200 text/turtle           | ETag: "…ttl"; Content-Location: ~doc/city/ghent.ttl; Link ∋ rel="canonical"
    GET /doc/city/nowhere               | Accept: text/turtle                    | 404 application/problem+json |

    # A document by the URL of a representation, whatever is accepted
    GET /doc/city/ghent.ttl             |                                        | 200 text/turtle;charset=utf-8 | ETag: "…ttl"; Vary ∋ Accept, Accept-Language; -Content-Disposition
    GET /doc/city/ghent.ttl             | Accept: application/json               | 200 text/turtle           | Vary ∋ Accept, Accept-Language
    GET /doc/city/ghent.ttl             | Accept: image/png                      | 200 text/turtle           |
    GET /doc/city/ghent.jsonld          |                                        | 200 application/ld+json   | Vary ∋ Accept, Accept-Language; -Content-Disposition
    GET /doc/city/ghent.rdf             |                                        | 200 application/rdf+xml   | Vary ∋ Accept, Accept-Language; -Content-Disposition
    GET /doc/city/ghent.nt              |                                        | 200 application/n-triples | Vary ∋ Accept, Accept-Language; -Content-Disposition
    GET /doc/city/ghent.trig            |                                        | 200 application/trig      | Vary ∋ Accept, Accept-Language; -Content-Disposition
    GET /doc/city/ghent.nq              |                                        | 200 application/n-quads   | Vary ∋ Accept, Accept-Language; -Content-Disposition
    GET /doc/city/ghent.html            | Accept: text/turtle                    | 200 text/html;charset=utf-8 | Vary ∋ Accept, Accept-Language; -Content-Disposition
    GET /doc/city/ghent.csv             |                                        | 404 application/problem+json |
    GET /doc/city/nowhere.ttl           |                                        | 404 application/problem+json |
    GET /doc/odd/unwritable.rdf         |                                        | 406 application/problem+json | Link ∋ <~doc/odd/unwritable.ttl>; rel="alternate"
    GET /doc/odd/unwritable.ttl         |                                        | 200 text/turtle           |
    GET /doc/odd/circle.jsonld          |                                        | 200 application/ld+json   |

    # Conditions
    GET /doc/city/ghent.ttl             | If-None-Match: ETAG                    | 304                       | ETag: "…ttl"; Vary ∋ Accept; Cache-Control ∋ public; Content-Location: ~doc/city/ghent.ttl
    GET /doc/city/ghent                 | Accept: text/turtle; If-None-Match: ETAG | 304                     | ETag: "…ttl"
    GET /doc/city/ghent                 | Accept: application/ld+json; If-None-Match: ETAG-OF-TURTLE | 200 application/ld+json |
    GET /doc/city/ghent.html            | Accept-Language: nl; If-None-Match: ETAG-OF-ENGLISH | 200 text/html |
    GET /doc/city/ghent.ttl?page=2      | If-None-Match: ETAG-OF-TURTLE          | 200 text/turtle           |
    GET /doc/city/ghent.ttl             | If-None-Match: "other"                 | 200 text/turtle           |
    GET /doc/city/ghent.ttl             | If-None-Match: *                       | 304                       |
    GET /doc/city/ghent.ttl             | If-None-Match: W/ETAG                  | 304                       |
    GET /doc/city/ghent.ttl             | If-Modified-Since: Sun, 22 Nov 2026 12:00:00 GMT | 304             |
    GET /doc/city/ghent.ttl             | If-Modified-Since: Sun, 22 Nov 2026 11:59:59 GMT | 200 text/turtle |
    GET /doc/city/ghent.ttl             | If-Modified-Since: now                 | 200 text/turtle           |
    GET /doc/city/ghent.ttl             | If-Match: "other"                      | 412                       |
    GET /doc/city/ghent.ttl             | If-Match: ETAG                         | 200 text/turtle           |
    HEAD /doc/city/ghent.ttl            | If-None-Match: ETAG                    | 304                       | ETag: "…ttl"

    # Pages of a long document
    GET /doc/city/ghent.ttl             |                                        | 200 text/turtle           | Link ∋ <~doc/city/ghent.ttl?page=2&release=7>; rel="next"; Link ∋ <~doc/city/ghent.ttl?page=3&release=7>; rel="last"
    GET /doc/city/ghent.ttl?page=3      |                                        | 200 text/turtle           | Link ∋ <~doc/city/ghent.ttl?page=2&release=7>; rel="prev"; ETag: "…ttl-3"
    GET /doc/city/ghent?page=2          | Accept: text/html                      | 200 text/html             | Content-Location: ~doc/city/ghent.html?page=2
    GET /doc/city/ghent.ttl?page=2&release=7 |                                   | 200 text/turtle           | ETag: "…ttl-2-pinned"; Content-Location: ~doc/city/ghent.ttl?page=2&release=7; Link ∋ <~doc/city/ghent?page=2>; rel="canonical"
    GET /id/city/ghent?release=7        | Accept: text/turtle                    | 303                       | Location: ~doc/city/ghent.ttl?release=7
    GET /doc/city/ghent?page=2&release=8 |                                       | 404 application/problem+json |
    GET /doc/city/ghent?page=2&release=x |                                       | 400 application/problem+json |
    GET /doc/city/ghent?page=2&release=3 |                                       | 410 application/problem+json | Link: <~doc/city/ghent>; rel="latest-version"
    GET /doc/city/ghent.ttl?page=4      |                                        | 404 application/problem+json |
    GET /doc/city/ghent.ttl?page=0      |                                        | 400 application/problem+json |
    GET /doc/city/ghent.ttl?page=one    |                                        | 400 application/problem+json |
    GET /doc/city/ghent.ttl?page=99999999999999999999 |                          | 400 application/problem+json |

    # Documents that are named by their own URLs
    GET /ontology                       | Accept: text/turtle                    | 200 text/turtle           | Content-Location: ~ontology.ttl; Link ∋ <~ontology>; rel="describes"
    GET /ontology                       | Accept: BROWSER                        | 200 text/html             | Content-Location: ~ontology.html
    GET /ontology.rdf                   |                                        | 200 application/rdf+xml   |
    GET /ontology/1.0.0                 | Accept: text/turtle                    | 200 text/turtle           | Content-Location: ~ontology/1.0.0.ttl
    GET /ontology/1.1.0                 | Accept: text/turtle                    | 200 text/turtle           | Content-Location: ~ontology/1.1.0.ttl
    GET /ontology/2.0.0                 | Accept: text/turtle                    | 404 application/problem+json |
    GET /ontology/                      |                                        | 301                       | Location: ~ontology
    GET /shapes                         | Accept: text/turtle                    | 200 text/turtle           |
    GET /graph/cities/ghent             | Accept: text/turtle                    | 200 text/turtle           | Content-Location: ~graph/cities/ghent.ttl
    GET /graph/cities/ghent.trig        |                                        | 200 application/trig      |
    GET /graph/ontology/shapes          | Accept: text/turtle                    | 200 text/turtle           |
    GET /dataset/stay-tuned             | Accept: text/turtle                    | 200 text/turtle           |
    GET /catalog                        | Accept: application/ld+json            | 200 application/ld+json   |
    GET /releases                       | Accept: text/turtle                    | 200 text/turtle           |
    GET /releases/7                     | Accept: text/turtle                    | 200 text/turtle           | Content-Location: ~releases/7.ttl
    GET /releases/8                     | Accept: text/turtle                    | 404 application/problem+json |

    # Collections
    GET /id/                            | Accept: text/turtle                    | 303 text/plain            | Location: ~doc.ttl
    GET /id/city/                       | Accept: text/turtle                    | 303 text/plain            | Location: ~doc/city.ttl
    GET /id/city/                       | Accept: BROWSER                        | 303 text/plain            | Location: ~doc/city.html
    GET /id/village/                    | Accept: text/turtle                    | 404 application/problem+json |
    GET /doc/city                       | Accept: text/html                      | 200 text/html             | Link ∋ <~id/city/ghent>; rel="item"
    GET /doc/city/                      | Accept: text/turtle                    | 301                       | Location: ~doc/city
    GET /doc/person.ttl?page=3          |                                        | 200 text/turtle           | Link ∋ <~doc/person.ttl?page=2&release=7>; rel="prev"
    GET /doc/person.ttl?page=4          |                                        | 404 application/problem+json |
    GET /doc                            | Accept: text/turtle                    | 200 text/turtle           |
    GET /graph                          | Accept: text/turtle                    | 200 text/turtle           |
    GET /graph/                         | Accept: text/turtle                    | 301                       | Location: ~graph
    GET /graph/cities                   | Accept: text/turtle                    | 200 text/turtle           |

    # The root
    GET /                               | Accept: BROWSER                        | 200 text/html             | Content-Location: ~index.html
    GET /                               | Accept: text/turtle                    | 200 text/turtle           | Content-Location: ~index.ttl
    GET /index.ttl                      |                                        | 200 text/turtle           |
    GET /style.css                      |                                        | 200 text/css              | Cache-Control ∋ max-age
    GET /robots.txt                     |                                        | 200 text/plain            |
    GET /favicon.svg                    |                                        | 200 image/svg+xml         |

    # IRIs in other letters
    GET /id/city/Malm%C3%B6             | Accept: text/turtle                    | 303 text/plain            | Location: ~doc/city/Malm%C3%B6.ttl
    GET /id/city/Malm%c3%b6             | Accept: text/turtle                    | 303 text/plain            | Location: ~doc/city/Malm%C3%B6.ttl
    GET /doc/city/Malm%C3%B6.ttl        |                                        | 200 text/turtle           | Link ∋ <~doc/city/Malm%C3%B6.html>; rel="describes"
    GET /doc/city/K%C3%B8benhavn        | Accept: text/turtle                    | 200 text/turtle           | Content-Location: ~doc/city/K%C3%B8benhavn.ttl
    GET /doc/city/%67hent               | Accept: text/turtle                    | 200 text/turtle           | Content-Location: ~doc/city/ghent.ttl
    GET /doc/city/a%2Fb                 | Accept: text/turtle                    | 200 text/turtle           | Content-Location: ~doc/city/a%2Fb.ttl
    GET /doc/city/a/b                   | Accept: text/turtle                    | 404 application/problem+json |
    GET /doc/city/a%252Fb               | Accept: text/turtle                    | 404 application/problem+json |
    GET /id/city/%C3%28                 | Accept: text/turtle                    | 400 application/problem+json |

    # Other methods
    OPTIONS /id/city/ghent              |                                        | 204                       | Allow ∋ GET; Allow ∋ HEAD; Allow ∋ OPTIONS
    OPTIONS /doc/city/ghent.ttl         |                                        | 204                       | Allow ∋ GET
    POST /id/city/ghent                 |                                        | 405 application/problem+json | Allow ∋ GET; Allow ∋ HEAD; Allow ∋ OPTIONS
    PUT /doc/city/ghent.ttl             |                                        | 405 application/problem+json | Allow ∋ GET
    DELETE /ontology                    |                                        | 405 application/problem+json | Allow ∋ GET
    PATCH /graph/cities/ghent           | Accept: BROWSER                        | 405 text/html             | Allow ∋ GET
    PROPFIND /                          |                                        | 405 application/problem+json | Allow ∋ GET
    POST /style.css                     |                                        | 405 application/problem+json | Allow ∋ GET

    # On every answer
    GET /doc/city/ghent.ttl             |                                        | 200 text/turtle           | X-Content-Type-Options: nosniff; Content-Security-Policy ∋ default-src 'none'; Referrer-Policy ∋ strict-origin; -Server; -X-Powered-By; -Set-Cookie
    GET /id/city/ghent                  |                                        | 303 text/plain            | X-Content-Type-Options: nosniff; -Server; Access-Control-Allow-Origin: *
    GET /id/city/nowhere                |                                        | 404 application/problem+json | X-Content-Type-Options: nosniff; -Server; Access-Control-Allow-Origin: *
    GET /doc/city/ghent.ttl             | Origin: https://example.org            | 200 text/turtle           | Access-Control-Allow-Origin: *; Access-Control-Expose-Headers ∋ ETag; Access-Control-Expose-Headers ∋ Link; -Access-Control-Allow-Credentials
    """)
    void everyIriAnswersAndAnswersRight(String request, String says, String answer, String headers) {
        HttpResponse<String> response = ask(request, says == null ? "" : says);

        String[] expected = answer.split(" ");
        assertThat(response.statusCode())
                .as("status, body %s", response.body())
                .isEqualTo(Integer.parseInt(expected[0]));
        if (expected.length > 1) {
            assertThat(header(response, "Content-Type")).startsWith(expected[1]);
        }
        for (String check : headers == null ? new String[0] : split(headers.replace("~", base()))) {
            check(response, check.strip());
        }
        if (request.startsWith("HEAD") || response.statusCode() == 304) {
            assertThat(response.body()).isEmpty();
        }
        if (header(response, "Content-Type").startsWith("application/problem+json") && !request.startsWith("HEAD")) {
            assertThat(response.body()).contains("\"status\":" + expected[0]).doesNotContain("Exception");
        }
    }

    /** At semicolons that separate checks; those within a Link header stand before "rel" or "type". */
    private static String[] split(String headers) {
        return headers.split("; (?!rel=|type=)");
    }

    private void check(HttpResponse<String> response, String check) {
        if (check.startsWith("-")) {
            assertThat(response.headers().firstValue(check.substring(1))).isEmpty();
        } else if (check.contains(" ∋ ")) {
            String[] parts = check.split(" ∋ ", 2);
            assertThat(header(response, parts[0])).as(parts[0]).contains(parts[1]);
        } else {
            String[] parts = check.split(": ", 2);
            String value = header(response, parts[0]);
            if (parts[1].contains("…")) {
                assertThat(value).as(parts[0]).startsWith("\"").endsWith(parts[1].substring(parts[1].indexOf('…') + 1));
            } else {
                assertThat(value).as(parts[0]).isEqualTo(parts[1]);
            }
        }
    }

    private HttpResponse<String> ask(String request, String says) {
        String[] line = request.split(" ");
        List<String> headers = new ArrayList<>();
        for (String one : says.isEmpty() ? new String[0] : says.split("; (?=If-)")) {
            String[] parts = one.split(": ", 2);
            headers.add(parts[0]);
            headers.add(parts[1].replace("BROWSER", BROWSER)
                    .replace("ETAG-OF-TURTLE", tag("doc/city/ghent.ttl"))
                    .replace("ETAG-OF-ENGLISH", tag("doc/city/ghent.html"))
                    .replace("ETAG", tag("doc/city/ghent.ttl")));
        }
        return send(line[0], line[1], headers.toArray(String[]::new));
    }

    private String tag(String path) {
        return header(get(path, TURTLE), "ETag");
    }

    private static String header(HttpResponse<String> response, String name) {
        return String.join(", ", response.headers().allValues(name));
    }
}
