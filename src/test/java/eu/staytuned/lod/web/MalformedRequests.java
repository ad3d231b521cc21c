package eu.staytuned.lod.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Requests to every kind of address with something wrong in each, or several things. The same number makes the same one. */
final class MalformedRequests {

    private static final List<String> METHODS =
            List.of("GET", "GET", "GET", "GET", "HEAD", "POST", "POST", "OPTIONS", "PUT", "DELETE", "PATCH");

    private static final List<String> ODD_METHODS = List.of(
            "TRACE", "CONNECT", "get", "PROPFIND", "PRI", "G\u0001T", "G<T", "", "GET,POST", "X".repeat(300), "Héad");

    private static final List<String> PATHS = List.of(
            "/",
            "/id/city/ghent",
            "/doc/city/ghent",
            "/doc/city/ghent.ttl",
            "/doc/city/ghent.html",
            "/doc/odd/hostile.rdf",
            "/linkset/doc/city/ghent.json",
            "/ontology",
            "/sparql",
            "/search",
            "/search/suggestions",
            "/explore",
            "/explore.csv",
            "/compare",
            "/compare.csv",
            "/concepts",
            "/queries",
            "/queries/cities.csv",
            "/data",
            "/data/cities.csv",
            "/data/stay-tuned.xlsx",
            "/dumps",
            "/dumps/7",
            "/dumps/7/stay-tuned.nq.gz",
            "/dumps/latest/stay-tuned.nq.gz",
            "/changes",
            "/changes.json",
            "/changes/7/1.json",
            "/changes.xml",
            "/catalog",
            "/dataset/stay-tuned.datacite.json",
            "/releases/7",
            "/releases/7.datacite.json",
            "/q",
            "/q/0123456789abcdef",
            "/q/0123456789abcdef/citation",
            "/resolve",
            "/reconcile",
            "/reconcile/nl",
            "/reconcile/preview",
            "/reconcile/suggest/entity",
            "/reconcile/extend/propose",
            "/links",
            "/links.sssom.tsv",
            "/how-you-see-us",
            "/quality",
            "/guides",
            "/guides/python",
            "/api",
            "/openapi.json",
            "/opensearch.xml",
            "/sitemap.xml",
            "/sitemap/1.xml",
            "/robots.txt",
            "/llms.txt",
            "/.well-known/void",
            "/.well-known/resourcesync",
            "/.well-known/api-catalog",
            "/style.css",
            "/favicon.ico",
            "/error",
            "/actuator/health");

    private static final List<String> NAMES = List.of(
            "query",
            "queries",
            "extend",
            "q",
            "page",
            "lang",
            "release",
            "format",
            "output",
            "timeout",
            "explain",
            "default-graph-uri",
            "named-graph-uri",
            "update",
            "graph",
            "city",
            "category",
            "kind",
            "uri",
            "notation",
            "to",
            "from",
            "id",
            "prefix",
            "type",
            "cursor",
            "limit",
            "callback",
            "region",
            "x[]",
            "");

    /** What may be in an address, escaped or not, and upsets somebody. */
    private static final List<String> ODD_LETTERS = List.of(
            "%00",
            "%",
            "%zz",
            "%C3%28",
            "%ED%A0%80",
            "%F5%80%80%80",
            "%c0%af",
            "%2e%2e%2f",
            "../",
            "/./",
            "..;/",
            ";jsessionid=1",
            "%2F",
            "%5c",
            "\\",
            "//",
            "%0d%0aSet-Cookie:%20a=b",
            "%0a",
            "%7f",
            "|",
            "<",
            "\"",
            "{x}",
            "${7*7}",
            "#{7*7}",
            "__${7*7}__::.x",
            "[",
            "^",
            "`",
            "\u0001",
            "\u00ff",
            "\t",
            " ",
            "~",
            "'",
            "(",
            "*",
            "+",
            ",",
            "%E2%80%AE",
            "%EF%BB%BF",
            "%F0%9F%92%A9",
            "%u0041",
            "?",
            "&",
            "=",
            "#x",
            ":",
            "@",
            "http://evil.example/");

    private static final List<String> ODD_VALUES = List.of(
            "",
            "0",
            "-1",
            "1",
            "2147483648",
            "99999999999999999999",
            "1e309",
            "NaN",
            "0x10",
            "null",
            "true",
            "en",
            "xx-yy-zz",
            "{",
            "[",
            "{}",
            "[]",
            "{\"q0\":{\"query\":1}}",
            "{\"q0\":{\"query\":\"ghent\",\"limit\":-5,\"type\":[[]]}}",
            "{\"ids\":[null],\"properties\":[{}]}",
            "{\"queries\":[{\"conditions\":[{\"matchType\":\"name\"}]}]}",
            "SELECT",
            "SELECT * { ?s ?p ",
            "SELECT * { ?s ?p ?o } LIMIT 1",
            "SELECT * { ?s ?p ?o } LIMIT 99999999999999999999",
            "DESCRIBE <a b>",
            "http://[::1",
            "http://a b/",
            "urn:",
            "wd:Q1",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "text/turtle;q=2",
            "../../etc/passwd",
            "\ud800",
            "\udc00x",
            "\ufffe",
            "Ж".repeat(300),
            "a ".repeat(2_000),
            "(".repeat(500),
            "\"".repeat(99),
            "*".repeat(50),
            "ghent~99 AND (a OR",
            "..",
            "%s%n%x");

    private static final List<String> ODD_HEADERS = List.of(
            "Accept: */*;q=x",
            "Accept: ;;;",
            "Accept: text/turtle;q=0.5;q=0.7, */",
            "Accept: text/html;level=\"1,2\\\"\", \"",
            "Accept: application/n-quads\u0001",
            "Accept: text/*;q=0, */*;q=0",
            "Accept: " + "text/turtle,".repeat(900),
            "Accept-Language: *-*, en_US, 中文, i-klingon;q=-1",
            "Accept-Language: " + "a-".repeat(500),
            "Accept-Encoding: gzip;q=abc, , ;q=1, identity;q=0, *;q=0",
            "Accept-Charset: utf-7",
            "If-None-Match: \"",
            "If-None-Match: W/, *, \"x",
            "If-Match: nonsense",
            "If-Modified-Since: yesterday",
            "If-Unmodified-Since: Thu, 32 Foo 99999 25:61:61 GMT",
            "If-Range: \"x\"",
            "Range: bytes=9-1",
            "Range: bytes=-",
            "Range: bytes=0-0,1-1,2-2,99999999999999999999999-",
            "Range: lines=1-2",
            "Content-Type: application/x-www-form-urlencoded;charset=klingon",
            "Content-Type: multipart/form-data",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: application/json;charset=\"",
            "Content-Type: text/csv",
            "Content-Type: application/sparql-query",
            "Content-Type: application/sparql-update",
            "Content-Type: text/",
            "Content-Type: \u00ff/\u00fe",
            "Content-Encoding: gzip",
            "Content-Encoding: x-bomb, gzip",
            "Content-Length: -1",
            "Content-Length: 1x",
            "Content-Length: 99999999999999999999",
            "Content-Length: 5",
            "Content-Length: 5\r\nContent-Length: 6",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: banana",
            "Transfer-Encoding: chunked\r\nContent-Length: 3",
            "Expect: 100-continue",
            "Expect: the unexpected",
            "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nConnection: Upgrade, HTTP2-Settings",
            "Upgrade: websocket\r\nConnection: upgrade",
            "Host: evil.example",
            "Host: a b",
            "Host: [::1",
            "Host: localhost:99999999",
            "Host: ",
            "X-Forwarded-For: , ,\"', 999.1.1.1, [::",
            "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: javascript\r\nX-Forwarded-Port: x",
            "X-Forwarded-Prefix: //evil.example",
            "Forwarded: for=\"[::\";proto=;host=\"",
            "X-Original-URL: /actuator/env\r\nX-Rewrite-URL: /actuator/env",
            "X-HTTP-Method-Override: DELETE",
            "Origin: null",
            "Access-Control-Request-Method: \u0001\r\nOrigin: https://evil.example",
            "Cookie: " + "a=b;".repeat(1_000),
            "Authorization: Basic ////",
            "Signature-Agent: x",
            "No colon at all",
            ": no name",
            "Space before : colon",
            "X: a\r\n folded",
            "X\u0000Y: 1",
            "X: \u0000",
            "X: a\rb",
            "\u0007: bell",
            "X: " + "x".repeat(20_000));

    private static final List<String> ODD_BODIES = List.of(
            "query=%",
            "query=SELECT&query=ASK",
            "query=\u00ff\u00fe",
            "q=%FF&q=%C3%28",
            "queries={\"q0\":{\"query\":\"ghent\"}",
            "queries=[1,2,3]",
            "extend={\"ids\":1}",
            "{\"queries\": [" + "[".repeat(3_000),
            "\"\\ud800\"",
            "uri\r\n\"http://a",
            "\u0000\u0001\u0002",
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>",
            "--x\r\nContent-Disposition: form-data; name=\"query\"; filename=\"../../x\"\r\n\r\nASK",
            "5\r\nASK{}\r\n0\r\n\r\n",
            "zz\r\nASK{}\r\n",
            "fffffffffffffffff\r\n",
            "a=1&".repeat(5_000));

    private static final List<String> ODD_LINES = List.of(
            "",
            "\r\n\r\n\r\nGET / HTTP/1.1",
            "GET",
            "GET /",
            "GET  /  HTTP/1.1",
            "GET / HTTP/0.9",
            "GET / HTTP/1.2",
            "GET / HTTP/2.0",
            "GET / HTTP/1.1 HTTP/1.1",
            "GET / http/1.1",
            "GET / HTTP/1.1\u0000",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000",
            "* / *",
            "GET /?" + "a".repeat(140_000) + " HTTP/1.1",
            "GET http://localhost:99999/ HTTP/1.1",
            "GET http:///x HTTP/1.1",
            "OPTIONS * HTTP/1.1");

    private MalformedRequests() {}

    /** A request, in bytes as they are sent. */
    static byte[] of(long seed) {
        Random random = new Random(seed);
        String line = one(METHODS, random) + " " + one(PATHS, random);
        List<String> headers = new ArrayList<>();
        String host = "Host: localhost";
        String body = "";
        String parameters = "";
        int faults = 1 + random.nextInt(3);
        for (int i = 0; i < faults; i++) {
            switch (random.nextInt(14)) {
                case 0, 1 -> line = into(line, one(ODD_LETTERS, random), random);
                case 2 -> line = line + one(ODD_LETTERS, random);
                case 3, 4, 5 -> parameters += parameter(random);
                case 6 -> parameters += "&a=1".repeat(random.nextInt(3_000));
                case 7, 8, 9 -> {
                    String odd = one(ODD_HEADERS, random);
                    if (odd.startsWith("Host:") && random.nextBoolean()) {
                        host = odd;
                    } else {
                        headers.add(odd);
                    }
                }
                case 10 -> {
                    line = "POST" + line.substring(Math.max(0, line.indexOf(' ')));
                    body = one(ODD_BODIES, random);
                    headers.add("Content-Type: "
                            + one(
                                    List.of(
                                            "application/x-www-form-urlencoded",
                                            "application/json",
                                            "application/sparql-query",
                                            "multipart/form-data; boundary=x",
                                            "text/csv"),
                                    random));
                    if (random.nextInt(4) > 0) {
                        headers.add("Content-Length: " + (body.length() + random.nextInt(3) - 1));
                    }
                }
                case 11 -> line = one(ODD_METHODS, random) + line.substring(Math.max(0, line.indexOf(' ')));
                case 12 -> line = noise(line, random);
                default -> {
                    if (random.nextInt(3) == 0) {
                        host = "X-No-Host: 1";
                    } else {
                        line += "/" + "%2e".repeat(random.nextInt(400)) + "x".repeat(random.nextInt(9_000));
                    }
                }
            }
        }
        if (!parameters.isEmpty()) {
            line += "?" + parameters.substring(1);
        }
        line += " HTTP/1." + (random.nextInt(20) == 0 ? 0 : 1);
        if (random.nextInt(12) == 0) {
            line = one(ODD_LINES, random);
        }
        headers.add(host);
        headers.add("Connection: close");
        if (random.nextInt(3) == 0) {
            headers.add("Accept: " + one(List.of("text/html", "text/turtle", "application/json", "a/b"), random));
        }
        Collections.shuffle(headers, random);
        String end = random.nextInt(15) == 0 ? "\n" : "\r\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // What is beyond Latin-1 in a value stands for itself, in UTF-8; all else is bytes.
        bytes.writeBytes(bytes(line + end + String.join(end, headers) + end + end));
        bytes.writeBytes(bytes(body));
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(letter -> {
            if (letter < 256) {
                bytes.write(letter);
            } else {
                bytes.writeBytes(Character.toString(letter).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    private static String parameter(Random random) {
        String value = one(ODD_VALUES, random);
        StringBuilder text = new StringBuilder("&").append(one(NAMES, random));
        if (random.nextInt(8) > 0) {
            text.append('=').append(random.nextInt(3) > 0 ? encoded(value) : one(ODD_LETTERS, random));
        }
        return text.toString();
    }

    /** Percent-encoded as most clients do, so that it arrives. */
    private static String encoded(String value) {
        StringBuilder text = new StringBuilder();
        for (byte one : value.getBytes(StandardCharsets.UTF_8)) {
            text.append(Character.isLetterOrDigit(one) && one > 0 ? "" + (char) one : "%%%02X".formatted(one & 0xff));
        }
        return text.toString();
    }

    private static String into(String text, String insertion, Random random) {
        int start = Math.max(0, text.indexOf('/'));
        int place = start + random.nextInt(text.length() - start + 1);
        return text.substring(0, place) + insertion + text.substring(place);
    }

    /** With some letters replaced by any byte. */
    private static String noise(String text, Random random) {
        StringBuilder noisy = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            noisy.setCharAt(random.nextInt(noisy.length()), (char) random.nextInt(256));
        }
        return noisy.toString();
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
