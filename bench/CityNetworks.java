import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes an archived release of any size: networks, cities, their journeys and actions, claims and observations, in the
 * proportions of this repository's own data. The same number of statements always gives the same file.
 *
 * <pre>
 * java bench/CityNetworks.java 2000000 | gzip &gt; release.nq.gz
 * java bench/CityNetworks.java 2000000 release.nq
 * </pre>
 *
 * Every statement stands in one of the graphs {@code graph/generated/{network}}. What cities are called is made up.
 */
public class CityNetworks {

    private static final String BASE = "https://w3id.org/stay-tuned/";
    private static final String TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    private static final String LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
    private static final String DCTERMS = "http://purl.org/dc/terms/";
    private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
    private static final String[] LANGUAGES = {"en", "nl", "fr", "de", "el", "pt", "es", "ca", "sv", "bg", "et"};
    private static final String[] SYLLABLES = {"ba", "lo", "mi", "ra", "ton", "ville", "burg", "gö", "ná", "σο", "φι", "да", "ки"};
    private static final int CITIES = 9;
    private static final int ACTIONS = 3;
    private static final int YEARS = 34;

    private final Random random = new Random(7);
    private final PrintStream out;
    private final long wanted;
    private long written;
    private String graph = "";

    private CityNetworks(PrintStream out, long wanted) {
        this.out = out;
        this.wanted = wanted;
    }

    public static void main(String[] arguments) throws IOException {
        long wanted = arguments.length > 0 ? Long.parseLong(arguments[0]) : 100_000;
        try (PrintStream out = arguments.length > 1
                ? new PrintStream(Files.newOutputStream(Path.of(arguments[1])), false, StandardCharsets.UTF_8)
                : new PrintStream(new java.io.BufferedOutputStream(System.out, 1 << 16), false, StandardCharsets.UTF_8)) {
            new CityNetworks(out, wanted).write();
        }
    }

    private void write() {
        for (int network = 1; written < wanted; network++) {
            network(network);
        }
    }

    private void network(int number) {
        graph = BASE + "graph/generated/" + number;
        String network = id("network", "generated-" + number);
        thing(network, "Network");
        for (int i = 0; i < CITIES && written < wanted; i++) {
            city(network, number + "-" + (i + 1));
        }
    }

    private void city(String network, String name) {
        String city = id("city", "generated-" + name);
        thing(city, "City");
        link(city, BASE + "ontology#network", network);
        literal(city, "http://www.w3.org/2003/01/geo/wgs84_pos#lat", "%d.%04d".formatted(36 + random.nextInt(25), random.nextInt(10_000)), "decimal");
        literal(city, "http://www.w3.org/2003/01/geo/wgs84_pos#long", "%d.%04d".formatted(random.nextInt(30), random.nextInt(10_000)), "decimal");
        for (int i = 1; i <= ACTIONS; i++) {
            String action = id("action", "generated-" + name + "-" + i);
            thing(action, "Action");
            link(action, BASE + "ontology#city", city);
            link(action, BASE + "ontology#policyCategory", id("policy-category", random.nextBoolean() ? "prevention" : "intervention"));
            claim(action, name + "-" + i);
        }
        for (int year = 0; year < YEARS; year++) {
            String observation = id("observation", "generated-" + name + "-" + (1992 + year));
            link(observation, TYPE, "http://purl.org/linked-data/cube#Observation");
            link(observation, "http://purl.org/linked-data/cube#dataSet", BASE + "dataset/early-leavers");
            link(observation, BASE + "ontology#refArea", city);
            literal(observation, BASE + "ontology#refPeriod", "" + (1992 + year), "gYear");
            literal(observation, BASE + "ontology#rate", random.nextInt(30) + "." + random.nextInt(10), "decimal");
        }
    }

    private void claim(String about, String name) {
        String claim = id("claim", "generated-" + name);
        link(claim, TYPE, BASE + "ontology#Claim");
        link(claim, "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject", about);
        link(claim, DCTERMS + "source", id("document", "generated-" + name));
        text(claim, BASE + "ontology#quotation", words(30), "en");
    }

    private void thing(String thing, String type) {
        link(thing, TYPE, BASE + "ontology#" + type);
        String name = words(2);
        for (String language : LANGUAGES) {
            text(thing, LABEL, name, language);
            text(thing, DCTERMS + "description", words(25), language);
        }
        link(thing, DCTERMS + "source", id("document", "generated-" + random.nextInt(1_000)));
        link(thing, "http://www.w3.org/2002/07/owl#sameAs", "http://www.wikidata.org/entity/Q" + random.nextInt(100_000_000));
    }

    private static String id(String kind, String name) {
        return BASE + "id/" + kind + "/" + name;
    }

    private String words(int number) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < number; i++) {
            words.append(i == 0 ? "" : " ").append(SYLLABLES[random.nextInt(SYLLABLES.length)]).append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return words.toString();
    }

    private void link(String subject, String property, String object) {
        statement(subject, property, "<" + object + ">");
    }

    private void text(String subject, String property, String text, String language) {
        statement(subject, property, "\"" + text + "\"@" + language);
    }

    private void literal(String subject, String property, String lexical, String datatype) {
        statement(subject, property, "\"" + lexical + "\"^^<" + XSD + datatype + ">");
    }

    private void statement(String subject, String property, String object) {
        if (written < wanted) {
            out.print("<" + subject + "> <" + property + "> " + object + " <" + graph + "> .\n");
            written++;
        }
    }
}
