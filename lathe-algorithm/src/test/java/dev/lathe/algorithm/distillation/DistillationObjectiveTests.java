package dev.lathe.algorithm.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.algorithm.Differentiated;
import dev.lathe.algorithm.ObjectivesGolden;
import dev.lathe.algorithm.distillation.Support.Rest;
import dev.lathe.core.Metrics;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistillationObjectiveTests {
    private static final ObjectivesGolden GOLDEN = ObjectivesGolden.load();
    private static final int PLACES = GOLDEN.student().length;
    private static final int VOCABULARY = GOLDEN.student()[0].length;
    private static final double[] LOGITS =
            Arrays.stream(GOLDEN.student()).flatMapToDouble(Arrays::stream).toArray();
    /** Texts of two, one and four positions. */
    private static final int[] LENGTHS = {2, 1, 4};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forward",
                "reverse",
                "js",
                "js-0.2",
                "js-warm",
                "skewed-forward",
                "skewed-reverse",
                "adaptive",
                "top-forgotten",
                "top-one-choice",
                "top-warm",
                "mixed",
                "two-teachers"
            })
    void givesLossAndGradientOfTrlAndTorch(String name) {
        ObjectivesGolden.DistillationCase expected = GOLDEN.distillation().get(name);
        found(name, objective(name)).requireClose(expected.loss(), expected.gradient(), 1e-10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forward",
                "reverse",
                "js",
                "skewed-forward",
                "skewed-reverse",
                "top-forgotten",
                "top-warm",
                "two-teachers"
            })
    void hasTheGradientOfFiniteDifferences(String name) {
        found(name, objective(name)).requireFiniteDifferences(loss(name, objective(name)), LOGITS, PLACES, VOCABULARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"adaptive", "mixed", "top-one-choice", "two-teachers"})
    void addsUpOverTexts(String name) {
        DistillationObjective objective = objective(name);
        double loss = 0;
        int start = 0;
        for (int text = 0; text < LENGTHS.length; text++) {
            int from = start;
            int one = text;
            int to = start + LENGTHS[text];
            double[] logits = Arrays.copyOfRange(LOGITS, from * VOCABULARY, to * VOCABULARY);
            loss += Differentiated.of(
                            leaf -> objective.loss(
                                    samples(name).subList(one, one + 1),
                                    leaf.logSoftmax(-1),
                                    teachers(name, from, to),
                                    targets(from, to)),
                            logits,
                            LENGTHS[text],
                            VOCABULARY)
                    .loss();
            start = to;
        }
        assertThat(loss).isEqualTo(found(name, objective).loss(), within(1e-12));
    }

    @Test
    void wouldNoticeWrongVariants() {
        var everything = new Support.Vocabulary();
        // the wrong direction, the wrong side of the skew, the wrong share, the rest dropped, the temperature left out
        requireDifferent("forward", new DistillationObjective(new Divergence.ReverseKl(), everything, 1, 0));
        requireDifferent("reverse", new DistillationObjective(new Divergence.ForwardKl(), everything, 1, 0));
        requireDifferent(
                "skewed-forward", new DistillationObjective(new Divergence.SkewedForwardKl(0.9), everything, 1, 0));
        requireDifferent(
                "skewed-reverse", new DistillationObjective(new Divergence.SkewedReverseKl(0.9), everything, 1, 0));
        requireDifferent("js-0.2", new DistillationObjective(new Divergence.JensenShannon(0.8), everything, 1, 0));
        requireDifferent("adaptive", new DistillationObjective(new Divergence.Adaptive(0.9), everything, 1, 0));
        requireDifferent("top-forgotten", objective("top-one-choice"));
        requireDifferent("js-warm", objective("js"));
        requireDifferent("mixed", new DistillationObjective(new Divergence.ForwardKl(), everything, 1, 0.7));
    }

    @Test
    void wouldNoticeAShareThatIsNotHeldFixed() {
        // stop-gradient: the adaptive share computed from the student with its gradient
        ObjectivesGolden.DistillationCase expected = GOLDEN.distillation().get("adaptive");
        Differentiated moving = Differentiated.of(
                logits -> {
                    Tensor student = logits.logSoftmax(-1);
                    Tensor teacher = teachers("adaptive", 0, PLACES).getFirst();
                    Tensor gaps = teacher.exp().sub(student.exp()).abs();
                    Tensor share = gaps.max(-1, false).div(gaps.sum(-1, false));
                    Tensor forward = new Divergence.ForwardKl().of(student, teacher);
                    Tensor reverse = new Divergence.ReverseKl().of(student, teacher);
                    return forward.mul(share)
                            .add(reverse.mul(share.neg().add(1)))
                            .mean();
                },
                LOGITS,
                PLACES,
                VOCABULARY);
        moving.requireDifferent(expected.loss(), expected.gradient());
    }

    @Test
    void givesNoGradientToTeachers() {
        try (Scope scope = Scope.open()) {
            Tensor teacher = Tensor.of(LOGITS, PLACES, VOCABULARY).requiresGrad_(true);
            Tensor student = Tensor.of(LOGITS, PLACES, VOCABULARY).requiresGrad_(true);
            objective("forward")
                    .loss(
                            samples("forward"),
                            student.logSoftmax(-1),
                            List.of(teacher.logSoftmax(-1)),
                            targets(0, PLACES))
                    .backward();
            assertThat(teacher.grad()).isNull();
            assertThat(student.grad()).isNotNull();
        }
    }

    @Test
    void isZeroWhereBothSayTheSame() {
        for (Divergence divergence : List.of(
                new Divergence.ForwardKl(),
                new Divergence.ReverseKl(),
                new Divergence.SkewedForwardKl(0.1),
                new Divergence.SkewedReverseKl(0.1),
                new Divergence.JensenShannon(0.5),
                new Divergence.Adaptive(0.5))) {
            try (Scope scope = Scope.open()) {
                Tensor same = Tensor.of(LOGITS, PLACES, VOCABULARY).logSoftmax(-1);
                assertThat(divergence.of(same, same).toDoubles()).containsOnly(new double[PLACES], within(1e-12));
            }
        }
    }

    @Test
    void takesTheSharpestTeacherInFloat32() {
        try (Scope scope = Scope.open()) {
            Tensor teacher = Tensor.of(new float[] {90, 0, -5, 2}, 1, 4).logSoftmax(-1);
            Tensor student = Tensor.of(new float[] {0, 80, 1, 2}, 1, 4).logSoftmax(-1);
            for (Rest rest : Rest.values()) {
                Support.Compared compared = new Support.Top(2, rest).of(student, teacher);
                for (Divergence divergence : List.of(new Divergence.ForwardKl(), new Divergence.Adaptive(0.5))) {
                    assertThat(divergence
                                    .of(compared.student(), compared.teacher())
                                    .item())
                            .isPositive()
                            .isFinite();
                }
            }
            // all that the teacher thinks possible is the head; what it rules out is not, even if its sum does not grow
            // any more
            assertThat(new Divergence.Adaptive(0.5).of(student, teacher).item()).isFinite();
        }
    }

    @Test
    void isTheSameWithWhatATeacherRecorded() {
        try (Scope scope = Scope.open()) {
            Tensor student = Tensor.of(LOGITS, PLACES, VOCABULARY).logSoftmax(-1);
            Tensor teacher = teachers("forward", 0, PLACES).getFirst();
            var likeliest = teacher.topk(3, -1);
            for (Rest rest : Rest.values()) {
                Support.Compared live = new Support.Top(3, rest).of(student, teacher);
                Support.Compared recorded = Support.top(student, likeliest.indices(), likeliest.values(), rest);
                assertThat(recorded.student().toDoubles())
                        .isEqualTo(live.student().toDoubles());
                assertThat(recorded.teacher().toDoubles())
                        .isEqualTo(live.teacher().toDoubles());
                assertThat(live.teacher().exp().sum(-1, false).toDoubles()).containsOnly(ones(), within(1e-12));
                assertThat(live.student().exp().sum(-1, false).toDoubles()).containsOnly(ones(), within(1e-12));
            }
        }
    }

    @Test
    void saysWhatIsWorthWatching() {
        try (Scope scope = Scope.open()) {
            Tensor student = Tensor.of(LOGITS, PLACES, VOCABULARY).logSoftmax(-1);
            List<Tensor> teachers = teachers("mixed", 0, PLACES);
            Metrics metrics = objective("mixed")
                    .statistics(samples("mixed"), student, teachers, targets(0, PLACES))
                    .metrics();
            ObjectivesGolden.DistillationCase expected = GOLDEN.distillation().get("mixed");
            assertThat(metrics.get("divergence"))
                    .isEqualTo(GOLDEN.distillation().get("forward").loss(), within(1e-10));
            assertThat(0.7 * metrics.get("divergence") + 0.3 * metrics.get("negative_log_likelihood"))
                    .isEqualTo(expected.loss(), within(1e-10));
            long same = IntStream.range(0, PLACES)
                    .filter(t -> largest(GOLDEN.student()[t]) == largest(GOLDEN.teachers()[0][t]))
                    .count();
            assertThat(metrics.get("agreement")).isEqualTo((double) same / PLACES);
        }
    }

    @Test
    void dividesByThePositionsOfTheBatchAndLeavesOutTextsWithoutAny() {
        List<DistillationSample> samples = DistillationSample.of(
                List.of(ObjectivesGolden.answer(3), ObjectivesGolden.answer(0), ObjectivesGolden.answer(5)),
                new double[] {1});
        assertThat(samples)
                .hasSize(2)
                .allSatisfy(sample -> assertThat(sample.weight()).isEqualTo(0.125));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Support.Top(0, Rest.FORGOTTEN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Divergence.SkewedForwardKl(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Divergence.SkewedReverseKl(-0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Divergence.JensenShannon(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Divergence.JensenShannon(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Divergence.Adaptive(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Divergence.Adaptive(1));
        var kl = new Divergence.ForwardKl();
        var all = new Support.Vocabulary();
        assertThatIllegalArgumentException().isThrownBy(() -> new DistillationObjective(kl, all, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new DistillationObjective(kl, all, 1, 1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new DistillationObjective(kl, all, 1, -0.1));
        try (Scope scope = Scope.open()) {
            Tensor student = Tensor.of(LOGITS, PLACES, VOCABULARY).logSoftmax(-1);
            List<Tensor> one = teachers("forward", 0, PLACES);
            Tensor targets = targets(0, PLACES);
            var objective = new DistillationObjective(kl, all, 1, 0);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> objective.loss(samples("forward").subList(0, 2), student, one, targets))
                    .withMessageContaining("3 positions and 1 teachers");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> objective.loss(samples("two-teachers"), student, one, targets));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> objective.loss(
                            samples("forward"), student, List.of(one.getFirst().narrow(1, 0, 3)), targets));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> objective.loss(
                            List.of(new DistillationSample(ObjectivesGolden.answer(PLACES), 1, new double[0])),
                            student,
                            List.of(),
                            targets))
                    .withMessageContaining("needs a teacher");
        }
    }

    private static void requireDifferent(String name, DistillationObjective wrong) {
        ObjectivesGolden.DistillationCase expected = GOLDEN.distillation().get(name);
        found(name, wrong).requireDifferent(expected.loss(), expected.gradient());
    }

    private static Differentiated found(String name, DistillationObjective objective) {
        return Differentiated.of(loss(name, objective), LOGITS, PLACES, VOCABULARY);
    }

    private static UnaryOperator<Tensor> loss(String name, DistillationObjective objective) {
        return logits ->
                objective.loss(samples(name), logits.logSoftmax(-1), teachers(name, 0, PLACES), targets(0, PLACES));
    }

    private static List<DistillationSample> samples(String name) {
        List<Demonstration> texts =
                Arrays.stream(LENGTHS).mapToObj(ObjectivesGolden::answer).toList();
        return DistillationSample.of(texts, GOLDEN.distillation().get(name).weights());
    }

    private static List<Tensor> teachers(String name, int from, int to) {
        return IntStream.range(0, GOLDEN.distillation().get(name).weights().length)
                .mapToObj(i -> Tensor.of(
                                Arrays.stream(GOLDEN.teachers()[i], from, to)
                                        .flatMapToDouble(Arrays::stream)
                                        .toArray(),
                                to - from,
                                VOCABULARY)
                        .logSoftmax(-1))
                .toList();
    }

    private static Tensor targets(int from, int to) {
        return Tensor.of(Arrays.copyOfRange(GOLDEN.targets(), from, to), to - from);
    }

    private static double[] ones() {
        double[] ones = new double[PLACES];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static int largest(double[] values) {
        return IntStream.range(0, values.length)
                .reduce((a, b) -> values[b] > values[a] ? b : a)
                .orElseThrow();
    }

    private static DistillationObjective objective(String name) {
        var all = new Support.Vocabulary();
        return switch (name) {
            case "forward" -> new DistillationObjective(new Divergence.ForwardKl(), all, 1, 0);
            case "reverse" -> new DistillationObjective(new Divergence.ReverseKl(), all, 1, 0);
            case "js" -> new DistillationObjective(new Divergence.JensenShannon(0.5), all, 1, 0);
            case "js-0.2" -> new DistillationObjective(new Divergence.JensenShannon(0.2), all, 1, 0);
            case "js-warm" -> new DistillationObjective(new Divergence.JensenShannon(0.5), all, 2, 0);
            case "skewed-forward" -> new DistillationObjective(new Divergence.SkewedForwardKl(0.1), all, 1, 0);
            case "skewed-reverse" -> new DistillationObjective(new Divergence.SkewedReverseKl(0.1), all, 1, 0);
            case "adaptive" -> new DistillationObjective(new Divergence.Adaptive(0.5), all, 1, 0);
            case "top-forgotten" ->
                new DistillationObjective(new Divergence.ForwardKl(), new Support.Top(4, Rest.FORGOTTEN), 1, 0);
            case "top-one-choice" ->
                new DistillationObjective(new Divergence.ForwardKl(), new Support.Top(4, Rest.ONE_CHOICE), 1, 0);
            case "top-warm" ->
                new DistillationObjective(new Divergence.ForwardKl(), new Support.Top(3, Rest.ONE_CHOICE), 1.5, 0);
            case "mixed" -> new DistillationObjective(new Divergence.ForwardKl(), all, 1, 0.3);
            case "two-teachers" -> new DistillationObjective(new Divergence.ReverseKl(), all, 1, 0.1);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
