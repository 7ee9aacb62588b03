package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderChoices;
import dev.lathe.model.DecoderConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads the description of a decoder from the metadata of a GGUF file. */
final class GgufConfig {
    private final GgufFile file;
    private final GgufMetadata metadata;
    private final Family family;
    private final GgufKeys keys;

    private GgufConfig(GgufFile file) {
        this.file = file;
        this.metadata = file.metadata();
        String architecture = metadata.string("general.architecture");
        this.family = Families.ofGguf(file.path(), architecture);
        this.keys = new GgufKeys(metadata, architecture);
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
        if (keys.integer("expert_count", 0) > 0
                && !family.traits().ggufArchitecture().equals("qwen3moe")) {
            throw new UserError(
                    "%s: mixtures of experts of the architecture %s are not supported; those of qwen3moe are"
                            .formatted(file.path(), family.traits().ggufArchitecture()));
        }
        OptionalInt rotated = keys.find("rope.dimension_count");
        if (rotated.isPresent() && rotated.getAsInt() != headDim()) {
            throw new UserError("%s: rotary positions over %d of %d dimensions are not supported; only over all"
                    .formatted(file.path(), rotated.getAsInt(), headDim()));
        }
    }

    private DecoderConfig config() {
        int layers = Families.checkedLayers("block_count", keys.integer("block_count"));
        DecoderChoices choices = family.read(keys, layers).withRopeScaling(GgufRope.read(file, keys));
        return new DecoderConfig(
                vocabSize(),
                keys.integer("embedding_length"),
                keys.integer("feed_forward_length"),
                layers,
                keys.integer("attention.head_count"),
                keys.integer("attention.head_count_kv", keys.integer("attention.head_count")),
                headDim(),
                keys.number("attention.layer_norm_rms_epsilon"),
                keys.number("rope.freq_base", 10_000),
                false,
                !file.tensors().containsKey("output.weight"),
                family.traits().qkvBias(),
                family.traits().qkNorm(),
                keys.integer("context_length"),
                metadata.findInteger("tokenizer.ggml.bos_token_id"),
                eosTokens(),
                metadata.findInteger("tokenizer.ggml.padding_token_id"),
                choices);
    }

    private int vocabSize() {
        RawTensor embedding = file.tensors().get("token_embd.weight");
        if (embedding == null) {
            throw new UserError(file.path() + ": the tensor token_embd.weight is missing");
        }
        return Math.toIntExact(embedding.shape()[0]);
    }

    private int headDim() {
        return keys.find("attention.key_length")
                .orElseGet(() -> keys.integer("embedding_length") / Math.max(1, keys.integer("attention.head_count")));
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
}
