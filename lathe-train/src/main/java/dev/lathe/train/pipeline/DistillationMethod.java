package dev.lathe.train.pipeline;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.algorithm.distillation.DistillationSample;
import dev.lathe.core.Metrics;
import dev.lathe.train.learning.DistillationLearning;
import dev.lathe.train.run.Stage;
import java.util.List;
import java.util.function.IntFunction;

/** Learns from teachers: on the data's texts, or on those that the student writes. */
final class DistillationMethod implements Method {
    private final Student student;
    private final Teachers teachers;
    private final DistillationLearning learning;
    private final IntFunction<List<Demonstration>> texts;
    private final List<DistillationSample> heldOut;
    private final AutoCloseable writer;

    /**
     * Prepares the steps.
     *
     * @param texts gives the texts of a step
     * @param heldOut texts to measure on, of the data in any case
     * @param writer closed with this, as are the teachers
     */
    DistillationMethod(
            Student student,
            Teachers teachers,
            IntFunction<List<Demonstration>> texts,
            List<Demonstration> heldOut,
            AutoCloseable writer) {
        this.student = student;
        this.teachers = teachers;
        this.texts = texts;
        this.writer = writer;
        learning = teachers.learning();
        this.heldOut = DistillationSample.of(heldOut, teachers.weights());
    }

    @Override
    public Stage stage() {
        return Stage.DISTILLATION;
    }

    @Override
    public Metrics step(int step, double rate) {
        List<DistillationSample> samples = DistillationSample.of(texts.apply(step), teachers.weights());
        return student.step(samples, learning, rate);
    }

    @Override
    public Metrics measure() {
        return heldOut.isEmpty() ? Metrics.NONE : student.evaluate(heldOut, learning);
    }

    @Override
    public void close() {
        try (teachers) {
            writer.close();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
