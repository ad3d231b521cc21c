package eu.staytuned.lod.web;

import eu.staytuned.lod.catalog.SitePages;
import java.util.List;
import org.springframework.stereotype.Component;

/** The pages that are no resource's and that people should find. */
@Component
class ListedPages implements SitePages {

    @Override
    public List<String> paths() {
        return List.of(
                "",
                "api",
                "changes",
                "compare",
                "data",
                "dumps",
                "explore",
                "guides",
                "how-you-see-us",
                "links",
                "queries",
                "sparql");
    }
}
