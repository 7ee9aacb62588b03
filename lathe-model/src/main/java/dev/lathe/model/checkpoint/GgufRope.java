package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.RopeScaling;
import dev.lathe.model.RotaryFrequencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes what GGUF files say of scaled rotary positions: keys, or a tensor that each frequency is divided by. */
final class GgufRope {
    static final String DIVISORS = "rope_freqs.weight";
    private static final double CLOSE = 1e-4;
    private static final int LLAMA3_POSITIONS = 8192;

    private GgufRope() {}

    static RopeScaling read(GgufFile file, GgufKeys keys) {
        RawTensor divisors = file.tensors().get(DIVISORS);
        if (divisors != null) {
            return ofDivisors(divisors.toFloats(), keys.number("rope.freq_base", 10_000));
        }
        String type = keys.text("rope.scaling.type", "none");
        double factor = keys.number("rope.scaling.factor", keys.number("rope.scale_linear", 1));
        return switch (type) {
            case "none" -> factor == 1 ? new RopeScaling.None() : new RopeScaling.Linear(factor);
            case "linear" -> new RopeScaling.Linear(factor);
            case "yarn" ->
                new RopeScaling.Yarn(
                        factor,
                        keys.integer("rope.scaling.original_context_length"),
                        keys.number("rope.scaling.yarn_beta_fast", 32),
                        keys.number("rope.scaling.yarn_beta_slow", 1),
                        RopeScaling.Yarn.usualAmplitude(factor) * keys.number("rope.scaling.attn_factor", 1));
            default ->
                throw new UserError(
                        "%s: scaled rotary positions of the type %s are not supported; supported are none, linear, yarn"
                                .formatted(file.path(), type));
        };
    }

    /** Recognises the divisors of Llama 3.1 and its successors; others stay as they are. */
    private static RopeScaling ofDivisors(float[] divisors, double base) {
        List<Double> each = new ArrayList<>();
        for (float divisor : divisors) {
            each.add((double) divisor);
        }
        double largest = each.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        var llama3 = new RopeScaling.Llama3(largest, 1, 4, LLAMA3_POSITIONS);
        double[] plain = RotaryFrequencies.plain(base, 2 * divisors.length);
        double[] scaled = RotaryFrequencies.scaled(llama3, base, 2 * divisors.length);
        for (int i = 0; i < plain.length; i++) {
            double expected = plain[i] / scaled[i];
            if (Math.abs(expected - each.get(i)) > CLOSE * expected) {
                return new RopeScaling.Divisors(each);
            }
        }
        return llama3;
    }

    /** Adds the keys of a description's scaling, and returns its tensor if it needs one. */
    static Optional<RawTensor> write(DecoderConfig config, GgufEntries entries) {
        entries.put("rope.freq_base", (float) config.ropeTheta());
        entries.put("rope.dimension_count", config.headDim());
        return switch (config.choices().ropeScaling()) {
            case RopeScaling.None _ -> Optional.empty();
            case RopeScaling.Linear linear -> {
                entries.put("rope.scaling.type", "linear");
                entries.put("rope.scaling.factor", (float) linear.factor());
                yield Optional.empty();
            }
            case RopeScaling.Yarn yarn -> {
                entries.put("rope.scaling.type", "yarn");
                entries.put("rope.scaling.factor", (float) yarn.factor());
                entries.put("rope.scaling.original_context_length", yarn.originalPositions());
                entries.put("rope.scaling.yarn_beta_fast", (float) yarn.betaFast());
                entries.put("rope.scaling.yarn_beta_slow", (float) yarn.betaSlow());
                double usual = RopeScaling.Yarn.usualAmplitude(yarn.factor());
                entries.put("rope.scaling.attn_factor", (float) (yarn.amplitude() / usual));
                yield Optional.empty();
            }
            case RopeScaling.Llama3 _, RopeScaling.Divisors _ -> Optional.of(divisors(config));
        };
    }

    private static RawTensor divisors(DecoderConfig config) {
        double[] plain = RotaryFrequencies.plain(config.ropeTheta(), config.headDim());
        double[] scaled = RotaryFrequencies.of(config);
        float[] divisors = new float[plain.length];
        for (int i = 0; i < plain.length; i++) {
            divisors[i] = (float) (plain[i] / scaled[i]);
        }
        return RawTensor.of(DIVISORS, divisors, divisors.length);
    }
}
