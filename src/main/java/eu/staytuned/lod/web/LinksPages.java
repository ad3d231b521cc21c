package eu.staytuned.lod.web;

import eu.staytuned.lod.links.Link;
import eu.staytuned.lod.links.OutgoingLinks;
import eu.staytuned.lod.links.Selection;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.web.LinksPage.Row;
import eu.staytuned.lod.web.LinksPage.Target;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Counted;
import eu.staytuned.lod.web.ResourcePage.Download;
import eu.staytuned.lod.web.ResourcePage.Paging;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.jena.graph.Node;

/** Turns links into what their page shows. */
final class LinksPages {

    static final String PATH = "links";
    static final String TO = "to";
    static final String RELATION = "relation";

    private static final int ROWS = 50;

    private final OutgoingLinks links;
    private final Reading reading;

    LinksPages(OutgoingLinks links, Reading reading) {
        this.links = links;
        this.reading = reading;
    }

    /** What an address says of a selection. */
    static Parameters parameters(Selection selection) {
        return Parameters.NONE
                .with(TO, selection.to())
                .with(RELATION, selection.relation().map(Node::getURI).orElse(""));
    }

    /** The address of links in one format. */
    static String address(LinksFormat format, Parameters asked, IriSpace iris) {
        return iris.resolve(asked.of(PATH + "." + format.extension()));
    }

    /** An IRI with a prefix in place of its beginning, where there is one. */
    static String prefixed(String iri, Map<String, String> prefixes) {
        return prefixes.entrySet().stream()
                .filter(prefix -> iri.startsWith(prefix.getValue()))
                .max(Comparator.comparingInt(prefix -> prefix.getValue().length()))
                .map(prefix ->
                        prefix.getKey() + ":" + iri.substring(prefix.getValue().length()))
                .orElse(iri);
    }

    /** Whom we link to, or the links to one of them. */
    Map<String, Object> of(Selection selection, Parameters asked, int wanted) {
        boolean everywhere = asked.all().isEmpty();
        List<Link> all = everywhere ? List.of() : selection.links();
        int pages = Math.max(1, (all.size() + ROWS - 1) / ROWS);
        int number = Math.min(wanted, pages);
        int from = (number - 1) * ROWS;
        List<Link> shown = all.subList(from, Math.min(all.size(), from + ROWS));
        Parameters any = asked.without(RELATION);
        LinksPage page = new LinksPage(
                everywhere ? targets(links.targets()) : List.of(),
                everywhere ? List.of() : counted(selection.counts(), any),
                selection.relation().map(reading::link),
                reading.site().link(any.of(PATH)),
                shown.stream().map(this::row).toList(),
                from + 1,
                from + shown.size(),
                selection.links().size(),
                LinksFormat.ALL.stream()
                        .map(format -> new Download(
                                format.label(),
                                reading.site().file(asked.of(PATH + "." + format.extension())),
                                format.mediaType()))
                        .toList(),
                reading.link(reading.iris().node(reading.edition().path())),
                paging(asked, number, pages));
        String heading = everywhere || selection.to().isEmpty()
                ? reading.message("links.title")
                : reading.message("links.to", name(selection.to()));
        return Leafing.with(page.paging(), content(page, heading, everywhere ? "" : selection.to()));
    }

    /** Whom we do link to, where nothing leads to what was asked for. */
    Map<String, Object> ofNothing(String to) {
        List<eu.staytuned.lod.links.Target> near = links.near(to);
        LinksPage page = new LinksPage(
                targets(near.isEmpty() ? links.targets() : near),
                List.of(),
                Optional.empty(),
                reading.site().link(PATH),
                List.of(),
                0,
                0,
                0,
                List.of(),
                reading.link(reading.iris().node(reading.edition().path())),
                Optional.empty());
        Map<String, Object> content = content(page, reading.message("links.title"), SearchController.shown(to));
        content.put("near", !near.isEmpty());
        content.put("unlisted", true);
        return content;
    }

    private Map<String, Object> content(LinksPage page, String heading, String to) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("page", page);
        content.put("to", to);
        content.put("heading", heading);
        content.put("description", reading.message("links.lead"));
        return content;
    }

    /** The name of the dataset, where the IRI is what its IRIs begin with; else the IRI, by its prefix. */
    private String name(String iri) {
        return links.targets().stream()
                .filter(target -> target.space().equals(iri))
                .findFirst()
                .map(target -> named(target).text())
                .orElseGet(() -> prefixed(iri, links.prefixes()));
    }

    private Text named(eu.staytuned.lod.links.Target target) {
        return reading.texts()
                .label(target.node())
                .orElseGet(() ->
                        Text.of(target.space().replaceFirst("^https?://", "").replaceFirst("[/#]$", "")));
    }

    private List<Target> targets(List<eu.staytuned.lod.links.Target> targets) {
        List<Target> shown = new ArrayList<>();
        for (eu.staytuned.lod.links.Target target : targets) {
            Parameters to = Parameters.NONE.with(
                    TO, target.prefixes().stream().findFirst().orElse(target.space()));
            shown.add(new Target(
                    Value.link(named(target), reading.site().link(to.of(PATH)), false, target.space()),
                    target.space(),
                    target.links(),
                    counted(target.counts(), to)));
        }
        return shown;
    }

    private List<Counted> counted(SortedMap<Node, Integer> counts, Parameters to) {
        return counts.entrySet().stream()
                .map(count -> new Counted(
                        Value.link(
                                reading.name(count.getKey()),
                                reading.site()
                                        .link(to.with(
                                                        RELATION,
                                                        prefixed(count.getKey().getURI(), links.prefixes()))
                                                .of(PATH)),
                                false,
                                prefixed(count.getKey().getURI(), links.prefixes())),
                        count.getValue(),
                        false))
                .toList();
    }

    private Row row(Link link) {
        String iri = link.theirs().getURI();
        Text theirs = reading.texts()
                .label(link.theirs())
                .orElseGet(() -> Text.of(prefixed(iri, links.prefixes()).replaceFirst("^https?://", "")));
        return new Row(
                reading.link(link.ours()),
                reading.link(link.relation()),
                Value.link(theirs, reading.site().href(iri), true, iri),
                iri);
    }

    private Optional<Paging> paging(Parameters asked, int number, int pages) {
        return pages == 1 ? Optional.empty() : Optional.of(Leafing.of(number, pages, asked, PATH, reading));
    }
}
