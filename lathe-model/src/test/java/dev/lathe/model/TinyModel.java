package dev.lathe.model;

import dev.lathe.core.Seeds;
import dev.lathe.tensor.Generator;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Is a random model, small enough to be run many times and with weights large enough that its choices are not near ties.
 *
 * @param config two layers, a vocabulary of {@link #VOCABULARY}
 * @param parameters closed with the model
 */
public record TinyModel(DecoderConfig config, Map<String, Tensor> parameters) implements AutoCloseable {
    public static final int VOCABULARY = 61;

    /** Names what a decoder may differ in. */
    public enum Family {
        LLAMA,
        QWEN2,
        QWEN3,
        LLAMA2_C
    }

    public static TinyModel of(Family family, long seed) {
        DecoderConfig config = new DecoderConfig(
                VOCABULARY,
                32,
                48,
                2,
                4,
                2,
                8,
                1e-5,
                10_000,
                family == Family.LLAMA2_C,
                family != Family.QWEN2,
                family == Family.QWEN2,
                family == Family.QWEN3,
                256,
                OptionalInt.empty(),
                List.of(0),
                OptionalInt.empty());
        Map<String, Tensor> parameters = Parameters.initialize(config, seed);
        parameters.forEach((name, parameter) -> disturb(parameter, Seeds.of(seed, name)));
        return new TinyModel(config, parameters);
    }

    /** Adds noise, to norms and biases too. */
    public static void disturb(Tensor parameter, long seed) {
        try (Scope _ = Scope.open();
                Generator generator = Generator.seeded(seed)) {
            parameter.add_(generator.normal(0, 0.2, parameter.shape()));
        }
    }

    @Override
    public void close() {
        parameters.values().forEach(Tensor::close);
    }
}
