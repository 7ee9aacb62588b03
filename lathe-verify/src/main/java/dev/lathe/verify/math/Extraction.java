package dev.lathe.verify.math;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the final answer in a text. The places are tried in this order, and of each the last that can be read is taken: boxes and
 * what follows "final answer is"; what follows "answer:"; what follows "answer"; any formula or number.
 */
final class Extraction {
    /** Answers stand at the end; whoever writes more than this behind one has not answered. */
    private static final int MAX_TEXT = 100_000;

    /**
     * Holds what was found.
     *
     * @param text as it was written
     * @param answer what it says
     */
    record Found(String text, Answer answer) {}

    private Extraction() {}

    /** Returns the final answer of a text; nothing if there is none that can be read. */
    static Optional<Found> find(String whole) {
        String text = whole.substring(Math.max(0, whole.length() - MAX_TEXT));
        List<Candidate> formulas = Formulas.in(text);
        List<Candidate> plain = PlainNumbers.in(text);
        for (List<Candidate> stage : stages(text, formulas, plain)) {
            Optional<Found> found = stage.stream()
                    .sorted(Comparator.comparingInt(Candidate::end).reversed().thenComparingInt(Candidate::start))
                    .map(Extraction::read)
                    .flatMap(Optional::stream)
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static List<List<Candidate>> stages(String text, List<Candidate> formulas, List<Candidate> plain) {
        List<Candidate> marked = new ArrayList<>(Boxes.in(text));
        marked.addAll(Anchors.behind(Anchors.FINAL, text, formulas, plain));
        List<Candidate> all = new ArrayList<>(formulas);
        all.addAll(plain);
        return List.of(
                marked,
                Anchors.behind(Anchors.COLON, text, formulas, plain),
                Anchors.behind(Anchors.WORD, text, formulas, plain),
                all);
    }

    private static Optional<Found> read(Candidate candidate) {
        return AnswerParser.parse(candidate.formula()).map(answer -> new Found(candidate.formula(), answer));
    }
}
