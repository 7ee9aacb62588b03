package dev.lathe.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.model.PackedSequences.Stretch;
import dev.lathe.model.TinyModel.Family;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds layers that are gone back through by written formulas against the same in FLOAT64, which is recorded. */
class DerivedLayerTests {
    private static final String LAYER = LayerWeights.prefix(1);
    private static final long TOKENS = 70;

    /** One sequence by itself, and two that begin alike. */
    private static final List<Stretch> STRETCHES = List.of(
            new Stretch(Stretch.NONE, 24), new Stretch(Stretch.NONE, 20), new Stretch(1, 13), new Stretch(1, 13));

    /** What a layer gives and the gradients of its input and its parameters, by name. */
    private SequencedMap<String, float[]> run(TinyModel model, DType type) {
        SequencedMap<String, Tensor> leaves = new TreeMap<>();
        model.parameters().forEach((name, parameter) -> {
            if (name.startsWith(LAYER)) {
                leaves.put(name, parameter.to(type).detach().copy().requiresGrad_(true));
            }
        });
        var sequences = new PackedSequences(Tensor.arange(DType.INT64, TOKENS), STRETCHES);
        Tensor input = waves(type, model.config().hiddenSize(), 1);
        var pass = new DecoderPass(model.config(), sequences, List.of(), input);
        SequencedMap<String, float[]> results = new TreeMap<>();
        try (StageRun run = pass.run(2, leaves, input)) {
            assertThat(run instanceof DerivedLayer).isEqualTo(type != DType.FLOAT64);
            results.put("output", run.output().toFloats());
            results.put(
                    "input",
                    run.backward(waves(type, model.config().hiddenSize(), 3)).toFloats());
        }
        leaves.forEach((name, leaf) -> results.put(name, leaf.grad().toFloats()));
        return results;
    }

    private static Tensor waves(DType type, long hidden, double frequency) {
        return Tensor.arange(DType.FLOAT64, TOKENS * hidden)
                .mul(frequency)
                .sin()
                .to(type)
                .view(1, TOKENS, hidden);
    }

    private static double distance(float[] one, float[] other) {
        double square = 0;
        double all = 0;
        for (int i = 0; i < one.length; i++) {
            square += Math.pow(one[i] - (double) other[i], 2);
            all += Math.pow(other[i], 2);
        }
        return Math.sqrt(square / all);
    }

    @ParameterizedTest
    @EnumSource(names = {"LLAMA", "QWEN2", "QWEN3", "LLAMA2_C", "MISTRAL", "SMOLLM3"})
    void goesBackExactly(Family family) {
        try (Scope _ = Scope.open();
                TinyModel model = TinyModel.of(family, 5)) {
            SequencedMap<String, float[]> truth = run(model, DType.FLOAT64);
            run(model, DType.FLOAT32)
                    .forEach((name, values) -> assertThat(distance(values, truth.get(name)))
                            .as(name)
                            .isLessThan(2e-6));
            run(model, DType.BFLOAT16)
                    .forEach((name, values) -> assertThat(distance(values, truth.get(name)))
                            .as(name)
                            .isLessThan(0.02));
        }
    }
}
