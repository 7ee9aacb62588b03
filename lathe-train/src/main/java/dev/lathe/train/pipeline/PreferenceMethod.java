package dev.lathe.train.pipeline;

import dev.lathe.algorithm.preference.Pair;
import dev.lathe.algorithm.preference.PairSample;
import dev.lathe.algorithm.preference.PreferenceObjective;
import dev.lathe.core.Metrics;
import dev.lathe.train.data.Encoder.Preferred;
import dev.lathe.train.engine.LanguageModel;
import dev.lathe.train.learning.PreferenceLearning;
import dev.lathe.train.recipe.LossRecipe;
import dev.lathe.train.run.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prefers the better of two answers: DPO and its cousins. */
final class PreferenceMethod implements Method {
    private final Student student;
    private final Lessons<Preferred> lessons;
    private final LossRecipe loss;
    private final @Nullable Policy reference;
    private final PreferenceLearning learning;
    private final List<Preferred> heldOut;

    /**
     * Prepares the steps.
     *
     * @param reference the frozen policy, where the loss asks for one; closed with this
     */
    PreferenceMethod(Student student, Lessons<Preferred> lessons, LossRecipe loss, @Nullable Policy reference) {
        this.student = student;
        this.lessons = lessons;
        this.loss = loss;
        this.reference = reference;
        LanguageModel frozen = reference == null ? null : new LanguageModel(reference.config(), reference.parameters());
        learning = new PreferenceLearning(new PreferenceObjective(loss.loss()), frozen);
        heldOut = lessons.heldOut();
    }

    @Override
    public Stage stage() {
        return Stage.PREFERENCE;
    }

    @Override
    public Metrics step(int step, double rate) {
        return student.step(samples(lessons.step(step)), learning, rate);
    }

    @Override
    public Metrics measure() {
        return heldOut.isEmpty()
                ? Metrics.NONE
                : student.evaluate(samples(heldOut), learning).with("length_accuracy", longer(heldOut));
    }

    private List<PairSample> samples(List<Preferred> batch) {
        return PairSample.of(batch.stream().map(Preferred::pair).toList(), loss.imitation());
    }

    /** Returns the share of pairs whose better answer is the longer one: what length alone would get right. */
    static double longer(List<Preferred> pairs) {
        return pairs.stream()
                .map(Preferred::pair)
                .mapToDouble(PreferenceMethod::longer)
                .average()
                .orElse(0);
    }

    private static double longer(Pair pair) {
        int difference = pair.chosen().positions().length - pair.rejected().positions().length;
        return difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
    }

    @Override
    public void close() {
        if (reference != null) {
            reference.close();
        }
    }
}
