package eu.staytuned.lod.web;

/**
 * A page, written.
 *
 * @param language of the texts that are the service's own
 * @param content in UTF-8
 */
record Page(String language, byte[] content) {}
