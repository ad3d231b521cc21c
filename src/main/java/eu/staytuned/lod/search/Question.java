package eu.staytuned.lod.search;

import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;

/**
 * What somebody looks for.
 *
 * @param text as it was typed; anything at all. What is beyond {@value #LONGEST} letters is passed over
 * @param languages the reader's, best first, as BCP 47 tags: of two names that match alike, the one in these is told
 * @param kinds classes to which a hit must belong, one of them at least; empty for anything
 * @param namesOnly whether names and codes alone are searched, as for suggestions and for matching names of others
 * @param offset of the first hit wanted, from 0
 * @param limit how many are wanted at most
 */
public record Question(String text, List<String> languages, Set<Node> kinds, boolean namesOnly, int offset, int limit) {

    /** Letters of a question that are read. */
    public static final int LONGEST = 200;

    public Question {
        languages = List.copyOf(languages);
        kinds = Set.copyOf(kinds);
        if (offset < 0 || limit < 0) {
            throw new IllegalArgumentException("offset " + offset + ", limit " + limit);
        }
    }

    /** The first ten hits of any kind, by names and texts. */
    public static Question of(String text, List<String> languages) {
        return new Question(text, languages, Set.of(), false, 0, 10);
    }

    public Question among(Set<Node> kinds) {
        return new Question(text, languages, kinds, namesOnly, offset, limit);
    }

    public Question byName() {
        return new Question(text, languages, kinds, true, offset, limit);
    }

    public Question from(int offset, int limit) {
        return new Question(text, languages, kinds, namesOnly, offset, limit);
    }
}
