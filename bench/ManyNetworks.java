import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Writes a source folder with as many networks as make up a number of statements: each is the network of an archived
 * release once more, with its cities, journeys, actions, claims, events and figures, under names of its own. So the data
 * have the shape of the real ones at any size, keep to the same rules, and the example queries find something in them.
 *
 * <pre>
 * java bench/ManyNetworks.java var/releases/1/release.nq.gz 1000000 /tmp/many
 * java -jar target/stay-tuned-linked-data-*.jar --publication.sources=ontology,rdf-data,/tmp/many …
 * </pre>
 *
 * The same release and number always give the same files. A network is written whole, so there may be a few statements
 * more; places, documents and concepts are those of the release, which the folder therefore needs beside it.
 */
public class ManyNetworks {

    private static final String BASE = "https://w3id.org/stay-tuned/";

    /** What each network has of its own. */
    private static final Pattern OWN = Pattern.compile("<" + BASE + "(id/(?:network|city|journey|action|claim|partnership|"
            + "milestone|phase|event|local-policy|municipality|local-authority|neighbourhood|geometry|period|delivery-body|"
            + "observation|series)/[^>#/]+|dataset/(?:early-leavers|local-leaving-rates|local-leaver-counts))>");

    /** What the service writes, what is no part of a network, and what a thing has in common with no other. */
    private static final Pattern NOT_COPIED_GRAPHS =
            Pattern.compile(BASE + "(graph/(release|quality|inferred|ontology.*|catalog|queries.*|tables.*)|ontology/.*)");

    private static final Pattern NOT_COPIED_PROPERTIES = Pattern.compile("<(http://www.w3.org/2002/07/owl#sameAs|"
            + "http://www.w3.org/2000/01/rdf-schema#seeAlso|http://www.w3.org/2004/02/skos/core#(exactMatch|closeMatch|notation)|"
            + BASE + "ontology#(cityCode|lauCode|nationalCode))>");

    private static final String AREA = "<http://purl.org/linked-data/sdmx/2009/dimension#refArea>";
    private static final int NETWORKS_A_FILE = 10;

    private record Statement(String subject, String property, String object) {}

    public static void main(String[] arguments) throws IOException {
        List<Statement> network = network(Path.of(arguments[0]));
        long wanted = Long.parseLong(arguments[1]);
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        long written = 0;
        int number = 0;
        for (int file = 1; written < wanted; file++) {
            String name = String.format("networks-%04d", file);
            try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(name + ".nq"), StandardCharsets.UTF_8)) {
                for (int i = 0; i < NETWORKS_A_FILE && written < wanted; i++) {
                    written += write(network, ++number, BASE + "graph/" + name + "/" + number, out);
                }
            }
        }
        System.out.printf("%,d statements about %,d networks%n", written, number);
    }

    private static List<Statement> network(Path release) throws IOException {
        List<Statement> network = new ArrayList<>();
        Set<String> own = new HashSet<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(release), 1 << 16), StandardCharsets.UTF_8))) {
            String instance = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (instance.isEmpty() && line.contains("/graph/")) {
                    int graph = line.lastIndexOf('<') + 1;
                    instance = line.substring(graph, line.indexOf("graph/", graph));
                }
                String canonical = instance.isEmpty() ? line : line.replace("<" + instance, "<" + BASE);
                int property = canonical.indexOf(' ') + 1;
                int object = canonical.indexOf(' ', property) + 1;
                int graph = canonical.lastIndexOf('<');
                Statement statement = new Statement(
                        canonical.substring(0, property - 1),
                        canonical.substring(property, object - 1),
                        canonical.substring(object, graph - 1));
                String name = canonical.substring(graph + 1, canonical.lastIndexOf('>'));
                if (OWN.matcher(statement.subject()).matches()
                        && !NOT_COPIED_GRAPHS.matcher(name).matches()
                        && !NOT_COPIED_PROPERTIES.matcher(statement.property()).matches()
                        && !statement.object().equals("<http://www.w3.org/ns/dcat#Dataset>")
                        && !statement.object().startsWith("_:")) {
                    network.add(statement);
                    own.add(statement.subject());
                }
            }
        }
        return network(network, own);
    }

    private static List<Statement> network(List<Statement> all, Set<String> own) {
        // Each network has figures about places of its own; about one that many share there would be as many figures.
        Map<String, String> places = new HashMap<>();
        for (Statement statement : all) {
            String code = statement.object().replaceFirst(".*/id/region/([a-z]{2}[a-z0-9]*)>", "$1");
            if (statement.property().equals("<" + BASE + "ontology#region>") && code.length() >= 4) {
                String municipality =
                        "<" + BASE + "id/municipality/" + statement.subject().replaceFirst(".*/", "");
                if (own.contains(municipality)) {
                    places.put("<" + BASE + "id/region/" + code.substring(0, 2) + ">", municipality);
                }
            }
        }
        // A claim about something else would have to be true of it.
        Set<String> elsewhere = new HashSet<>();
        for (Statement statement : all) {
            boolean figure = statement.property().equals(AREA) && statement.object().contains("/id/region/")
                    || statement.property().equals(AREA) && statement.object().contains("/id/area/");
            boolean claim = statement.property().equals("<" + BASE + "ontology#about>");
            if (figure && !places.containsKey(statement.object()) || claim && !own.contains(statement.object())) {
                elsewhere.add(statement.subject());
            }
        }
        // What only others speak of keeps its name.
        return all.stream()
                .filter(statement -> !elsewhere.contains(statement.subject()) && !elsewhere.contains(statement.object()))
                .map(statement -> {
                    String object = statement.property().equals(AREA)
                            ? places.getOrDefault(statement.object(), statement.object())
                            : statement.object();
                    return new Statement(
                            mark(statement.subject()), statement.property(), own.contains(object) ? mark(object) : text(object));
                })
                .toList();
    }

    /** A place for the number of the network. */
    private static String mark(String iri) {
        return iri.substring(0, iri.length() - 1) + "-n\0>";
    }

    private static String text(String object) {
        int language = object.lastIndexOf("\"@");
        if (!object.startsWith("\"") || language < 0) {
            return object;
        }
        boolean sentence = object.startsWith(".", language - 1);
        int end = sentence ? language - 1 : language;
        return object.substring(0, end) + " \0" + object.substring(end);
    }

    private static long write(List<Statement> network, int number, String graph, BufferedWriter out) throws IOException {
        String digits = "" + number;
        for (Statement statement : network) {
            out.write(statement.subject().replace("\0", digits));
            out.write(' ');
            out.write(statement.property());
            out.write(' ');
            out.write(statement.object().replace("\0", digits));
            out.write(" <" + graph + "> .\n");
        }
        return network.size();
    }
}
