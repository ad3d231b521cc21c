package eu.staytuned.lod.search;

import org.apache.jena.graph.Node;

/**
 * A thing that was found.
 *
 * @param kind the class that says best what it is
 * @param score how well it matches, from 0 to 1; 1 is a thing of the first rank that has exactly this name
 * @param rank how much people look for things of its kind, from 0 to 1; the score has it in it
 * @param why it was found
 */
public record Hit(Node node, Node kind, double score, double rank, Match why) {}
