package dev.lathe.model.checkpoint;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.tokenizer.ChatTemplate;
import dev.lathe.model.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes GGUF files that {@link Checkpoint#open} and llama.cpp read. */
public final class GgufCheckpointWriter {
    private GgufCheckpointWriter() {}

    /**
     * Writes a file, whole or not at all.
     *
     * @param tensors all that the description asks for, under Hugging Face names and in Hugging Face's order
     * @param type of the matrices: float32, float16, bfloat16 or Q8_0; vectors, and rows that Q8_0 does not divide, are float32
     * @throws UserError if GGUF cannot say what this model is, or the file cannot be written
     */
    public static void write(
            Path file,
            DecoderConfig config,
            List<RawTensor> tensors,
            RawType type,
            Tokenizer tokenizer,
            @Nullable ChatTemplate chatTemplate) {
        Family family = Families.named(config.choices().family());
        var entries = new GgufEntries(family.traits().ggufArchitecture());
        describe(config, entries);
        family.write(config, entries);
        GgufTokenizerWriter.describe(config, tokenizer, chatTemplate, entries);
        List<RawTensor> stored = new ArrayList<>();
        GgufRope.write(config, entries).ifPresent(stored::add);
        GgufLayout layout = GgufLayout.of(config);
        var names = new GgufNames(family);
        List<RawTensor> converted = tensors.stream()
                .map(tensor -> converted(layout.toGguf(tensor), type))
                .toList();
        GgufExperts.join(converted).forEach(tensor -> stored.add(tensor.as(names.gguf(tensor.name()), tensor.shape())));
        AtomicFiles.file(file, partial -> GgufWriter.write(partial, entries, stored));
    }

    private static RawTensor converted(RawTensor tensor, RawType type) {
        long[] shape = tensor.shape();
        boolean plain = shape.length == 1 || shape[shape.length - 1] % type.blockElements() != 0;
        return tensor.to(plain ? RawType.FLOAT32 : type);
    }

    private static void describe(DecoderConfig config, GgufEntries entries) {
        entries.put("context_length", config.maxPositions());
        entries.put("embedding_length", config.hiddenSize());
        entries.put("block_count", config.layers());
        entries.put("feed_forward_length", config.intermediateSize());
        entries.put("attention.head_count", config.heads());
        entries.put("attention.head_count_kv", config.keyValueHeads());
        entries.put("attention.key_length", config.headDim());
        entries.put("attention.value_length", config.headDim());
        entries.put("attention.layer_norm_rms_epsilon", (float) config.rmsNormEps());
        entries.put("vocab_size", config.vocabSize());
    }
}
