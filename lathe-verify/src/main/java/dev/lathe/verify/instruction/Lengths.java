package dev.lathe.verify.instruction;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;

/** Checks how long a reply is: in words, sentences and paragraphs. */
final class Lengths {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}_]+");
    private static final Pattern DIVIDER = Pattern.compile("\\s?\\*\\*\\*\\s?");
    private static final String PUNCTUATION = ".,?!'\"";
    private static final SentenceModel SENTENCES = sentenceModel();

    private Lengths() {}

    static Predicate<String> words(IntPredicate relation) {
        return reply -> relation.test(Keywords.occurrences(WORD, reply));
    }

    static Predicate<String> sentences(IntPredicate relation) {
        return reply -> relation.test(new SentenceDetectorME(SENTENCES).sentDetect(reply).length);
    }

    /** Counts what stands between lines of three asterisks; none but the first and the last may be empty. */
    static Predicate<String> paragraphs(int wanted) {
        return reply -> {
            List<String> parts = List.of(DIVIDER.split(reply, -1));
            int last = parts.size() - 1;
            int count = parts.size();
            for (int i = 0; i <= last; i++) {
                if (parts.get(i).isBlank()) {
                    if (i != 0 && i != last) {
                        return false;
                    }
                    count--;
                }
            }
            return count == wanted;
        };
    }

    static Predicate<String> firstWord(int wantedParagraphs, int nth, String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        return reply -> {
            List<String> paragraphs = List.of(reply.split("\n\n", -1));
            long count = paragraphs.stream().filter(part -> !part.isBlank()).count();
            return count == wantedParagraphs
                    && nth >= 1
                    && nth <= count
                    && firstWord(paragraphs.get(nth - 1)).equals(wanted);
        };
    }

    private static String firstWord(String paragraph) {
        String word =
                paragraph.strip().split("\\s+", 2)[0].replaceFirst("^'+", "").replaceFirst("^\"+", "");
        int end = 0;
        while (end < word.length() && PUNCTUATION.indexOf(word.charAt(end)) < 0) {
            end++;
        }
        return word.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static SentenceModel sentenceModel() {
        try (InputStream file = Objects.requireNonNull(
                Lengths.class.getResourceAsStream("/opennlp-en-ud-ewt-sentence-1.3-2.5.4.bin"))) {
            return new SentenceModel(file);
        } catch (IOException damaged) {
            throw new IllegalStateException("the model of sentences cannot be read", damaged);
        }
    }
}
