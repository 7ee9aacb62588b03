package dev.lathe.train.pipeline;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.algorithm.LossReduction;
import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.SupervisedSamples;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Metrics;
import dev.lathe.train.engine.Learning;
import dev.lathe.train.engine.TokenLearning;
import dev.lathe.train.run.Stage;
import java.util.List;

/** Imitates replies: cross-entropy over the tokens of a batch. */
final class ImitationMethod implements Method {
    private static final Learning<TrainingSample> LEARNING = new TokenLearning(new Objective.Supervised());

    private final Student student;
    private final Lessons<Demonstration> lessons;
    private final List<TrainingSample> heldOut;

    ImitationMethod(Student student, Lessons<Demonstration> lessons) {
        this.student = student;
        this.lessons = lessons;
        heldOut = samples(lessons.heldOut());
    }

    @Override
    public Stage stage() {
        return Stage.SFT;
    }

    @Override
    public Metrics step(int step, double rate) {
        return student.step(samples(lessons.step(step)), LEARNING, rate);
    }

    @Override
    public Metrics measure() {
        return heldOut.isEmpty() ? Metrics.NONE : student.evaluate(heldOut, LEARNING);
    }

    private static List<TrainingSample> samples(List<Demonstration> batch) {
        return SupervisedSamples.of(batch, new LossReduction.TokenMean());
    }
}
