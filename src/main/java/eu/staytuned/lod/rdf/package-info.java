/** What the whole site shares about RDF: syntaxes, IRIs, documents. Knows Jena and nothing else of ours. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package eu.staytuned.lod.rdf;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
