package eu.staytuned.lod.store.remote;

import java.net.URI;
import java.util.Optional;

/**
 * Where a release may stand: a dataset of ours alone in a store elsewhere.
 *
 * @param name for the operator: blue or green
 * @param query its SPARQL 1.1 Protocol address for queries
 * @param update its address for SPARQL 1.1 Update; empty where nothing is written, or by the Graph Store Protocol
 * @param graphStore its address for the SPARQL 1.1 Graph Store HTTP Protocol; empty where nothing is written, or by update
 */
record Place(String name, URI query, Optional<URI> update, Optional<URI> graphStore) {}
