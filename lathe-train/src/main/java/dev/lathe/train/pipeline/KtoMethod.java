package dev.lathe.train.pipeline;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.algorithm.preference.AnswerSample;
import dev.lathe.algorithm.preference.Kto;
import dev.lathe.core.Metrics;
import dev.lathe.train.data.Encoder.Judged;
import dev.lathe.train.engine.LanguageModel;
import dev.lathe.train.learning.KtoLearning;
import dev.lathe.train.learning.LogRatios;
import dev.lathe.train.run.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Learns from answers that are good or bad by themselves. */
final class KtoMethod implements Method {
    private final Student student;
    private final Lessons<Judged> lessons;
    private final Policy reference;
    private final KtoLearning learning;
    private final List<Judged> heldOut;

    /**
     * Prepares the steps.
     *
     * @param reference the frozen policy; closed with this
     */
    KtoMethod(Student student, Lessons<Judged> lessons, Kto kto, Policy reference) {
        this.student = student;
        this.lessons = lessons;
        this.reference = reference;
        learning = new KtoLearning(kto, new LanguageModel(reference.config(), reference.parameters()));
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
        return heldOut.isEmpty() ? Metrics.NONE : student.evaluate(samples(heldOut), learning);
    }

    private List<AnswerSample> samples(List<Judged> batch) {
        List<Demonstration> mismatched =
                mismatched(batch.stream().map(Judged::answer).toList());
        double moved = student.evaluate(mismatched, new LogRatios(learning.reference()))
                .get("loss");
        double point = Kto.referencePoint(new double[] {moved / mismatched.size()});
        return batch.stream()
                .map(judged -> new AnswerSample(judged.answer(), judged.desirable(), 0, point, 1.0 / batch.size()))
                .toList();
    }

    /** Puts behind each prompt the answer of the next one. */
    static List<Demonstration> mismatched(List<Demonstration> answers) {
        List<Demonstration> mixed = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            mixed.add(join(answers.get(i), answers.get((i + 1) % answers.size())));
        }
        return mixed;
    }

    private static Demonstration join(Demonstration asked, Demonstration answered) {
        int prompt = asked.positions()[0];
        int start = answered.positions()[0];
        int end = answered.positions()[answered.positions().length - 1] + 1;
        int[] tokens = Arrays.copyOf(asked.tokens(), prompt + end - start);
        System.arraycopy(answered.tokens(), start, tokens, prompt, end - start);
        return new Demonstration(
                tokens, IntStream.range(prompt, prompt + end - start).toArray());
    }

    @Override
    public void close() {
        reference.close();
    }
}
