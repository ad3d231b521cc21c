package eu.staytuned.lod.search;

import eu.staytuned.lod.search.Match.Part;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text where marked words begin and end; of a long one, the passage around the first of them. */
final class Passages {

    /** Letters of a passage, roughly. */
    static final int LENGTH = 200;

    private static final int BEFORE = 60;
    private static final String LEFT_OUT = "…";

    private Passages() {}

    static List<Part> of(String text, List<Word> marked, int length) {
        int from = 0;
        int to = text.length();
        if (text.length() > length) {
            int first = marked.isEmpty() ? 0 : marked.get(0).start();
            from = first <= BEFORE ? 0 : wordAfter(text, first - BEFORE, first);
            to = text.length() - from <= length ? text.length() : wordBefore(text, from + length, first);
        }
        List<Part> parts = new ArrayList<>();
        if (from > 0) {
            parts.add(new Part(LEFT_OUT + " ", false));
        }
        int at = from;
        for (Word word : marked) {
            if (word.start() < at || word.end() > to) {
                continue;
            }
            add(parts, text.substring(at, word.start()), false);
            add(parts, text.substring(word.start(), word.end()), true);
            at = word.end();
        }
        add(parts, text.substring(at, to), false);
        if (to < text.length()) {
            parts.add(new Part(" " + LEFT_OUT, false));
        }
        return List.copyOf(parts);
    }

    /** Words that are marked and stand side by side are marked as one. */
    private static void add(List<Part> parts, String text, boolean marked) {
        int last = parts.size() - 1;
        if (marked
                && last > 0
                && parts.get(last).text().equals(" ")
                && parts.get(last - 1).marked()) {
            String before = parts.get(last - 1).text();
            parts.subList(last - 1, last + 1).clear();
            parts.add(new Part(before + " " + text, true));
        } else if (!text.isEmpty()) {
            parts.add(new Part(text, marked));
        }
    }

    private static int wordAfter(String text, int from, int latest) {
        int space = text.indexOf(' ', from);
        return space < 0 || space >= latest ? latest : space + 1;
    }

    private static int wordBefore(String text, int to, int earliest) {
        int space = text.lastIndexOf(' ', to);
        return space <= earliest ? Math.min(text.length(), earliest + LENGTH) : space;
    }
}
