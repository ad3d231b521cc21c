import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the early leaving rates of a table of Eurostat as observations of a data cube, one Turtle file an area.
 *
 * <pre>
 * java scripts/EurostatCube.java scripts/early-leavers.csv rdf-data/observations
 * </pre>
 *
 * <p>The table has one value a line and the columns geo, level, year, sex, value, flag, source_repo, source_path. The
 * same table always gives the same bytes. A file is written for each area of the table; no other file is touched.
 */
class EurostatCube {

    private static final String COLUMNS = "geo,level,year,sex,value,flag,source_repo,source_path";

    /** Which state of which table a copy holds: concept of the vintage, then the document that the table is. */
    private static final Map<String, Vintage> VINTAGES = Map.of(
            "andrm101/ro-voting-prediction@83518da687455b24904a5ef6dbddbc63f601dfcf,"
                    + "data/raw/eurostat/edat_lfse_14_full.tsv",
            new Vintage("edat-lfse-14-2026", "eurostat-edat-lfse-14"),
            "andrm101/ro-voting-prediction@83518da687455b24904a5ef6dbddbc63f601dfcf,"
                    + "data/raw/eurostat/edat_lfse_16_full.tsv",
            new Vintage("edat-lfse-16-2026", "eurostat-edat-lfse-16"),
            "Namrashahiid/Assignment1_oko_mrf_ns@a4ae7e901d22a9df785f1c1b9209f67066d70a28,edat_lfse_16.csv",
            new Vintage("edat-lfse-16-2022-09-27", "eurostat-edat-lfse-16"));

    private static final Map<Character, String> FLAGS =
            Map.of('b', "break", 'u', "low-reliability", 'd', "definition-differs", 'e', "estimated");

    /** Notes that a reader of one series needs and the table does not hold. */
    private static final Map<String, String> NOTES = Map.of(
            "PT16",
            "The territory of PT16, a region up to NUTS 2021. PT19 of NUTS 2024 is another: their series must not be joined.",
            "PT19",
            "The territory of PT19, a region of NUTS 2024. PT16 of NUTS 2021 was another: their series must not be joined.");

    private static final String PREFIXES =
            """
            PREFIX age-group:          <https://w3id.org/stay-tuned/id/age-group/>
            PREFIX area:               <https://w3id.org/stay-tuned/id/area/>
            PREFIX dataset:            <https://w3id.org/stay-tuned/dataset/>
            PREFIX dcterms:            <http://purl.org/dc/terms/>
            PREFIX document:           <https://w3id.org/stay-tuned/id/document/>
            PREFIX figure-vintage:     <https://w3id.org/stay-tuned/id/figure-vintage/>
            PREFIX observation:        <https://w3id.org/stay-tuned/id/observation/>
            PREFIX observation-status: <https://w3id.org/stay-tuned/id/observation-status/>
            PREFIX qb:                 <http://purl.org/linked-data/cube#>
            PREFIX rdfs:               <http://www.w3.org/2000/01/rdf-schema#>
            PREFIX region:             <https://w3id.org/stay-tuned/id/region/>
            PREFIX sdmx-attribute:     <http://purl.org/linked-data/sdmx/2009/attribute#>
            PREFIX sdmx-dimension:     <http://purl.org/linked-data/sdmx/2009/dimension#>
            PREFIX series:             <https://w3id.org/stay-tuned/id/series/>
            PREFIX sex:                <https://w3id.org/stay-tuned/id/sex/>
            PREFIX skos:               <http://www.w3.org/2004/02/skos/core#>
            PREFIX slice-key:          <https://w3id.org/stay-tuned/id/slice-key/>
            PREFIX st:                 <https://w3id.org/stay-tuned/ontology#>
            PREFIX unit:               <https://w3id.org/stay-tuned/id/unit/>
            PREFIX xsd:                <http://www.w3.org/2001/XMLSchema#>
            """;

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: java scripts/EurostatCube.java <table.csv> <folder for the Turtle files>");
            System.exit(2);
        }
        Path table = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        Map<String, List<Value>> areas = new TreeMap<>();
        Set<String> seen = new LinkedHashSet<>();
        List<String> lines = Files.readAllLines(table, StandardCharsets.UTF_8);
        if (lines.isEmpty() || !lines.get(0).equals(COLUMNS)) {
            throw new IllegalArgumentException(table + ": the first line has to be " + COLUMNS);
        }
        for (int i = 1; i < lines.size(); i++) {
            try {
                Value value = Value.parse(lines.get(i));
                if (!seen.add(value.name())) {
                    throw new IllegalArgumentException("a second value for " + value.name());
                }
                areas.computeIfAbsent(value.geo(), geo -> new ArrayList<>()).add(value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(table + ":" + (i + 1) + ": " + e.getMessage());
            }
        }
        Files.createDirectories(folder);
        for (Map.Entry<String, List<Value>> area : areas.entrySet()) {
            Path file = folder.resolve(slug(area.getKey()) + ".ttl");
            Files.writeString(file, turtle(area.getKey(), area.getValue()), StandardCharsets.UTF_8);
        }
        System.out.println(seen.size() + " observations of " + areas.size() + " areas written to " + folder);
    }

    private static String turtle(String geo, List<Value> values) {
        StringBuilder text = new StringBuilder();
        List<String> slices = new ArrayList<>();
        for (Sex sex : Sex.values()) {
            List<Value> series = values.stream()
                    .filter(value -> value.sex() == sex)
                    .sorted((one, other) -> one.year().compareTo(other.year()))
                    .toList();
            if (!series.isEmpty()) {
                slices.add("series:" + series(geo, sex));
                text.append('\n').append(slice(geo, sex, series));
                series.forEach(value -> text.append('\n').append(value.turtle()));
            }
        }
        String cube = "\ndataset:early-leavers qb:slice "
                + String.join(" ,\n" + " ".repeat("dataset:early-leavers qb:slice ".length()), slices) + " .\n";
        return prefixesUsedIn(cube + text) + cube + text;
    }

    private static String slice(String geo, Sex sex, List<Value> series) {
        List<String> notes = new ArrayList<>();
        if (NOTES.containsKey(geo)) {
            notes.add("\"" + NOTES.get(geo) + "\"@en");
        }
        long vintages = series.stream().map(Value::vintage).distinct().count();
        if (vintages > 1) {
            notes.add("\"The values come from " + vintages
                    + " states of Eurostat's table; the vintage of each says from which.\"@en");
        }
        List<String> lines = new ArrayList<>();
        lines.add("series:" + series(geo, sex) + " a qb:Slice");
        lines.add("rdfs:label \"Early leaving rate, " + geo + ", " + sex.label + ", "
                + series.get(0).year() + " to " + series.get(series.size() - 1).year() + "\"@en");
        if (!notes.isEmpty()) {
            lines.add("skos:note " + list("skos:note", notes));
        }
        lines.add("dcterms:source "
                + list(
                        "dcterms:source",
                        series.stream().map(Value::source).distinct().sorted().toList()));
        lines.add("qb:sliceStructure slice-key:early-leavers-series");
        lines.add("sdmx-dimension:refArea " + area(geo));
        lines.add("st:sex " + sex.concept());
        lines.add("st:ageGroup age-group:18-24");
        lines.add("qb:observation "
                + list("qb:observation", series.stream().map(Value::iri).toList()));
        return String.join(" ;\n    ", lines) + " .\n";
    }

    private static String series(String geo, Sex sex) {
        return "early-leavers-" + slug(geo) + "-" + sex.code();
    }

    private static String list(String property, List<String> values) {
        return String.join(" ,\n" + " ".repeat(4 + property.length() + 1), values);
    }

    private static String prefixesUsedIn(String text) {
        return PREFIXES.lines()
                .filter(line -> {
                    String prefix = line.substring("PREFIX ".length(), line.indexOf(':') + 1);
                    return text.contains(" " + prefix) || text.contains("\n" + prefix) || text.contains("^^" + prefix);
                })
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String slug(String geo) {
        return geo.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String area(String geo) {
        return (geo.startsWith("EU27") ? "area:" : "region:") + slug(geo);
    }

    private record Vintage(String concept, String table) {}

    private enum Sex {
        T("total", "women and men"),
        F("female", "women"),
        M("male", "men");

        private final String concept;
        private final String label;

        Sex(String concept, String label) {
            this.concept = concept;
            this.label = label;
        }

        String concept() {
            return "sex:" + concept;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One line of the table. */
    private record Value(String geo, String year, Sex sex, String rate, String flags, Vintage vintage) {

        static Value parse(String line) {
            String[] fields = line.split(",", -1);
            if (fields.length != 8) {
                throw new IllegalArgumentException("eight fields are expected, not " + fields.length);
            }
            require(fields[0].matches("EU27_2020|[A-Z]{2}[A-Z0-9]{0,2}"), "no code of an area: " + fields[0]);
            require(fields[2].matches("(19|20)\\d\\d"), "no year: " + fields[2]);
            require(Arrays.stream(Sex.values()).anyMatch(sex -> sex.name().equals(fields[3])), "no sex: " + fields[3]);
            require(fields[4].matches("\\d{1,2}\\.\\d"), "no rate with one decimal: " + fields[4]);
            require(
                    fields[5].chars().allMatch(flag -> FLAGS.containsKey((char) flag))
                            && fields[5].chars().distinct().count() == fields[5].length(),
                    "unknown flags: " + fields[5]);
            Vintage vintage = VINTAGES.get(fields[6] + "," + fields[7]);
            require(
                    vintage != null,
                    "no vintage is known for " + fields[6] + "," + fields[7]
                            + "; add it to this program and to ontology/schemes/figure-vintage.ttl");
            return new Value(fields[0], fields[2], Sex.valueOf(fields[3]), fields[4], fields[5], vintage);
        }

        private static void require(boolean condition, String message) {
            if (!condition) {
                throw new IllegalArgumentException(message);
            }
        }

        String name() {
            return series(geo, sex) + "-" + year;
        }

        String iri() {
            return "observation:" + name();
        }

        String source() {
            return "document:" + vintage.table();
        }

        String turtle() {
            List<String> lines = new ArrayList<>();
            lines.add(iri() + " a qb:Observation");
            lines.add("rdfs:label \"Early leaving rate, " + geo + ", " + sex.label + ", " + year + "\"@en");
            lines.add("qb:dataSet dataset:early-leavers");
            lines.add("sdmx-dimension:refArea " + area(geo));
            lines.add("sdmx-dimension:refPeriod \"" + year + "\"^^xsd:gYear");
            lines.add("st:sex " + sex.concept());
            lines.add("st:ageGroup age-group:18-24");
            lines.add("st:earlyLeavingRate " + rate);
            lines.add("sdmx-attribute:unitMeasure unit:percent");
            if (!flags.isEmpty()) {
                lines.add("st:observationStatus "
                        + list(
                                "st:observationStatus",
                                flags.chars()
                                        .mapToObj(flag -> "observation-status:" + FLAGS.get((char) flag))
                                        .toList()));
            }
            lines.add("st:vintage figure-vintage:" + vintage.concept());
            lines.add("dcterms:source " + source());
            return String.join(" ;\n    ", lines) + " .\n";
        }
    }
}
