package eu.staytuned.lod.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * The words of a text, by the rules of Unicode for every script.
 *
 * @param start of the word in the text
 * @param end of the word in the text
 * @param forms how it is spelt, folded
 */
record Word(int start, int end, List<String> forms) {}

/** Cuts texts into words; the same way for what is looked for and for what it is looked for in. */
final class Words {

    /** Folded spellings of each word, all at the word's own place. */
    static final Analyzer ANALYZER = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            ICUTokenizer words = new ICUTokenizer();
            return new TokenStreamComponents(words, new Spellings(words));
        }
    };

    private Words() {}

    static List<Word> of(String text) {
        List<Word> words = new ArrayList<>();
        try (TokenStream tokens = ANALYZER.tokenStream("", text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute place = tokens.addAttribute(OffsetAttribute.class);
            PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                if (step.getPositionIncrement() == 0 && !words.isEmpty()) {
                    words.get(words.size() - 1).forms().add(term.toString());
                } else {
                    List<String> forms = new ArrayList<>();
                    forms.add(term.toString());
                    words.add(new Word(place.startOffset(), place.endOffset(), forms));
                }
            }
            tokens.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return words;
    }

    /** The spellings of a whole text: all words as the scholars write them, then all as the others do. */
    static List<String> spellings(List<Word> words) {
        int most = words.stream().mapToInt(word -> word.forms().size()).max().orElse(0);
        Set<String> spellings = new LinkedHashSet<>();
        for (int i = 0; i < most; i++) {
            int which = i;
            spellings.add(words.stream()
                    .map(word -> word.forms().get(Math.min(which, word.forms().size() - 1)))
                    .collect(Collectors.joining(" ")));
        }
        return List.copyOf(spellings);
    }

    /** Puts the folded spellings in a word's place. */
    private static final class Spellings extends TokenFilter {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
        private final List<String> waiting = new ArrayList<>();

        Spellings(TokenStream words) {
            super(words);
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (!waiting.isEmpty()) {
                term.setEmpty().append(waiting.remove(0));
                step.setPositionIncrement(0);
                return true;
            }
            while (input.incrementToken()) {
                List<String> forms = Folding.of(term.toString());
                if (!forms.isEmpty()) {
                    term.setEmpty().append(forms.get(0));
                    waiting.addAll(forms.subList(1, forms.size()));
                    return true;
                }
            }
            return false;
        }

        @Override
        public void reset() throws IOException {
            super.reset();
            waiting.clear();
        }
    }
}
