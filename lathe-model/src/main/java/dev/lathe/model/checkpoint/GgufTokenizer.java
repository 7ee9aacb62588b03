package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.tokenizer.Tokenizer;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the tokenizer.json that the metadata of a GGUF file describes. */
final class GgufTokenizer {
    static final String KIND = "tokenizer.ggml.model";
    static final String TOKENS = "tokenizer.ggml.tokens";
    static final String TYPES = "tokenizer.ggml.token_type";

    /** Types of tokens. */
    static final int NORMAL = 1;

    static final int UNKNOWN = 2;
    static final int CONTROL = 3;
    static final int USER_DEFINED = 4;
    static final int BYTE = 6;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final GgufFile file;
    private final List<String> tokens;
    private final List<Long> types;

    private GgufTokenizer(GgufFile file) {
        this.file = file;
        this.tokens = file.metadata().list(TOKENS, String.class);
        this.types = file.metadata().list(TYPES, Long.class);
    }

    /**
     * Makes the tokenizer.
     *
     * @throws UserError if its kind is not supported or the tables do not fit together
     */
    static Tokenizer of(GgufFile file) {
        return Tokenizer.ofJson(
                JSON.writeValueAsString(new GgufTokenizer(file).json()),
                file.path().toString());
    }

    private ObjectNode json() {
        ObjectNode root = JSON.createObjectNode().put("version", "1.0");
        root.putNull("truncation").putNull("padding");
        root.set("added_tokens", addedTokens());
        root.putNull("normalizer");
        root.putNull("pre_tokenizer");
        root.putNull("post_processor");
        String kind = file.metadata().string(KIND);
        switch (kind) {
            case "gpt2" -> GgufBytePairs.describe(file, tokens, root);
            case "llama" -> GgufPieces.describe(file, tokens, types, root);
            default ->
                throw new UserError(
                        "%s: tokenizers of the kind %s are not supported; supported are gpt2 (byte-level BPE) and llama (SentencePiece)"
                                .formatted(file.path(), Brief.of(kind)));
        }
        GgufBegin.describe(file, tokens, root);
        return root;
    }

    private ArrayNode addedTokens() {
        ArrayNode added = JSON.createArrayNode();
        for (int id = 0; id < Math.min(types.size(), tokens.size()); id++) {
            long type = types.get(id);
            if (type == CONTROL || type == USER_DEFINED || type == UNKNOWN) {
                ObjectNode token = added.addObject().put("id", id).put("content", tokens.get(id));
                token.put("single_word", false).put("lstrip", false).put("rstrip", false);
                token.put("normalized", false).put("special", type != USER_DEFINED);
            }
        }
        return added;
    }

    static ObjectNode model(List<String> tokens) {
        ObjectNode model = JSON.createObjectNode().put("type", "BPE");
        model.putNull("dropout").putNull("unk_token");
        model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
        model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
        ObjectNode vocab = model.putObject("vocab");
        for (int id = 0; id < tokens.size(); id++) {
            vocab.put(tokens.get(id), id);
        }
        return model;
    }
}
