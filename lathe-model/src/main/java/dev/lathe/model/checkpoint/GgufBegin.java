package dev.lathe.model.checkpoint;

import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Translates whether texts get a token at their beginning. Lathe itself adds none, since chat templates write it; other programs look here.
 */
final class GgufBegin {
    static final String KEY = "tokenizer.ggml.add_bos_token";

    private GgufBegin() {}

    /** Tells whether a tokenizer.json puts a special token before a text. */
    static boolean added(JsonNode root) {
        return root.path("post_processor").findValues("single").stream()
                .anyMatch(single -> single.path(0).has("SpecialToken"));
    }

    /** Lets a tokenizer.json put the token before a text if a file asks for it. */
    static void describe(GgufFile file, List<String> tokens, ObjectNode root) {
        OptionalInt id = file.metadata().findInteger("tokenizer.ggml.bos_token_id");
        boolean known = id.isPresent() && id.getAsInt() >= 0 && id.getAsInt() < tokens.size();
        if (!known || !file.metadata().flag(KEY, usual(file.metadata()))) {
            return;
        }
        JsonNode others = root.get("post_processor");
        ArrayNode steps =
                root.putObject("post_processor").put("type", "Sequence").putArray("processors");
        if (others.isObject()) {
            steps.add(others);
        }
        addTemplate(steps.addObject(), tokens.get(id.getAsInt()), id.getAsInt());
    }

    /** Returns what a file means that does not say: SentencePiece, Llama 3 and Mistral Nemo begin texts with a token. */
    private static boolean usual(GgufMetadata metadata) {
        return metadata.string(GgufTokenizer.KIND).equals("llama")
                || PreTokenizers.wholeWordsFirst(
                        metadata.findString(GgufBytePairs.SPLIT).orElse(""));
    }

    private static void addTemplate(ObjectNode step, String token, int id) {
        step.put("type", "TemplateProcessing");
        addParts(step.putArray("single"), token, "A");
        addParts(step.putArray("pair"), token, "A", "B");
        ObjectNode special = step.putObject("special_tokens").putObject(token).put("id", token);
        special.putArray("ids").add(id);
        special.putArray("tokens").add(token);
    }

    private static void addParts(ArrayNode parts, String token, String... texts) {
        parts.addObject().putObject("SpecialToken").put("id", token).put("type_id", 0);
        for (String text : texts) {
            parts.addObject().putObject("Sequence").put("id", text).put("type_id", 0);
        }
    }
}
