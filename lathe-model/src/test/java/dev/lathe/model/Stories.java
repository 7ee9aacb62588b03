package dev.lathe.model;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reads the first format of llama2.c: seven integers, then float32 tensors, each for all layers at once. Its rotary pairs are
 * neighbours.
 */
final class Stories {
    private static final int END_OF_TEXT = 1;

    private final MemorySegment file;
    private final DecoderConfig config;
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private long offset = 7L * Integer.BYTES;

    private Stories(MemorySegment file) {
        this.file = file;
        config = config();
        long hidden = config.hiddenSize();
        long wide = config.intermediateSize();
        put("model.embed_tokens.weight", config.vocabSize(), hidden);
        putLayers("input_layernorm.weight", hidden);
        putLayers("self_attn.q_proj.weight", config.queryWidth(), hidden);
        putLayers("self_attn.k_proj.weight", config.keyValueWidth(), hidden);
        putLayers("self_attn.v_proj.weight", config.keyValueWidth(), hidden);
        putLayers("self_attn.o_proj.weight", hidden, config.queryWidth());
        putLayers("post_attention_layernorm.weight", hidden);
        putLayers("mlp.gate_proj.weight", wide, hidden);
        putLayers("mlp.down_proj.weight", hidden, wide);
        putLayers("mlp.up_proj.weight", wide, hidden);
        put("model.norm.weight", hidden);
    }

    static Stories read() {
        Path path = SharedModels.STORIES.resolve("stories260K.bin");
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(path)) {
            return new Stories(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    DecoderConfig description() {
        return config;
    }

    Map<String, Tensor> parameters() {
        return parameters;
    }

    private DecoderConfig config() {
        int hidden = header(0);
        int heads = header(3);
        return new DecoderConfig(
                header(5),
                hidden,
                header(1),
                header(2),
                heads,
                header(4),
                hidden / heads,
                1e-5,
                10_000,
                true,
                true,
                false,
                false,
                header(6),
                OptionalInt.of(END_OF_TEXT),
                List.of(END_OF_TEXT),
                OptionalInt.empty());
    }

    private int header(int index) {
        return file.getAtIndex(ValueLayout.JAVA_INT, index);
    }

    private void putLayers(String name, long... shape) {
        for (int layer = 0; layer < config.layers(); layer++) {
            put("model.layers." + layer + "." + name, shape);
        }
    }

    private void put(String name, long... shape) {
        long bytes = Float.BYTES;
        for (long size : shape) {
            bytes *= size;
        }
        parameters.put(name, Tensor.fromMemory(file.asSlice(offset, bytes), DType.FLOAT32, shape));
        offset += bytes;
    }
}
