package eu.staytuned.lod.web;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Queries that use every part of SPARQL, and of what Jena adds to it, in ways that nobody means; some with a few words wrong. The
 * same number makes the same one.
 */
final class RandomQueries {

    private static final String PREFIXES =
            """
            PREFIX afn: <http://jena.apache.org/ARQ/function#>
            PREFIX apf: <http://jena.apache.org/ARQ/property#>
            PREFIX fn: <http://www.w3.org/2005/xpath-functions#>
            PREFIX list: <http://jena.apache.org/ARQ/list#>
            PREFIX math: <http://www.w3.org/2005/xpath-functions/math#>
            PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
            PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
            PREFIX st: <%1$sontology#>
            PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
            PREFIX city: <%1$sid/city/>
            """;

    private static final List<String> IRIS = List.of(
            "city:ghent",
            "city:gothenburg",
            "st:City",
            "rdf:type",
            "rdfs:label",
            "st:population",
            "st:country",
            "st:livesIn",
            "st:born");

    private static final List<String> ODD_IRIS = List.of(
            "<urn:x>",
            "<>",
            "<a/../b>",
            "<relative path>",
            "<http://[::1>",
            "<urn:x-arq:UnionGraph>",
            "<urn:x-arq:DefaultGraph>",
            "<_:b1>",
            "rdf:nil",
            "nowhere:x");

    private static final List<String> LITERALS = List.of(
            "0",
            "-1",
            "1.5",
            "1e308",
            "-1e-400",
            "99999999999999999999999999",
            "'a'",
            "''",
            "'Gent'@nl",
            "'Γάνδη'@el",
            "'a'@x-y-z",
            "true",
            "'NaN'^^xsd:double",
            "'-INF'^^xsd:float",
            "'nonsense'^^xsd:integer",
            "'2026-02-30'^^xsd:date",
            "'-0001-01-01T24:00:00Z'^^xsd:dateTime",
            "'99999999999-01-01'^^xsd:date",
            "'P1Y2M'^^xsd:duration",
            "'PT99999999999999999999S'^^xsd:dayTimeDuration",
            "'--02-30'^^xsd:gMonthDay",
            "'25:61:61'^^xsd:time",
            "'<a>'^^rdf:XMLLiteral",
            "'<b>x</b>'^^rdf:HTML",
            "'{}'^^rdf:JSON",
            "'zz'^^xsd:hexBinary",
            "'='^^xsd:base64Binary",
            "'''long\n'''",
            "<<( city:ghent rdfs:label 'x' )>>",
            "'(a+)+$'",
            "'['",
            "'$1\\\\'",
            "'i'");

    private static final List<String> FUNCTIONS = List.of(
            "STR",
            "LANG",
            "LANGMATCHES",
            "DATATYPE",
            "BOUND",
            "IRI",
            "URI",
            "BNODE",
            "RAND",
            "ABS",
            "CEIL",
            "FLOOR",
            "ROUND",
            "CONCAT",
            "STRLEN",
            "UCASE",
            "LCASE",
            "ENCODE_FOR_URI",
            "CONTAINS",
            "STRSTARTS",
            "STRENDS",
            "STRBEFORE",
            "STRAFTER",
            "YEAR",
            "MONTH",
            "DAY",
            "HOURS",
            "MINUTES",
            "SECONDS",
            "TIMEZONE",
            "TZ",
            "NOW",
            "UUID",
            "STRUUID",
            "MD5",
            "SHA1",
            "SHA512",
            "COALESCE",
            "IF",
            "STRLANG",
            "STRDT",
            "SAMETERM",
            "ISIRI",
            "ISBLANK",
            "ISNUMERIC",
            "REGEX",
            "SUBSTR",
            "REPLACE",
            "ADJUST",
            "TRIPLE",
            "SUBJECT",
            "ISTRIPLE",
            "STRLANGDIR",
            "HASLANG",
            "LANGDIR",
            "xsd:integer",
            "xsd:dateTime",
            "xsd:double",
            "fn:format-number",
            "fn:substring",
            "fn:matches",
            "fn:replace",
            "fn:round",
            "fn:adjust-dateTime-to-timezone",
            "fn:years-from-duration",
            "fn:collation-key",
            "fn:normalize-unicode",
            "fn:apply",
            "fn:error",
            "math:pow",
            "math:atan2",
            "math:exp10",
            "afn:strjoin",
            "afn:substr",
            "afn:localname",
            "afn:namespace",
            "afn:sha1sum",
            "afn:bnode",
            "afn:timezone",
            "st:nothing");

    private static final List<String> PROPERTY_FUNCTIONS = List.of(
            "list:member",
            "list:index",
            "list:length",
            "apf:splitIRI",
            "apf:strSplit",
            "apf:concat",
            "apf:bag",
            "apf:seq",
            "apf:assign",
            "apf:str",
            "rdfs:member",
            "apf:textMatch",
            "apf:versionARQ",
            "apf:blankNode");

    private static final List<String> AGGREGATES = List.of(
            "COUNT(*)",
            "COUNT(DISTINCT *)",
            "COUNT(?a)",
            "SUM(?b)",
            "AVG(DISTINCT ?c)",
            "MIN(?a)",
            "MAX(?d)",
            "SAMPLE(?c)",
            "GROUP_CONCAT(?c; SEPARATOR='\\n')",
            "GROUP_CONCAT(DISTINCT ?a)",
            "MEDIAN(?a)",
            "MODE(?b)",
            "AGG <http://jena.apache.org/ARQ/function#stdev> (?a)",
            "FOLD(?a)",
            "FOLD(?a, ?b)");

    private static final List<String> WORDS = List.of(
            "{",
            "}",
            "(",
            ")",
            ".",
            ";",
            ",",
            "*",
            "SELECT",
            "WHERE",
            "FILTER",
            "OPTIONAL",
            "UNION",
            "MINUS",
            "GRAPH",
            "SERVICE",
            "VALUES",
            "BIND",
            "AS",
            "GROUP",
            "BY",
            "ORDER",
            "LIMIT",
            "-1",
            "?a",
            "$a",
            "_:b",
            "[]",
            "<",
            ">",
            "'",
            "\"",
            "\\",
            "^^",
            "@",
            "|",
            "/",
            "!",
            "UNDEF",
            "DESCRIBE",
            "EXISTS",
            "#",
            "\u0000",
            "\ufffd",
            "都市",
            "INSERT DATA");

    private final Random random;

    private RandomQueries(long seed) {
        random = new Random(seed);
    }

    /** @param base of the IRIs of the site */
    static String of(long seed, String base) {
        RandomQueries queries = new RandomQueries(seed);
        String query = PREFIXES.formatted(base) + queries.query();
        return queries.chance(5) ? queries.misspelt(query) : query;
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String some(int most, String between, java.util.function.Supplier<String> part) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(i -> part.get())
                .collect(Collectors.joining(between));
    }

    private String misspelt(String query) {
        StringBuilder text = new StringBuilder(query);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int place = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.insert(place, one(WORDS));
                case 1 -> text.delete(place, Math.min(text.length(), place + 1 + random.nextInt(6)));
                case 2 ->
                    text.insert(place, text.substring(place, Math.min(text.length(), place + random.nextInt(30))));
                default -> text.setCharAt(place, (char) (32 + random.nextInt(96)));
            }
        }
        return text.toString();
    }

    private String query() {
        String data = chance(20) ? one(List.of("FROM", "FROM NAMED")) + " " + iri() + " " : "";
        String where = data + "WHERE " + group(2);
        return switch (random.nextInt(10)) {
            case 0 -> "ASK " + where;
            case 1 -> "DESCRIBE " + one(List.of("*", "?a", "?a ?b", "city:ghent", "<urn:nowhere> ?c")) + " " + where;
            case 2, 3 -> "CONSTRUCT { " + some(3, "", this::template) + " } " + where + modifiers();
            case 4 -> "CONSTRUCT { GRAPH " + term() + " { " + template() + " } } " + where;
            case 5 -> "JSON { 'x' : ?a , \"y\" : " + one(LITERALS) + " } " + where;
            default -> select(where);
        };
    }

    private String select(String where) {
        if (chance(3)) {
            String group =
                    chance(4) ? "" : " GROUP BY " + one(List.of("?a", "?a ?b", "(STR(?c) AS ?g)", "STRLEN(STR(?a))"));
            return "SELECT " + (group.contains("?a") && !group.contains("STRLEN") ? "?a " : "") + "(" + one(AGGREGATES)
                    + " AS ?n) (" + one(AGGREGATES) + " AS ?m) " + where + group
                    + (chance(3) ? " HAVING (" + one(AGGREGATES) + " > " + expression(1) + ")" : "") + modifiers();
        }
        return "SELECT " + one(List.of("", "", "DISTINCT ", "REDUCED "))
                + one(List.of("*", "*", "?a", "?a ?b", "?nothing", "(" + expression(2) + " AS ?e)", "?a (?b AS ?e)"))
                + " "
                + where + modifiers() + (chance(10) ? " VALUES ?a { " + one(LITERALS) + " UNDEF }" : "");
    }

    private String modifiers() {
        return (chance(3) ? " ORDER BY " + one(List.of("", "DESC")) + "(" + expression(1) + ") ?b" : "")
                + (chance(3) ? " LIMIT " + one(List.of("0", "1", "7", "2147483648", "20", "9223372036854775808")) : "")
                + (chance(6) ? " OFFSET " + one(List.of("0", "3", "9223372036854775807")) : "");
    }

    private String variable() {
        return "?" + "abcd".charAt(random.nextInt(4));
    }

    private String term() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> iri();
            case 2 -> one(LITERALS);
            case 3 -> chance(3) ? one(List.of("_:b", "[]", "( 1 ?a )", "[ rdfs:label ?c ]")) : variable();
            default -> variable();
        };
    }

    private String iri() {
        return one(chance(30) ? ODD_IRIS : IRIS);
    }

    private String template() {
        return term() + " " + (chance(2) ? variable() : iri()) + " " + term() + " . ";
    }

    private String triple() {
        String subject = chance(4) ? iri() : variable();
        String predicate =
                switch (random.nextInt(8)) {
                    case 0 -> path(2);
                    case 1 -> one(PROPERTY_FUNCTIONS);
                    case 2, 3 -> variable();
                    default -> iri();
                };
        return subject + " " + predicate + " " + (chance(8) ? "(" + some(3, " ", this::term) + ")" : term()) + " . ";
    }

    private String path(int depth) {
        if (depth == 0) {
            return iri();
        }
        return switch (random.nextInt(9)) {
            case 0 -> "(" + path(depth - 1) + ")*";
            case 1 -> "(" + path(depth - 1) + "|^" + path(depth - 1) + ")+";
            case 2 -> "(" + path(depth - 1) + "/" + path(depth - 1) + ")?";
            case 3 -> "!(" + iri() + "|^" + iri() + ")";
            case 4 -> "(" + path(depth - 1) + "){0,3}";
            case 5 -> "(" + path(depth - 1) + "){" + (chance(3) ? "9999999999" : random.nextInt(30)) + "}";
            case 6 -> chance(4) ? "shortest(" + path(depth - 1) + ")" : "a";
            case 7 -> "^(" + path(depth - 1) + ")";
            default -> path(depth - 1);
        };
    }

    private String group(int depth) {
        return "{ " + triple() + some(3, "", () -> element(depth)) + "} ";
    }

    private String element(int depth) {
        if (depth == 0) {
            return triple();
        }
        return switch (random.nextInt(18)) {
            case 0 -> "OPTIONAL " + group(depth - 1);
            case 1 -> group(depth - 1) + "UNION " + group(depth - 1);
            case 2 -> "MINUS " + group(depth - 1);
            case 3 -> "GRAPH " + (chance(2) ? iri() : variable()) + " " + group(depth - 1);
            case 4, 5 -> "FILTER(" + expression(2) + ") ";
            case 6 -> "FILTER NOT EXISTS " + group(depth - 1);
            case 7 -> "BIND(" + expression(2) + " AS ?x" + random.nextInt(1_000) + ") ";
            case 8 -> "VALUES (?a ?b) { (" + one(LITERALS) + " UNDEF) (" + iri() + " " + one(LITERALS) + ") } ";
            case 9 -> "{ SELECT " + variable() + " " + group(depth - 1) + modifiers() + "} ";
            case 10 -> "LATERAL " + group(depth - 1);
            case 11 -> "UNFOLD(" + expression(1) + " AS ?u" + random.nextInt(1_000) + ") ";
            case 12 -> "LET (?l" + random.nextInt(1_000) + " := " + expression(1) + ") ";
            case 13 -> "SEMIJOIN " + group(depth - 1);
            case 14 ->
                "{ SELECT (" + one(AGGREGATES) + " AS ?n" + random.nextInt(1_000) + ") " + group(depth - 1) + "} ";
            default -> triple();
        };
    }

    private String expression(int depth) {
        if (depth == 0) {
            return chance(2) ? variable() : chance(3) ? iri() : one(LITERALS);
        }
        String left = expression(depth - 1);
        return switch (random.nextInt(9)) {
            case 0 ->
                "(" + left + one(List.of(" + ", " - ", " * ", " / ", " = ", " != ", " < ", " >= "))
                        + expression(depth - 1) + ")";
            case 1 -> "(" + left + one(List.of(" && ", " || ")) + "!" + expression(depth - 1) + ")";
            case 2 ->
                "(" + left + one(List.of(" IN ", " NOT IN ")) + "(" + some(3, ", ", () -> expression(depth - 1)) + "))";
            case 3 -> one(List.of("EXISTS ", "NOT EXISTS ")) + group(0);
            case 4 -> "(- " + left + ")";
            default -> one(FUNCTIONS) + "(" + some(4, ", ", () -> expression(depth - 1)) + ")";
        };
    }
}
