package eu.staytuned.lod.catalog;

import java.util.List;

/** The pages that stand in a sitemap beside those of the published resources. */
public interface SitePages {

    /** Their paths below the base. */
    List<String> paths();
}
