package eu.staytuned.lod.explain;

import eu.staytuned.lod.rdf.EditDistance;
import java.util.HashSet;
import java.util.Set;
import org.apache.jena.graph.Node;

/** How much two names look alike. */
final class Spelling {

    /** Less than this is another name. */
    static final double NEAR = 0.62;

    private static final int LONGEST = 64;

    private Spelling() {}

    /** From 0 (nothing in common) to 1 (the same but for capitals and separators). */
    static double likeness(String one, String other) {
        if (one.length() > LONGEST || other.length() > LONGEST) {
            return 0;
        }
        String a = plain(one);
        String b = plain(other);
        if (a.equals(b)) {
            return 1;
        }
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        int longer = Math.max(a.length(), b.length());
        int most = Math.max(1, Math.min(3, longer / 3));
        int distance = EditDistance.of(a, b, most);
        double letters = distance <= most ? 1 - (double) distance / (longer + 1) : 0;
        return Math.max(letters, words(one, other));
    }

    /** Two names of the same words in another order, or with a word more. */
    private static double words(String one, String other) {
        Set<String> a = wordsOf(one);
        if (a.size() < 2) {
            return 0;
        }
        Set<String> b = wordsOf(other);
        Set<String> all = new HashSet<>(a);
        all.addAll(b);
        return 0.9 * (a.size() + b.size() - all.size()) / all.size();
    }

    /** Camel case and separators part words. */
    private static Set<String> wordsOf(String name) {
        Set<String> words = new HashSet<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = Character.isLetterOrDigit(c);
            boolean begins = i > 0 && Character.isUpperCase(c) && Character.isLowerCase(name.charAt(i - 1));
            if ((!letter || begins) && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (letter) {
                word.append(Character.toLowerCase(c));
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c > ' ' && c != '_' && c != '-' && c != '.') {
                plain.append(Character.toLowerCase(c));
            }
        }
        return plain.toString();
    }

    /** What follows the namespace; empty where there is nothing. */
    static String localName(Node node) {
        return node.isURI() ? node.getURI().substring(namespace(node.getURI()).length()) : "";
    }

    /** Up to and with the last {@code #} or {@code /}; a slash at the very end belongs to the name. */
    static String namespace(String iri) {
        int hash = iri.lastIndexOf('#');
        int end = hash >= 0 ? hash : iri.lastIndexOf('/', iri.length() - 2);
        return iri.substring(0, end + 1);
    }
}
