package dev.lathe.train.pipeline;

import dev.lathe.algorithm.preference.BradleyTerry;
import dev.lathe.algorithm.preference.RewardSample;
import dev.lathe.core.Metrics;
import dev.lathe.train.data.Encoder.Preferred;
import dev.lathe.train.learning.RewardLearning;
import dev.lathe.train.run.Stage;
import java.nio.file.Path;
import java.util.List;

/** Learns to score conversations from preferences. */
final class RewardMethod implements Method {
    private final Student student;
    private final Lessons<Preferred> lessons;
    private final RewardLearning learning;
    private final List<Preferred> heldOut;

    RewardMethod(Student student, Lessons<Preferred> lessons, BradleyTerry loss) {
        this.student = student;
        this.lessons = lessons;
        learning = new RewardLearning(loss);
        heldOut = lessons.heldOut();
    }

    @Override
    public Stage stage() {
        return Stage.REWARD;
    }

    @Override
    public Metrics step(int step, double rate) {
        return student.step(samples(lessons.step(step)), learning, rate);
    }

    @Override
    public Metrics measure() {
        return heldOut.isEmpty()
                ? Metrics.NONE
                : student.evaluate(samples(heldOut), learning)
                        .with("length_accuracy", PreferenceMethod.longer(heldOut));
    }

    @Override
    public void finish(Path run) {
        RewardFolder.write(run.resolve("reward-model"), student);
    }

    private static List<RewardSample> samples(List<Preferred> batch) {
        return batch.stream()
                .map(preferred -> new RewardSample(
                        preferred.pair().chosen().tokens(),
                        preferred.pair().rejected().tokens(),
                        preferred.margin(),
                        1.0 / batch.size()))
                .toList();
    }
}
