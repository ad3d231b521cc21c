package eu.staytuned.lod.search;

import eu.staytuned.lod.rdf.EditDistance;
import eu.staytuned.lod.search.Entry.Name;
import eu.staytuned.lod.search.Entry.Text;
import eu.staytuned.lod.search.Match.Closeness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * A question, taken apart, and how well each thing answers it.
 *
 * <p>The index finds candidates; the order is made here, of the one name or text that matches best: the same name, then
 * one that begins so, then one that has the words, then one that has words like these, then a text. A city counts more
 * than a claim.
 */
final class Inquiry {

    private static final int MOST_WORDS = 12;
    private static final int LONGEST_WORD = 60;

    /** Shorter words have to be spelt as they are: with a letter changed they would be others. */
    private static final int SHORTEST_FUZZY = 4;

    private static final int LONG = 8;
    private static final int MOST_SPELLINGS = 40;

    private static final double OTHER_LANGUAGE = 0.004;
    private static final int STRANGE = Integer.MAX_VALUE;

    private static final double EXACT = 1;
    private static final double PREFIX = 0.8;
    private static final double WORD = 0.62;
    private static final double BEGINNINGS = 0.54;
    private static final double FUZZY = 0.3;
    private static final double TEXT = 0.1;
    private static final double RANGE = 0.12;

    private final Question question;
    private final List<List<String>> words;
    private final List<String> wholes;
    private final int script;

    private Inquiry(Question question, List<List<String>> words, List<String> wholes) {
        this.question = question;
        this.words = words;
        this.wholes = wholes;
        this.script = Folding.script(question.text());
    }

    /** Empty where nothing is left to look for. */
    static Optional<Inquiry> of(Question question) {
        List<Word> words = Words.of(readable(question.text()));
        List<Word> first = words.subList(0, Math.min(words.size(), MOST_WORDS));
        if (first.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Inquiry(
                question,
                first.stream()
                        .map(word -> word.forms().stream()
                                .map(form -> form.substring(0, Math.min(form.length(), LONGEST_WORD)))
                                .toList())
                        .toList(),
                Words.spellings(first)));
    }

    /** Without what cannot be seen, and no longer than one types. */
    private static String readable(String text) {
        StringBuilder letters = new StringBuilder();
        text.codePoints()
                .limit(Question.LONGEST)
                .map(letter -> switch (Character.getType(letter)) {
                    case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> ' ';
                    default -> letter;
                })
                .filter(letter -> Character.getType(letter) != Character.FORMAT)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }

    /** Whatever has all the words, in its names or, where they are asked for, in its texts. */
    Query strict() {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String whole : wholes) {
            any.add(constant(new TermQuery(new Term(Index.WHOLE, whole)), 1000), Occur.SHOULD);
            any.add(constant(new PrefixQuery(new Term(Index.WHOLE, whole)), 400), Occur.SHOULD);
        }
        any.add(new BoostQuery(all(form -> wordOf(Index.NAME, form)), 20), Occur.SHOULD);
        if (!question.namesOnly()) {
            any.add(
                    all(form ->
                            new DisjunctionMaxQuery(List.of(wordOf(Index.TEXT, form), wordOf(Index.NAME, form)), 0)),
                    Occur.SHOULD);
        }
        return any.build();
    }

    /** Whatever has names with words like these. */
    Query fuzzy() {
        return all(Inquiry::like);
    }

    /** Whatever has a name with one of the words, or one like it. */
    Query loose() {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (List<String> forms : words) {
            forms.forEach(form -> any.add(like(form), Occur.SHOULD));
        }
        return any.build();
    }

    private static Query wordOf(String field, String form) {
        Query word = new TermQuery(new Term(field, form));
        return form.length() < 3
                ? word
                : new DisjunctionMaxQuery(List.of(word, constant(new PrefixQuery(new Term(field, form)), 0.5f)), 0);
    }

    private static Query like(String form) {
        Query word = wordOf(Index.NAME, form);
        int edits = edits(form);
        if (edits == 0) {
            return word;
        }
        Query similar = new FuzzyQuery(new Term(Index.NAME, form), edits, 1, MOST_SPELLINGS, true);
        return new DisjunctionMaxQuery(List.of(word, similar), 0);
    }

    private Query all(java.util.function.Function<String, Query> query) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (List<String> forms : words) {
            all.add(new DisjunctionMaxQuery(forms.stream().map(query).toList(), 0), Occur.MUST);
        }
        return all.build();
    }

    private static Query constant(Query query, float score) {
        return new BoostQuery(new ConstantScoreQuery(query), score);
    }

    private static int edits(String form) {
        return form.length() < SHORTEST_FUZZY ? 0 : form.length() < LONG ? 1 : 2;
    }

    /**
     * How well a thing answers.
     *
     * @param name that matched; where none did, the text
     */
    record Answer(Entry entry, double score, Closeness closeness, Optional<Name> name, Optional<Text> text) {

        /** Best first; the order of the addresses decides between equals, so that it is always the same. */
        static final Comparator<Answer> BEST_FIRST = Comparator.comparingDouble(Answer::score)
                .reversed()
                .thenComparing(answer -> answer.entry().node().getURI());
    }

    /** Empty where it does not after all. */
    Optional<Answer> answer(Entry entry, boolean fuzzy, boolean loose) {
        double best = 0;
        Shown shown = null;
        for (Name name : entry.names()) {
            for (String spelling : name.spellings()) {
                double score = 0;
                Closeness closeness = Closeness.WORD;
                for (String whole : wholes) {
                    if (spelling.length() == whole.length() + 2 && spelling.startsWith(whole, 1)) {
                        score = EXACT;
                        closeness = Closeness.EXACT;
                    } else if (score < PREFIX && spelling.startsWith(whole, 1)) {
                        score = PREFIX + RANGE * whole.length() / (spelling.length() - 2);
                        closeness = Closeness.PREFIX;
                    }
                }
                if (score == 0) {
                    Covered covered = covered(spelling, false);
                    if (covered.all()) {
                        score = (covered.whole() ? WORD : BEGINNINGS) + RANGE * covered.share();
                    } else if (fuzzy) {
                        covered = covered(spelling, true);
                        closeness = Closeness.FUZZY;
                        if (covered.all() || loose && covered.share() > 0) {
                            score = FUZZY * (covered.all() ? 1 : covered.found()) + RANGE * 1.5 * covered.share();
                        }
                    }
                }
                if (score > 0) {
                    int foreign = foreign(name.language());
                    score = Math.max(0, score - name.penalty() - (foreign >= STRANGE - 1 ? OTHER_LANGUAGE : 0));
                    best = Math.max(best, score);
                    Shown candidate = new Shown(closeness, Folding.script(name.text()) != script, foreign, score, name);
                    if (shown == null || Shown.BEST_FIRST.compare(candidate, shown) < 0) {
                        shown = candidate;
                    }
                }
            }
        }
        if (shown != null) {
            return Optional.of(new Answer(
                    entry, best * entry.rank(), shown.closeness(), Optional.of(shown.name()), Optional.empty()));
        }
        return question.namesOnly() ? Optional.empty() : inTexts(entry);
    }

    /**
     * A name that matches, and how fit it is to be shown as the reason.
     *
     * @param otherScript than the question is in
     * @param foreign how far down it is among the reader's languages
     */
    private record Shown(Closeness closeness, boolean otherScript, int foreign, double score, Name name) {

        static final Comparator<Shown> BEST_FIRST = Comparator.comparing(Shown::closeness)
                .thenComparing(Shown::otherScript)
                .thenComparingInt(Shown::foreign)
                .thenComparing(Comparator.comparingDouble(Shown::score).reversed());
    }

    private Optional<Answer> inTexts(Entry entry) {
        Answer best = null;
        for (Text text : entry.texts()) {
            Covered covered = covered(text.words(), false);
            if (covered.found() > 0) {
                double score = TEXT * (covered.all() ? 2 : covered.found())
                        + RANGE * Math.min(1, covered.share() * 4)
                        - OTHER_LANGUAGE * Math.min(foreign(text.language()), 10);
                score = Math.max(0, score * entry.rank());
                if (best == null || score > best.score()) {
                    best = new Answer(entry, score, Closeness.TEXT, Optional.empty(), Optional.of(text));
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** How far down a language is among the reader's, English the last; a text without one is in all of them. */
    private int foreign(String language) {
        if (language.isEmpty()) {
            return 0;
        }
        for (int i = 0; i < question.languages().size(); i++) {
            String own = question.languages().get(i).toLowerCase(Locale.ROOT);
            if (own.equalsIgnoreCase(language) || own.startsWith(language.toLowerCase(Locale.ROOT) + "-")) {
                return i;
            }
        }
        return language.equals("en") ? STRANGE - 1 : STRANGE;
    }

    /**
     * How much of the question is in a spelling.
     *
     * @param found the share of the words that are there, from 0 to 1
     * @param whole whether each of them is there as a whole word
     * @param share how much of the spelling they are, from 0 to 1; less where they are only like them
     */
    private record Covered(double found, boolean whole, double share) {

        boolean all() {
            return found == 1;
        }
    }

    private Covered covered(String spelling, boolean fuzzy) {
        int found = 0;
        boolean whole = true;
        double letters = 0;
        for (List<String> forms : words) {
            double best = 0;
            boolean asWord = false;
            for (String form : forms) {
                if (spelling.contains(" " + form + " ")) {
                    best = form.length();
                    asWord = true;
                } else if (best < form.length() && form.length() > 2 && spelling.contains(" " + form)) {
                    best = form.length();
                } else if (fuzzy && best == 0) {
                    best = like(form, spelling);
                }
            }
            if (best > 0) {
                found++;
            }
            whole &= asWord;
            letters += best;
        }
        return new Covered((double) found / words.size(), whole, Math.min(1, letters / (spelling.length() - 2)));
    }

    /** The letters that the likest word of a spelling shares with a form; 0 where none is like it. */
    private static double like(String form, String spelling) {
        int edits = edits(form);
        double best = 0;
        for (String word : spelling.strip().split(" ")) {
            if (edits > 0 && word.charAt(0) == form.charAt(0)) {
                int distance = EditDistance.of(form, word, edits);
                if (distance <= edits) {
                    best = Math.max(best, form.length() - 1.5 * distance);
                }
            }
        }
        return best;
    }

    /** The hit, with the words that matched marked. */
    Hit hit(Answer answer) {
        Match why = answer.name()
                .map(name -> new Match(
                        answer.closeness(),
                        name.property(),
                        name.text(),
                        name.language(),
                        Passages.of(name.text(), marked(name.text(), answer.closeness()), Integer.MAX_VALUE)))
                .orElseGet(() -> {
                    Text text = answer.text().orElseThrow();
                    return new Match(
                            Closeness.TEXT,
                            text.property(),
                            text.text(),
                            text.language(),
                            Passages.of(text.text(), marked(text.text(), Closeness.TEXT), Passages.LENGTH));
                });
        return new Hit(
                answer.entry().node(),
                answer.entry().kind(),
                Math.min(1, answer.score()),
                answer.entry().rank(),
                why);
    }

    private List<Word> marked(String text, Closeness closeness) {
        List<Word> of = Words.of(text);
        if (closeness == Closeness.EXACT) {
            return of;
        }
        Set<String> asked = words.stream().flatMap(List::stream).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> complete = new HashSet<>(asked);
        List<Word> marked = new ArrayList<>();
        for (Word word : of) {
            for (String form : word.forms()) {
                boolean same = complete.contains(form);
                boolean begins = asked.stream()
                        .anyMatch(one -> (one.length() > 2 || closeness == Closeness.PREFIX) && form.startsWith(one));
                boolean similar = closeness == Closeness.FUZZY
                        && asked.stream()
                                .anyMatch(one -> edits(one) > 0
                                        && form.charAt(0) == one.charAt(0)
                                        && EditDistance.of(one, form, edits(one)) <= edits(one));
                if (same || begins || similar) {
                    marked.add(word);
                    break;
                }
            }
        }
        return marked;
    }
}
