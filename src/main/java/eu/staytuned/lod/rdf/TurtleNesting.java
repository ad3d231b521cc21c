package eu.staytuned.lod.rdf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.jspecify.annotations.Nullable;

/**
 * Which blank nodes of a graph are written in the place of what refers to them, and which as lists.
 *
 * <p>That is each that one statement refers to, unless it refers to itself in the end or stands deeper than anybody can read.
 */
final class TurtleNesting {

    private static final int DEEPEST = 50;

    private final Map<Node, ? extends Collection<Triple>> statements;
    /** The statement that refers to a blank node; of several, the first. */
    private final Map<Node, Triple> references = new HashMap<>();
    /** Blank nodes that have to have a label: several statements refer to them, or a statement that is itself a term. */
    private final Set<Node> labelled = new HashSet<>();

    private final Set<Node> nested = new LinkedHashSet<>();
    private final Map<Node, List<Node>> lists = new HashMap<>();
    /** From each cell of a list to its first. */
    private final Map<Node, Node> heads = new HashMap<>();

    /** @param statements by subject */
    TurtleNesting(Map<Node, ? extends Collection<Triple>> statements) {
        this.statements = statements;
        List<Node> lastCells = new ArrayList<>();
        boolean hasBlanks = false;
        for (Map.Entry<Node, ? extends Collection<Triple>> about : statements.entrySet()) {
            if (about.getKey().isTripleTerm()) {
                label(about.getKey().getTriple());
            }
            hasBlanks |= about.getKey().isBlank();
            for (Triple triple : about.getValue()) {
                Node object = triple.getObject();
                if (object.isBlank()) {
                    hasBlanks = true;
                    if (references.putIfAbsent(object, triple) != null) {
                        labelled.add(object);
                    }
                } else if (object.isTripleTerm()) {
                    label(object.getTriple());
                } else if (hasBlanks && object.equals(RDF.Nodes.nil) && isCell(triple.getSubject())) {
                    lastCells.add(triple.getSubject());
                }
            }
        }
        if (hasBlanks) {
            lastCells.forEach(this::gather);
            references.keySet().stream().filter(this::isReferredToOnce).forEach(nested::add);
            nested.removeAll(heads.keySet());
            unravel();
        }
    }

    private void label(Triple term) {
        for (Node node : List.of(term.getSubject(), term.getObject())) {
            if (node.isBlank()) {
                labelled.add(node);
            } else if (node.isTripleTerm()) {
                label(node.getTriple());
            }
        }
    }

    private boolean isReferredToOnce(Node node) {
        return references.containsKey(node) && !labelled.contains(node);
    }

    /** A link of a list, of which nothing else is said. */
    private boolean isCell(Node node) {
        if (!node.isBlank()) {
            return false;
        }
        Collection<Triple> about = statements.get(node);
        return about != null
                && about.size() == 2
                && about.stream().anyMatch(triple -> triple.getPredicate().equals(RDF.Nodes.first))
                && about.stream().anyMatch(triple -> triple.getPredicate().equals(RDF.Nodes.rest));
    }

    private Node object(Node cell, Node predicate) {
        return statements.get(cell).stream()
                .filter(triple -> triple.getPredicate().equals(predicate))
                .findFirst()
                .orElseThrow()
                .getObject();
    }

    /** From the last cell towards the first that can be left without a label. */
    private void gather(Node last) {
        List<Node> cells = new ArrayList<>();
        if (!object(last, RDF.Nodes.rest).equals(RDF.Nodes.nil)) {
            return;
        }
        Node cell = last;
        while (isReferredToOnce(cell)) {
            cells.add(cell);
            Triple reference = references.get(cell);
            if (!reference.getPredicate().equals(RDF.Nodes.rest) || !isCell(reference.getSubject())) {
                break;
            }
            cell = reference.getSubject();
        }
        if (!cells.isEmpty()) {
            Collections.reverse(cells);
            Node head = cells.get(0);
            cells.forEach(one -> heads.put(one, head));
            lists.put(
                    head,
                    cells.stream().map(one -> object(one, RDF.Nodes.first)).toList());
        }
    }

    /** Gives labels where blank nodes refer to each other in a circle, or in a chain that is too long. */
    private void unravel() {
        Map<Node, Integer> depths = new HashMap<>();
        List<Node> inner = new ArrayList<>(nested);
        inner.addAll(lists.keySet());
        for (Node node : inner) {
            Deque<Node> chain = new ArrayDeque<>();
            Set<Node> onChain = new HashSet<>();
            Node outer = node;
            while (isWithin(outer) && !depths.containsKey(outer)) {
                if (!onChain.add(outer)) {
                    spell(outer);
                    break;
                }
                chain.push(outer);
                outer = outerOf(outer);
            }
            int depth = depths.getOrDefault(outer, 0);
            for (Node one : chain) {
                depth++;
                if (!isWithin(one) || depth > DEEPEST) {
                    spell(one);
                    depth = 0;
                }
                depths.put(one, depth);
            }
        }
    }

    /** What a node is written in: the subject that refers to it, or the list that this belongs to. */
    private Node outerOf(Node inner) {
        Node subject = references.get(inner).getSubject();
        return heads.getOrDefault(subject, subject);
    }

    /** Writes a node, or all cells of a list, with labels after all. */
    private void spell(Node node) {
        nested.remove(node);
        if (lists.remove(node) != null) {
            heads.values().removeIf(node::equals);
        }
    }

    /** Whether it is not written by itself. */
    boolean isWithin(Node subject) {
        return subject.isBlank() && (nested.contains(subject) || heads.containsKey(subject));
    }

    /** Whether its statements are written in its place. */
    boolean isNested(Node object) {
        return object.isBlank() && nested.contains(object);
    }

    /** What a list consists of, where a node is the first link of one. */
    @Nullable
    List<Node> listOf(Node object) {
        return object.isBlank() ? lists.get(object) : null;
    }

    /** Whether nothing refers to a blank node, so that it needs no label. */
    boolean isFree(Node subject) {
        return subject.isBlank() && !references.containsKey(subject) && !labelled.contains(subject);
    }
}
