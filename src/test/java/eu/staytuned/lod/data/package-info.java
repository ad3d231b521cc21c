/** What must hold of {@code ontology/} and {@code rdf-data/}, whichever service publishes them. */
@NullMarked
package eu.staytuned.lod.data;

import org.jspecify.annotations.NullMarked;
