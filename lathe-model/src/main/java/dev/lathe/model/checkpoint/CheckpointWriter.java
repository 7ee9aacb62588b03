package dev.lathe.model.checkpoint;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.tokenizer.ChatTemplate;
import dev.lathe.model.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes Hugging Face folders that {@link Checkpoint#open} and transformers read. */
public final class CheckpointWriter {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();

    private CheckpointWriter() {}

    /**
     * Writes a folder, whole or not at all.
     *
     * @param tensors all that the description asks for; quantised ones are written as float32
     * @throws UserError if the folder cannot be written, for example because the disk is full
     */
    public static void write(
            Path folder,
            DecoderConfig config,
            List<RawTensor> tensors,
            Tokenizer tokenizer,
            @Nullable ChatTemplate chatTemplate) {
        AtomicFiles.folder(folder, partial -> fill(partial, config, tensors, tokenizer, chatTemplate));
    }

    /**
     * Writes the same files into a folder that exists, for callers that publish it together with files of their own.
     *
     * @throws IOException if a file cannot be written; some files may be there or incomplete then
     */
    public static void fill(
            Path folder,
            DecoderConfig config,
            List<RawTensor> tensors,
            Tokenizer tokenizer,
            @Nullable ChatTemplate chatTemplate)
            throws IOException {
        List<RawTensor> stored = config.ropeInterleaved()
                ? tensors.stream()
                        .map(tensor -> RotaryRows.halves(tensor, config))
                        .toList()
                : tensors;
        Map<String, RawTensor> byName = new LinkedHashMap<>();
        stored.forEach(tensor -> byName.put(tensor.name(), tensor));
        ExpectedTensors.check(folder, config, byName);
        SafetensorsWriter.write(folder.resolve(HuggingFaceFolder.WEIGHTS), stored);
        writeJson(folder.resolve(HuggingFaceFolder.CONFIG), config(config, stored));
        writeJson(folder.resolve(HuggingFaceFolder.GENERATION_CONFIG), generationConfig(config));
        Files.writeString(folder.resolve(HuggingFaceFolder.TOKENIZER), tokenizer.json());
        writeJson(folder.resolve(HuggingFaceFolder.TOKENIZER_CONFIG), tokenizerConfig(config, tokenizer, chatTemplate));
    }

    private static void writeJson(Path file, ObjectNode root) throws IOException {
        Files.writeString(file, PRETTY.writeValueAsString(root) + "\n");
    }

    private static ObjectNode config(DecoderConfig config, List<RawTensor> tensors) {
        String modelType = config.qkNorm() ? "qwen3" : config.qkvBias() ? "qwen2" : "llama";
        ObjectNode root = JSON.createObjectNode();
        root.putArray("architectures").add(HuggingFaceConfig.ARCHITECTURES.get(modelType));
        root.put("model_type", modelType)
                .put("vocab_size", config.vocabSize())
                .put("hidden_size", config.hiddenSize())
                .put("intermediate_size", config.intermediateSize())
                .put("num_hidden_layers", config.layers())
                .put("num_attention_heads", config.heads())
                .put("num_key_value_heads", config.keyValueHeads())
                .put("head_dim", config.headDim())
                .put("hidden_act", "silu")
                .put("rms_norm_eps", config.rmsNormEps())
                .put("rope_theta", config.ropeTheta())
                .put("attention_bias", config.qkvBias())
                .put("tie_word_embeddings", config.tiedEmbeddings())
                .put("max_position_embeddings", config.maxPositions())
                .put("torch_dtype", torchType(tensors));
        putTokens(root, config);
        return root;
    }

    private static String torchType(List<RawTensor> tensors) {
        return switch (tensors.getFirst().type()) {
            case BFLOAT16 -> "bfloat16";
            case FLOAT16 -> "float16";
            default -> "float32";
        };
    }

    private static ObjectNode generationConfig(DecoderConfig config) {
        ObjectNode root = JSON.createObjectNode().put("_from_model_config", true);
        putTokens(root, config);
        return root;
    }

    private static void putTokens(ObjectNode root, DecoderConfig config) {
        config.bosToken().ifPresent(id -> root.put("bos_token_id", id));
        if (config.eosTokens().size() == 1) {
            root.put("eos_token_id", config.eosTokens().getFirst());
        } else if (!config.eosTokens().isEmpty()) {
            ArrayNode ids = root.putArray("eos_token_id");
            config.eosTokens().forEach(ids::add);
        }
        config.padToken().ifPresent(id -> root.put("pad_token_id", id));
    }

    private static ObjectNode tokenizerConfig(
            DecoderConfig config, Tokenizer tokenizer, @Nullable ChatTemplate chatTemplate) {
        ObjectNode root = JSON.createObjectNode()
                .put("tokenizer_class", "PreTrainedTokenizerFast")
                .put("model_max_length", config.maxPositions())
                .put("clean_up_tokenization_spaces", false);
        putToken(root, "bos_token", config.bosToken(), tokenizer);
        OptionalInt eos =
                config.eosTokens().stream().mapToInt(Integer::intValue).findFirst();
        putToken(root, "eos_token", eos, tokenizer);
        putToken(root, "pad_token", config.padToken(), tokenizer);
        if (chatTemplate != null) {
            root.put("chat_template", chatTemplate.source());
        }
        return root;
    }

    private static void putToken(ObjectNode root, String key, OptionalInt id, Tokenizer tokenizer) {
        id.ifPresent(token -> root.put(key, tokenizer.token(token)));
    }
}
