package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.tokenizer.Tokenizer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the tokenizer.json that the metadata of a GGUF file describes: byte-level byte-pair encoding with a table of merges. */
final class GgufTokenizer {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;

    /** Splits as GPT-4's tokenizer does: words with one leading sign, runs of DIGITS, signs, line ends, spaces. */
    private static final String WORDS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|DIGITS"
            + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    private static final Map<String, Consumer<ObjectNode>> PRE_TOKENIZERS = new TreeMap<>(Map.of(
            "gpt-2", GgufTokenizer::words,
            "default", GgufTokenizer::words,
            "smollm", GgufTokenizer::digitsThenWords,
            "qwen2",
                    root -> {
                        root.putObject("normalizer").put("type", "NFC");
                        pattern(root, "\\p{N}");
                    },
            "llama-bpe",
                    root -> {
                        ((ObjectNode) root.get("model")).put("ignore_merges", true);
                        pattern(root, "\\p{N}{1,3}");
                    }));

    private final GgufFile file;
    private final GgufMetadata metadata;
    private final List<String> tokens;

    private GgufTokenizer(GgufFile file) {
        this.file = file;
        this.metadata = file.metadata();
        this.tokens = metadata.list("tokenizer.ggml.tokens", String.class);
    }

    /**
     * Makes the tokenizer.
     *
     * @throws UserError if its kind is not supported or the tables do not fit together
     */
    static Tokenizer of(GgufFile file) {
        return Tokenizer.ofJson(JSON.writeValueAsString(new GgufTokenizer(file).json()));
    }

    private ObjectNode json() {
        String kind = metadata.string("tokenizer.ggml.model");
        if (!kind.equals("gpt2")) {
            throw new UserError("%s: tokenizers of the kind %s are not supported; supported is gpt2 (byte-level BPE)"
                    .formatted(file.path(), kind));
        }
        ObjectNode root = JSON.createObjectNode().put("version", "1.0");
        root.putNull("truncation").putNull("padding");
        root.set("added_tokens", addedTokens());
        root.putNull("normalizer");
        root.putNull("pre_tokenizer");
        byteLevel(root.putObject("post_processor"), true);
        byteLevel(root.putObject("decoder"), true);
        root.set("model", model());
        String split = metadata.findString("tokenizer.ggml.pre").orElse("default");
        Consumer<ObjectNode> preTokenizer = PRE_TOKENIZERS.get(split);
        if (preTokenizer == null) {
            throw new UserError("%s: the pre-tokenizer %s is not supported; supported are %s"
                    .formatted(file.path(), split, PRE_TOKENIZERS.keySet()));
        }
        preTokenizer.accept(root);
        return root;
    }

    private ObjectNode model() {
        ObjectNode model = JSON.createObjectNode().put("type", "BPE");
        model.putNull("dropout").putNull("unk_token");
        model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
        model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
        ObjectNode vocab = model.putObject("vocab");
        for (int id = 0; id < tokens.size(); id++) {
            vocab.put(tokens.get(id), id);
        }
        ArrayNode merges = model.putArray("merges");
        for (String merge : metadata.list("tokenizer.ggml.merges", String.class)) {
            int space = merge.indexOf(' ', 1);
            if (space < 0) {
                throw new UserError("%s: the merge '%s' is not two tokens".formatted(file.path(), merge));
            }
            merges.addArray().add(merge.substring(0, space)).add(merge.substring(space + 1));
        }
        return model;
    }

    private ArrayNode addedTokens() {
        List<Long> types = metadata.list("tokenizer.ggml.token_type", Long.class);
        ArrayNode added = JSON.createArrayNode();
        for (int id = 0; id < Math.min(types.size(), tokens.size()); id++) {
            long type = types.get(id);
            if (type == CONTROL || type == USER_DEFINED) {
                ObjectNode token = added.addObject().put("id", id).put("content", tokens.get(id));
                token.put("single_word", false).put("lstrip", false).put("rstrip", false);
                token.put("normalized", false).put("special", type == CONTROL);
            }
        }
        return added;
    }

    private static void words(ObjectNode root) {
        byteLevel(root.putObject("pre_tokenizer"), true);
    }

    private static void digitsThenWords(ObjectNode root) {
        ArrayNode steps = sequence(root);
        steps.addObject().put("type", "Digits").put("individual_digits", true);
        byteLevel(steps.addObject(), true);
    }

    private static void pattern(ObjectNode root, String digits) {
        ArrayNode steps = sequence(root);
        ObjectNode split = steps.addObject().put("type", "Split");
        split.putObject("pattern").put("Regex", WORDS.replace("DIGITS", digits));
        split.put("behavior", "Isolated").put("invert", false);
        byteLevel(steps.addObject(), false);
    }

    private static ArrayNode sequence(ObjectNode root) {
        return root.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
    }

    private static void byteLevel(ObjectNode node, boolean splitWords) {
        node.put("type", "ByteLevel").put("add_prefix_space", false);
        node.put("trim_offsets", true).put("use_regex", splitWords);
    }
}
