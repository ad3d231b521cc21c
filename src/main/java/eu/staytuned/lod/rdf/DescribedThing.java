package eu.staytuned.lod.rdf;

/**
 * A thing that is not a document (a city, a concept): it cannot be sent, but a document about it can.
 *
 * <p>What a controller returns for the name of a thing; the shell sends the reader on to the document, in the
 * representation that suits.
 *
 * @param iri the name of the thing
 * @param document the path below the base of the document about it, as {@link GraphDocument#path()}
 */
public record DescribedThing(String iri, String document) {}
