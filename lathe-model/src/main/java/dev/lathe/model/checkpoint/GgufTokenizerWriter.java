package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.tokenizer.ChatTemplate;
import dev.lathe.model.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts a tokenizer.json into the metadata of a GGUF file. */
final class GgufTokenizerWriter {
    private static final Pattern BYTE = Pattern.compile("<0x[0-9A-F]{2}>");
    private static final int UNUSED = 5;

    private final JsonNode root;
    private final List<String> tokens;
    private final Integer[] types;

    private GgufTokenizerWriter(JsonNode root, int size) {
        this.root = root;
        this.tokens = new ArrayList<>(Collections.nCopies(size, ""));
        this.types = new Integer[size];
        Arrays.fill(types, UNUSED);
    }

    /**
     * Adds a tokenizer, the tokens that begin and end texts, and the chat template.
     *
     * @throws UserError if GGUF has no name for what the tokenizer does
     */
    static void describe(
            DecoderConfig config, Tokenizer tokenizer, @Nullable ChatTemplate template, GgufEntries entries) {
        JsonNode root = JsonMapper.shared().readTree(tokenizer.json());
        if (!root.path("model").path("type").asString("").equals("BPE")) {
            throw new UserError("GGUF holds tokenizers of byte-pair encoding only; this one's model is %s"
                    .formatted(root.path("model").path("type").asString("")));
        }
        new GgufTokenizerWriter(root, config.vocabSize()).write(entries);
        config.bosToken().ifPresent(id -> entries.putWhole("tokenizer.ggml.bos_token_id", id));
        config.padToken().ifPresent(id -> entries.putWhole("tokenizer.ggml.padding_token_id", id));
        List<Integer> ends = config.eosTokens();
        if (!ends.isEmpty()) {
            entries.putWhole("tokenizer.ggml.eos_token_id", ends.getFirst());
        }
        if (ends.size() > 1) {
            entries.putWhole("tokenizer.ggml.eot_token_id", ends.get(1));
        }
        entries.putWhole(GgufBegin.KEY, GgufBegin.added(root));
        if (template != null) {
            entries.putWhole("tokenizer.chat_template", template.source());
        }
    }

    private void write(GgufEntries entries) {
        boolean pieces = root.path("model").path("byte_fallback").asBoolean();
        root.path("model").path("vocab").properties().forEach(entry -> {
            String token = entry.getKey();
            boolean single = pieces && BYTE.matcher(token).matches();
            put(entry.getValue().asInt(), token, single ? GgufTokenizer.BYTE : GgufTokenizer.NORMAL);
        });
        for (JsonNode added : root.path("added_tokens")) {
            put(
                    added.path("id").asInt(),
                    added.path("content").asString(""),
                    added.path("special").asBoolean() ? GgufTokenizer.CONTROL : GgufTokenizer.USER_DEFINED);
        }
        nameUnused();
        entries.putWhole(GgufTokenizer.KIND, pieces ? "llama" : "gpt2");
        if (pieces) {
            writePieces(entries);
        } else {
            writeBytePairs(entries);
        }
        entries.putWhole(GgufTokenizer.TOKENS, tokens);
        entries.putWhole(GgufTokenizer.TYPES, Arrays.asList(types));
    }

    private void put(int id, String token, int type) {
        if (id >= types.length) {
            throw new UserError(
                    "the tokenizer has a token %d '%s'; the model has %d".formatted(id, token, types.length));
        }
        tokens.set(id, token);
        types[id] = type;
    }

    /** Gives rows of the embedding that no token has a name, since names may not repeat. */
    private void nameUnused() {
        for (int id = 0; id < types.length; id++) {
            if (types[id] == UNUSED) {
                tokens.set(id, "[PAD" + id + "]");
            }
        }
    }

    private void writeBytePairs(GgufEntries entries) {
        entries.putWhole(
                GgufBytePairs.SPLIT,
                PreTokenizers.kindOf(root)
                        .orElseThrow(() -> new UserError(
                                "GGUF has no name for how the tokenizer splits texts: " + root.path("pre_tokenizer"))));
        entries.putWhole(
                GgufBytePairs.MERGES,
                merges().stream().map(pair -> String.join(" ", pair)).toList());
    }

    private void writePieces(GgufEntries entries) {
        int unknown = tokens.indexOf(root.path("model").path("unk_token").asString(""));
        if (unknown >= 0) {
            types[unknown] = GgufTokenizer.UNKNOWN;
            entries.putWhole("tokenizer.ggml.unknown_token_id", unknown);
        }
        Map<String, Float> scores = new HashMap<>();
        List<List<String>> merges = merges();
        for (int rank = 0; rank < merges.size(); rank++) {
            scores.putIfAbsent(String.join("", merges.get(rank)), (float) -rank);
        }
        float lowest = -merges.size();
        entries.putWhole(
                GgufPieces.SCORES,
                tokens.stream().map(token -> scores.getOrDefault(token, lowest)).toList());
        boolean prefix = root.path("normalizer").toString().contains("Prepend")
                || root.path("pre_tokenizer")
                        .path("prepend_scheme")
                        .asString("never")
                        .equals("first");
        entries.putWhole(GgufPieces.PREFIX, prefix);
    }

    /** Returns the pairs, which older files write as one string with a space. */
    private List<List<String>> merges() {
        return root.path("model")
                .path("merges")
                .valueStream()
                .map(merge -> merge.isArray()
                        ? List.of(merge.path(0).asString(), merge.path(1).asString())
                        : List.of(merge.asString().split(" ", 2)))
                .toList();
    }
}
