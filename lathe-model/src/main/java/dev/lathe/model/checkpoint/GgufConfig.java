package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the description of a decoder from the metadata of a GGUF file. */
final class GgufConfig {
    private static final Set<String> ARCHITECTURES = Set.of("llama", "qwen2", "qwen3");

    private final GgufFile file;
    private final GgufMetadata metadata;
    private final String architecture;

    private GgufConfig(GgufFile file) {
        this.file = file;
        this.metadata = file.metadata();
        this.architecture = metadata.string("general.architecture");
    }

    /**
     * Reads the description.
     *
     * @throws UserError if the architecture, or something it uses, is not supported
     */
    static DecoderConfig of(GgufFile file) {
        var reader = new GgufConfig(file);
        reader.refuseUnsupported();
        try {
            return reader.config();
        } catch (IllegalArgumentException e) {
            throw new UserError("%s: %s".formatted(file.path(), e.getMessage()), e);
        }
    }

    private void refuseUnsupported() {
        if (!ARCHITECTURES.contains(architecture)) {
            throw new UserError("%s: the architecture %s is not supported; supported are llama, qwen2, qwen3"
                    .formatted(file.path(), architecture));
        }
        String scaling = metadata.findString(key("rope.scaling.type")).orElse("none");
        if (!scaling.equals("none") || file.tensors().containsKey("rope_freqs.weight")) {
            throw new UserError("%s: scaled rotary positions (%s) are not supported"
                    .formatted(file.path(), scaling.equals("none") ? "rope_freqs.weight" : scaling));
        }
        if (metadata.integer(key("expert_count"), 0) > 0) {
            throw new UserError(file.path() + ": mixtures of experts are not supported; only dense models are");
        }
        OptionalInt rotated = metadata.findInteger(key("rope.dimension_count"));
        if (rotated.isPresent() && rotated.getAsInt() != headDim()) {
            throw new UserError("%s: rotary positions over %d of %d dimensions are not supported; only over all"
                    .formatted(file.path(), rotated.getAsInt(), headDim()));
        }
    }

    private DecoderConfig config() {
        return new DecoderConfig(
                vocabSize(),
                metadata.integer(key("embedding_length")),
                metadata.integer(key("feed_forward_length")),
                metadata.integer(key("block_count")),
                metadata.integer(key("attention.head_count")),
                (int) metadata.integer(key("attention.head_count_kv"), metadata.integer(key("attention.head_count"))),
                headDim(),
                roundedFloat(metadata.number(key("attention.layer_norm_rms_epsilon"))),
                metadata.number(key("rope.freq_base"), 10_000),
                false,
                !file.tensors().containsKey("output.weight"),
                architecture.equals("qwen2"),
                architecture.equals("qwen3"),
                metadata.integer(key("context_length")),
                metadata.findInteger("tokenizer.ggml.bos_token_id"),
                eosTokens(),
                metadata.findInteger("tokenizer.ggml.padding_token_id"));
    }

    /** Returns the shortest decimal that has the same float32: 1e-5, not 9.999999747378752e-06. */
    private static double roundedFloat(double value) {
        return Double.parseDouble(Float.toString((float) value));
    }

    private int vocabSize() {
        RawTensor embedding = file.tensors().get("token_embd.weight");
        if (embedding == null) {
            throw new UserError(file.path() + ": the tensor token_embd.weight is missing");
        }
        return Math.toIntExact(embedding.shape()[0]);
    }

    private int headDim() {
        return metadata.findInteger(key("attention.key_length"))
                .orElseGet(() -> metadata.integer(key("embedding_length"))
                        / Math.max(1, metadata.integer(key("attention.head_count"))));
    }

    private List<Integer> eosTokens() {
        List<Integer> tokens = new ArrayList<>();
        metadata.findInteger("tokenizer.ggml.eos_token_id").ifPresent(tokens::add);
        metadata.findInteger("tokenizer.ggml.eot_token_id").ifPresent(token -> {
            if (!tokens.contains(token)) {
                tokens.add(token);
            }
        });
        return tokens;
    }

    private String key(String name) {
        return architecture + "." + name;
    }
}
