package dev.lathe.model.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Knows the names by which GGUF files say how a text is split before byte-pair encoding. */
final class PreTokenizers {
    /** Splits as GPT-4's tokenizer does: words with one leading sign, runs of DIGITS, signs, line ends, spaces. */
    private static final String WORDS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|DIGITS"
            + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    /** Splits before capitals, and keeps a slash with the line end behind it (Mistral Nemo). */
    private static final String TEKKEN =
            "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+"
                    + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*"
                    + "|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    private static final Map<String, Consumer<ObjectNode>> KINDS = kinds();

    private PreTokenizers() {}

    private static Map<String, Consumer<ObjectNode>> kinds() {
        Map<String, Consumer<ObjectNode>> kinds = new LinkedHashMap<>();
        kinds.put("gpt-2", PreTokenizers::words);
        kinds.put("default", PreTokenizers::words);
        for (String name : new String[] {"smollm", "starcoder", "refact", "command-r"}) {
            kinds.put(name, PreTokenizers::digitsThenWords);
        }
        for (String name : new String[] {"qwen2", "deepseek-r1-qwen"}) {
            kinds.put(name, root -> {
                root.putObject("normalizer").put("type", "NFC");
                pattern(root, WORDS.replace("DIGITS", "\\p{N}"));
            });
        }
        for (String name : new String[] {"llama-bpe", "llama3", "llama-v3", "falcon3", "pixtral"}) {
            kinds.put(name, root -> {
                wholeWordsFirst(root);
                pattern(root, WORDS.replace("DIGITS", "\\p{N}{1,3}"));
            });
        }
        kinds.put("tekken", root -> {
            wholeWordsFirst(root);
            pattern(root, TEKKEN);
        });
        return kinds;
    }

    static Set<String> names() {
        return new TreeSet<>(KINDS.keySet());
    }

    /**
     * Adds the steps of a kind to a tokenizer.json that has a model.
     *
     * @return whether the kind is known
     */
    static boolean describe(String kind, ObjectNode root) {
        Consumer<ObjectNode> steps = KINDS.get(kind);
        if (steps != null) {
            steps.accept(root);
        }
        return steps != null;
    }

    /** Returns the kind that splits as a tokenizer.json does. */
    static Optional<String> kindOf(JsonNode root) {
        return KINDS.entrySet().stream()
                .filter(kind -> splitsAlike(kind.getValue(), root))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean splitsAlike(Consumer<ObjectNode> kind, JsonNode root) {
        ObjectNode described = JsonMapper.shared().createObjectNode();
        described.putObject("model");
        described.putNull("normalizer");
        kind.accept(described);
        return essence(described.path("pre_tokenizer")).equals(essence(root.path("pre_tokenizer")));
    }

    /** Keeps of a step what decides where a text is split. */
    private static String essence(JsonNode step) {
        return switch (step.path("type").asString("")) {
            case "Sequence" ->
                step.path("pretokenizers")
                        .valueStream()
                        .map(PreTokenizers::essence)
                        .toList()
                        .toString();
            case "Split" ->
                step.path("pattern").path("Regex").asString("")
                        + step.path("behavior").asString("");
            case "ByteLevel" -> "bytes" + step.path("use_regex").asBoolean(true);
            default -> step.toString();
        };
    }

    /** Tells whether a kind takes words that are tokens whole, before any merge. */
    static boolean wholeWordsFirst(String kind) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        ObjectNode model = root.putObject("model");
        return describe(kind, root) && model.path("ignore_merges").asBoolean(false);
    }

    private static void wholeWordsFirst(ObjectNode root) {
        ((ObjectNode) root.get("model")).put("ignore_merges", true);
    }

    private static void words(ObjectNode root) {
        byteLevel(root.putObject("pre_tokenizer"), true);
    }

    private static void digitsThenWords(ObjectNode root) {
        ArrayNode steps = sequence(root);
        steps.addObject().put("type", "Digits").put("individual_digits", true);
        byteLevel(steps.addObject(), true);
    }

    private static void pattern(ObjectNode root, String expression) {
        ArrayNode steps = sequence(root);
        ObjectNode split = steps.addObject().put("type", "Split");
        split.putObject("pattern").put("Regex", expression);
        split.put("behavior", "Isolated").put("invert", false);
        byteLevel(steps.addObject(), false);
    }

    private static ArrayNode sequence(ObjectNode root) {
        return root.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
    }

    static void byteLevel(ObjectNode node, boolean splitWords) {
        node.put("type", "ByteLevel").put("add_prefix_space", false);
        node.put("trim_offsets", true).put("use_regex", splitWords);
    }
}
