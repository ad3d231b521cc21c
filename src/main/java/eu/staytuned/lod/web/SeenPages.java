package eu.staytuned.lod.web;

import eu.staytuned.lod.catalog.Harvest;
import eu.staytuned.lod.catalog.Indicator;
import eu.staytuned.lod.catalog.Indicator.Dimension;
import eu.staytuned.lod.catalog.Indicator.On;
import eu.staytuned.lod.catalog.MetadataQuality;
import eu.staytuned.lod.catalog.MetadataQuality.Finding;
import eu.staytuned.lod.catalog.MetadataQuality.Share;
import eu.staytuned.lod.catalog.ProfileVerdict;
import eu.staytuned.lod.catalog.Visit;
import eu.staytuned.lod.catalog.Visit.Found;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import eu.staytuned.lod.web.SeenPage.Count;
import eu.staytuned.lod.web.SeenPage.Dataset;
import eu.staytuned.lod.web.SeenPage.Fault;
import eu.staytuned.lod.web.SeenPage.Guest;
import eu.staytuned.lod.web.SeenPage.Row;
import eu.staytuned.lod.web.SeenPage.Side;
import eu.staytuned.lod.web.SeenPage.Step;
import eu.staytuned.lod.web.SeenPage.Verdict;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;

/** Turns a harvest into what its page shows. */
final class SeenPages {

    private static final Node ACCESS_SERVICE = Reading.iri(DCAT.NS + "accessService");

    /** What a dataset keeps to that is a vocabulary. */
    private static final Set<Node> VOCABULARIES = Set.of(
            Reading.iri("http://www.w3.org/TR/skos-reference/"), Reading.iri("http://www.w3.org/TR/owl2-overview/"));

    private static final Set<Indicator> NOT_OF_VOCABULARIES = Set.of(Indicator.PLACE, Indicator.TIME);

    private static final Set<Indicator> FORMATS = Set.of(Indicator.FORMAT_OPEN, Indicator.FORMAT_MACHINE_READABLE);

    private final Reading reading;
    private final Harvest harvest;
    private final MetadataQuality quality;
    private final NumberFormat numbers;

    SeenPages(Reading reading, Harvest harvest) {
        this.reading = reading;
        this.harvest = harvest;
        this.quality = harvest.quality();
        this.numbers = NumberFormat.getNumberInstance(reading.locale());
        numbers.setMaximumFractionDigits(1);
    }

    SeenPage page() {
        Node made = NodeFactory.createLiteralDT(harvest.made().toString(), XSDDatatype.XSDdateTime);
        return new SeenPage(
                reading.link(reading.iris().node(harvest.edition().path())),
                reading.texts().formatted(made).orElse(harvest.made().toString()),
                harvest.made().toString(),
                numbers.format(quality.points()),
                numbers.format(MetadataQuality.MOST),
                reading.message("seen.rating." + SeenTexts.lower(quality.rating())),
                Stream.of(Dimension.values()).map(this::side).toList(),
                quality.datasets().stream()
                        .map(entry -> new Dataset(
                                reading.link(entry.dataset()),
                                numbers.format(entry.points()),
                                entry.best().map(reading::link).stream().toList()))
                        .sorted(Comparator.comparing(Dataset::dataset, reading.byText()))
                        .toList(),
                verdict(harvest.profile()),
                harvest.visits().stream().map(this::guest).toList());
    }

    private Side side(Dimension dimension) {
        return new Side(
                dimension.term(),
                reading.message(SeenTexts.key(dimension)),
                numbers.format(quality.points(dimension)),
                dimension.most(),
                quality.points(dimension),
                Stream.of(Indicator.values())
                        .filter(indicator -> indicator.dimension() == dimension)
                        .map(this::row)
                        .toList());
    }

    private Row row(Indicator indicator) {
        List<Node> without = quality.without(indicator);
        Share share = quality.share(indicator);
        return new Row(
                indicator.term(),
                reading.message(SeenTexts.key(indicator)),
                indicator.property(),
                numbers.format(quality.points(indicator)),
                indicator.points(),
                without.isEmpty(),
                numbers.format(share.met()),
                numbers.format(share.of()),
                without.size() > 1 && without.size() == quality.datasets().size()
                        ? List.of(Value.of(Text.of(reading.message("seen.everywhere"))))
                        : reading.links(without),
                reasons(indicator, without));
    }

    private List<String> reasons(Indicator indicator, List<Node> without) {
        List<String> reasons = new ArrayList<>();
        if (!without.isEmpty()
                && NOT_OF_VOCABULARIES.contains(indicator)
                && without.stream().allMatch(dataset -> reading.objects(dataset, DCTerms.conformsTo.asNode()).stream()
                        .anyMatch(VOCABULARIES::contains))) {
            reasons.add(reading.message("seen.reason.vocabulary"));
        }
        List<Finding> unmet = indicator.on() == On.DATASET
                ? List.of()
                : quality.datasets().stream()
                        .flatMap(entry -> entry.distributions().stream())
                        .map(findings -> findings.get(indicator))
                        .filter(finding -> !finding.met())
                        .toList();
        if (FORMATS.contains(indicator)) {
            String types = unmet.stream()
                    .flatMap(finding -> reading.objects(finding.on(), DCTerms.format.asNode()).stream())
                    .filter(Node::isURI)
                    .map(type -> type.getURI().replaceFirst(".*/", ""))
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
            if (!types.isEmpty()) {
                reasons.add(reading.message("seen.reason.formats", types));
            }
        } else if (indicator == Indicator.SIZE
                && without.size() == quality.datasets().size()) {
            reasons.add(reading.message("seen.reason.size"));
        } else if (!unmet.isEmpty()
                && unmet.stream()
                        .allMatch(finding -> reading.graph().contains(finding.on(), ACCESS_SERVICE, Node.ANY))) {
            reasons.add(reading.message("seen.reason.service"));
        }
        return reasons;
    }

    private Verdict verdict(ProfileVerdict verdict) {
        return new Verdict(
                numbers.format(verdict.checked()),
                numbers.format(verdict.violations()),
                numbers.format(verdict.warnings()),
                verdict.results().stream()
                        .map(result -> new Fault(reading.link(result.focus()), result.message(), result.violation()))
                        .toList());
    }

    private Guest guest(Visit visit) {
        return new Guest(
                SeenTexts.lower(visit.client()),
                reading.message(SeenTexts.key(visit.client())),
                visit.isWell(),
                visit.found().entrySet().stream()
                        .map(found -> new Count(
                                reading.message(SeenTexts.key(found.getKey())),
                                found.getKey() == Found.BYTES
                                        ? reading.size(found.getValue())
                                        : numbers.format(found.getValue())))
                        .toList(),
                visit.steps().stream().map(this::step).toList(),
                visit.relations());
    }

    private Step step(Visit.Step step) {
        return new Step(
                "/" + step.address(),
                step.address().indexOf('…') < 0 ? reading.site().file(step.address()) : "",
                step.status(),
                step.type(),
                step.changed().map(reading.texts()::day).orElse(""),
                step.again() == 0 ? "" : Integer.toString(step.again()));
    }
}
