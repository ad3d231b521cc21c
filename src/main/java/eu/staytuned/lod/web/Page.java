package eu.staytuned.lod.web;

import eu.staytuned.lod.web.DocumentLinks.Link;
import java.util.List;

/**
 * A page, written.
 *
 * @param language of the texts that are the service's own
 * @param content in UTF-8
 * @param links from it, for programs: to the other pages of a list
 */
record Page(String language, byte[] content, List<Link> links) {}
