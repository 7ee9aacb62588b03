package dev.lathe.model;

import dev.lathe.core.Seeds;
import dev.lathe.model.LayerChoice.Rotation;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Generator;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
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
        LLAMA2_C,
        MISTRAL,
        SMOLLM3,
        QWEN3_MOE,
        GEMMA2,
        GEMMA3
    }

    private static final int HIDDEN = 32;
    private static final int WIDTH = 48;
    private static final int WINDOW = 12;

    public static TinyModel of(Family family, long seed) {
        DecoderConfig config = new DecoderConfig(
                VOCABULARY,
                HIDDEN,
                WIDTH,
                2,
                4,
                2,
                8,
                1e-5,
                10_000,
                family == Family.LLAMA2_C,
                family != Family.QWEN2,
                family == Family.QWEN2,
                family == Family.QWEN3 || family == Family.QWEN3_MOE || family == Family.GEMMA3,
                256,
                OptionalInt.empty(),
                List.of(0),
                OptionalInt.empty(),
                choices(family));
        Map<String, Tensor> parameters = Parameters.initialize(config, seed);
        parameters.forEach((name, parameter) -> disturb(parameter, Seeds.of(seed, name)));
        return new TinyModel(config, parameters);
    }

    private static DecoderChoices choices(Family family) {
        LayerChoice plain = LayerChoice.plain(WIDTH);
        LayerChoice window = layer(WINDOW, Rotation.GLOBAL, plain.feedForward());
        return switch (family) {
            case LLAMA, QWEN2, QWEN3, LLAMA2_C -> DecoderChoices.plain("llama", 2, WIDTH);
            case MISTRAL -> DecoderChoices.of("mistral", List.of(window, window));
            case SMOLLM3 -> DecoderChoices.of("smollm3", List.of(plain, layer(0, Rotation.NONE, plain.feedForward())));
            case QWEN3_MOE ->
                DecoderChoices.of(
                        "qwen3_moe",
                        List.of(plain, layer(0, Rotation.GLOBAL, new FeedForward.Experts(5, 2, 24, true))));
            case GEMMA2 -> gemma(List.of(window, plain), new RopeScaling.None(), OptionalDouble.empty(), 2, 3);
            case GEMMA3 ->
                gemma(
                        List.of(layer(WINDOW, Rotation.LOCAL, plain.feedForward()), plain),
                        new RopeScaling.Linear(8),
                        OptionalDouble.of(100),
                        0,
                        0);
        };
    }

    private static LayerChoice layer(int window, Rotation rotation, FeedForward feedForward) {
        return new LayerChoice(window, rotation, feedForward);
    }

    private static DecoderChoices gemma(
            List<LayerChoice> layers,
            RopeScaling scaling,
            OptionalDouble localBase,
            double attentionCap,
            double logitCap) {
        return new DecoderChoices(
                "gemma",
                layers,
                scaling,
                localBase,
                Activation.GELU_TANH,
                true,
                OptionalDouble.of(0.3),
                attentionCap,
                logitCap,
                Math.sqrt(HIDDEN));
    }

    /** Returns a random adapter that changes projections into and out of every layer's blocks, the same for each seed. */
    public static Adapter adapter(String name, long seed) {
        var changes = new LinkedHashMap<String, LowRank>();
        try (Generator generator = Generator.seeded(seed)) {
            for (int layer = 0; layer < 2; layer++) {
                String prefix = "model.layers." + layer + ".";
                changes.put(prefix + "self_attn.q_proj", change(generator, HIDDEN, HIDDEN));
                changes.put(prefix + "self_attn.o_proj", change(generator, HIDDEN, HIDDEN));
                changes.put(prefix + "mlp.up_proj", change(generator, HIDDEN, WIDTH));
                changes.put(prefix + "mlp.down_proj", change(generator, WIDTH, HIDDEN));
            }
        }
        return new Adapter(name, changes);
    }

    private static LowRank change(Generator generator, int inputs, int outputs) {
        return new LowRank(generator.normal(0, 0.3, 3, inputs), generator.normal(0, 0.3, outputs, 3), 2);
    }

    /** Adds noise, to norms and biases too. */
    public static void disturb(Tensor parameter, long seed) {
        try (Scope _ = Scope.open();
                Generator generator = Generator.seeded(seed)) {
            parameter.add_(generator.normal(0, 0.2, parameter.shape()));
        }
    }

    /** Returns the same model with parameters in another type. */
    public TinyModel to(DType type) {
        Map<String, Tensor> rounded = new LinkedHashMap<>();
        parameters.forEach(
                (name, parameter) -> rounded.put(name, parameter.detach().to(type)));
        return new TinyModel(config, rounded);
    }

    @Override
    public void close() {
        parameters.values().forEach(Tensor::close);
    }
}
