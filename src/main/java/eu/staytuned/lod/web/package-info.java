/** The shell: negotiation, representations, pages, problems, caching, compression, CORS. Nothing depends on it. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "catalog",
            "citation",
            "front",
            "limits",
            "links",
            "lookup",
            "queries",
            "rdf",
            "release",
            "resource",
            "search",
            "sparql",
            "store",
            "tables",
            "template"
        })
@NullMarked
package eu.staytuned.lod.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
