package dev.lathe.model.checkpoint;

import dev.lathe.model.DecoderConfig;
import dev.lathe.model.tokenizer.ChatTemplate;
import dev.lathe.model.tokenizer.Tokenizer;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the JSON files of a Hugging Face folder. */
final class HuggingFaceConfigWriter {
    private static final JsonMapper JSON = JsonMapper.shared();

    private HuggingFaceConfigWriter() {}

    static ObjectNode config(DecoderConfig config, List<RawTensor> tensors) {
        Family family = Families.named(config.choices().family());
        ObjectNode root = JSON.createObjectNode();
        root.putArray("architectures").add(family.traits().architecture());
        root.put("model_type", family.traits().modelType())
                .put("vocab_size", config.vocabSize())
                .put("hidden_size", config.hiddenSize())
                .put("intermediate_size", config.intermediateSize())
                .put("num_hidden_layers", config.layers())
                .put("num_attention_heads", config.heads())
                .put("num_key_value_heads", config.keyValueHeads())
                .put("head_dim", config.headDim())
                .put("rms_norm_eps", config.rmsNormEps())
                .put("tie_word_embeddings", config.tiedEmbeddings())
                .put("max_position_embeddings", config.maxPositions())
                .put("torch_dtype", torchType(tensors));
        HuggingFaceRope.write(config, root);
        family.write(config, root);
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

    static ObjectNode generationConfig(DecoderConfig config) {
        ObjectNode root = JSON.createObjectNode().put("_from_model_config", true);
        putTokens(root, config);
        return root;
    }

    private static void putTokens(ObjectNode root, DecoderConfig config) {
        // what a class of transformers sets by default would name tokens that this model has not
        config.bosToken().ifPresentOrElse(id -> root.put("bos_token_id", id), () -> root.putNull("bos_token_id"));
        config.padToken().ifPresentOrElse(id -> root.put("pad_token_id", id), () -> root.putNull("pad_token_id"));
        if (config.eosTokens().size() == 1) {
            root.put("eos_token_id", config.eosTokens().getFirst());
        } else if (config.eosTokens().isEmpty()) {
            root.putNull("eos_token_id");
        } else {
            ArrayNode ids = root.putArray("eos_token_id");
            config.eosTokens().forEach(ids::add);
        }
    }

    static ObjectNode tokenizerConfig(DecoderConfig config, Tokenizer tokenizer, @Nullable ChatTemplate chatTemplate) {
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
