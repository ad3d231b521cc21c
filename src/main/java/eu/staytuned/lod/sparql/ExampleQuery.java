package eu.staytuned.lod.sparql;

/**
 * A question of the release, to start from.
 *
 * @param name the last part of its IRI
 * @param title the question in words
 * @param language of the title
 * @param text in SPARQL, with the defaults of its parameters
 */
record ExampleQuery(String name, String title, String language, String text) {}
