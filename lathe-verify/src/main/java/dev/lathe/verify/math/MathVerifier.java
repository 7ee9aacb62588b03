package dev.lathe.verify.math;

import dev.lathe.verify.Verdict;
import dev.lathe.verify.math.Extraction.Found;
import java.util.Optional;

/**
 * Checks replies to questions of mathematics against a gold answer. It decides as PyPI's {@code math-verify} does wherever that is
 * not by accident; bench/verify lists where the two differ.
 */
public final class MathVerifier {
    private MathVerifier() {}

    /**
     * Compares the final answer of a reply with the gold answer, in time bounded by the bounds of {@link Extraction} and of the
     * grammar.
     *
     * @param gold an answer alone, as LaTeX or plain, or a text that ends in one
     * @param reply any text
     * @throws IllegalArgumentException if the gold answer cannot be read
     */
    public static Verdict check(String gold, String reply) {
        Found wanted = gold(gold)
                .orElseThrow(() -> new IllegalArgumentException("no answer can be read in '%s'".formatted(gold)));
        return Extraction.find(reply).map(found -> compare(wanted, found)).orElse(Verdict.MISSING);
    }

    /** Returns whether a text can be a gold answer. */
    public static boolean isReadable(String gold) {
        return gold(gold).isPresent();
    }

    private static Optional<Found> gold(String gold) {
        boolean bare = !gold.contains("$") && !gold.contains("\\boxed") && !gold.contains("####");
        Optional<Found> whole =
                bare ? AnswerParser.parse(gold).map(answer -> new Found(gold, answer)) : Optional.empty();
        return whole.or(() -> Extraction.find(gold));
    }

    private static Verdict compare(Found gold, Found found) {
        if (gold.text().strip().equals(found.text().strip())) {
            return Verdict.CORRECT;
        }
        Equivalence equivalence = new Equivalence();
        if (equivalence.same(gold.answer(), found.answer())) {
            return Verdict.CORRECT;
        }
        return equivalence.undecided() ? Verdict.UNDECIDED : Verdict.WRONG;
    }
}
