package eu.staytuned.lod.web;

import eu.staytuned.lod.front.Wishes;
import eu.staytuned.lod.rdf.LanguagePreference;
import eu.staytuned.lod.sparql.Answers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The rules of this site by which headers are read, for those who stand before it. */
@Component
class ReaderWishes implements Wishes {

    private static final Set<String> PARAMETERS = parameters();

    private static Set<String> parameters() {
        Set<String> names = new HashSet<>(Answers.FORMAT_PARAMETERS);
        for (Facet facet : Facet.values()) {
            names.add(facet.parameter());
        }
        names.addAll(List.of(
                Choice.LIST,
                Choice.PAGE,
                Choice.SORT,
                ReaderLanguages.PARAMETER,
                SearchController.KIND,
                SearchController.QUERY,
                "by",
                "default-graph-uri",
                "named-graph-uri",
                "of",
                "query",
                "relation",
                "release",
                "table",
                "to"));
        return Set.copyOf(names);
    }

    /**
     * What one document is sent as.
     *
     * @param forRepository whether a dataset would rather be in the terms of DataCite
     */
    private record Form(Optional<Representation> representation, boolean forRepository) {}

    @Override
    public Object form(List<String> accept) {
        return new Form(Negotiation.choose(accept), DocumentResponses.isForRepository(accept));
    }

    @Override
    public String languages(List<String> acceptLanguage) {
        return String.join(",", LanguagePreference.of(List.of(), acceptLanguage));
    }

    @Override
    public boolean compressed(List<String> acceptEncoding) {
        return CompressionFilter.isGzipPreferred(acceptEncoding);
    }

    @Override
    public boolean isParameter(String name) {
        return PARAMETERS.contains(name);
    }
}
