package dev.lathe.model.cpu;

import dev.lathe.model.DecoderConfig;
import dev.lathe.model.vector.Memory;
import dev.lathe.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Holds one layer's weights in the forms that a pass reads. */
final class PackedLayer {
    final long inputNorm;
    final Panels queryKeyValue;
    final long bias;
    final long queryNorm;
    final long keyNorm;
    final Panels output;
    final long feedForwardNorm;
    final Panels gate;
    final Panels up;
    final Panels down;

    private final DecoderConfig config;

    PackedLayer(DecoderConfig config, CpuPrecision precision, Slabs slabs) {
        this.config = config;
        Widths widths = Widths.of(config);
        inputNorm = slabs.take(4L * widths.hidden());
        queryKeyValue = Panels.of(precision, widths.fused(), widths.hidden(), slabs);
        bias = slabs.take(4L * widths.fused());
        queryNorm = slabs.take(4L * config.headDim());
        keyNorm = slabs.take(4L * config.headDim());
        output = Panels.of(precision, widths.hidden(), widths.mixed(), slabs);
        feedForwardNorm = slabs.take(4L * widths.hidden());
        gate = Panels.of(precision, widths.wide(), widths.hidden(), slabs);
        up = Panels.of(precision, widths.wide(), widths.hidden(), slabs);
        down = Panels.of(precision, widths.hidden(), widths.wide(), slabs);
    }

    void load(
            int layer, Map<String, Tensor> parameters, Predicate<String> fresh, BiConsumer<Panels, RowSource> packer) {
        Named named = new Named(parameters, "model.layers." + layer + ".", fresh);
        if (named.anyFresh("self_attn.q_proj.weight", "self_attn.k_proj.weight", "self_attn.v_proj.weight")) {
            packer.accept(
                    queryKeyValue,
                    turned(named.get("self_attn.q_proj.weight"))
                            .and(turned(named.get("self_attn.k_proj.weight")))
                            .and(RowSource.of(named.get("self_attn.v_proj.weight"))));
        }
        Map<String, Panels> alone = Map.of(
                "self_attn.o_proj.weight",
                output,
                "mlp.gate_proj.weight",
                gate,
                "mlp.up_proj.weight",
                up,
                "mlp.down_proj.weight",
                down);
        alone.forEach((name, panels) -> {
            if (named.anyFresh(name)) {
                packer.accept(panels, RowSource.of(named.get(name)));
            }
        });
        put(inputNorm, named.get("input_layernorm.weight").toFloats());
        put(feedForwardNorm, named.get("post_attention_layernorm.weight").toFloats());
        if (config.qkvBias()) {
            put(bias, turned(named.get("self_attn.q_proj.bias").toFloats()));
            put(
                    bias + 4L * config.queryWidth(),
                    turned(named.get("self_attn.k_proj.bias").toFloats()));
            long values = bias + 4L * (config.queryWidth() + config.keyValueWidth());
            put(values, named.get("self_attn.v_proj.bias").toFloats());
        }
        if (config.qkNorm()) {
            put(queryNorm, turned(named.get("self_attn.q_norm.weight").toFloats()));
            put(keyNorm, turned(named.get("self_attn.k_norm.weight").toFloats()));
        }
    }

    private record Named(Map<String, Tensor> parameters, String prefix, Predicate<String> fresh) {
        boolean anyFresh(String... names) {
            return Arrays.stream(names).anyMatch(name -> fresh.test(prefix + name));
        }

        Tensor get(String name) {
            return PackedWeights.get(parameters, prefix + name);
        }
    }

    static void put(long address, float[] values) {
        for (int i = 0; i < values.length; i++) {
            Memory.putFloat(address + 4L * i, values[i]);
        }
    }

    private RowSource turned(Tensor matrix) {
        return RowSource.of(matrix, this::source);
    }

    private float[] turned(float[] values) {
        float[] turned = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            turned[i] = values[source(i)];
        }
        return turned;
    }

    /** Returns where an output of the query or key projection comes from: rotated pairs lie half a head apart here. */
    private int source(int row) {
        if (!config.ropeInterleaved()) {
            return row;
        }
        int size = config.headDim();
        int place = row % size;
        int pair = place % (size / 2);
        return row - place + 2 * pair + (place < size / 2 ? 0 : 1);
    }
}
