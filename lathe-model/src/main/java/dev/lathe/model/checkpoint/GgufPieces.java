package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes tokenizers of the kind llama: pieces with scores, of which the best pair is joined first, and bytes for what has no piece.
 * Source: Kudo and Richardson, SentencePiece, 2018.
 */
final class GgufPieces {
    static final String SCORES = "tokenizer.ggml.scores";
    static final String PREFIX = "tokenizer.ggml.add_space_prefix";
    static final String SPACE = "\u2581";

    /** Two pieces that are joined to a third, whose score says when. */
    private record Merge(String left, String right, double score) {}

    private GgufPieces() {}

    static void describe(GgufFile file, List<String> tokens, List<Long> types, ObjectNode root) {
        List<Double> scores = file.metadata().list(SCORES, Double.class);
        if (scores.size() != tokens.size() || types.size() != tokens.size()) {
            throw new UserError("%s: %d tokens have %d scores and %d types"
                    .formatted(file.path(), tokens.size(), scores.size(), types.size()));
        }
        boolean prefix = file.metadata().flag(PREFIX, true);
        ArrayNode normalizers =
                root.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        if (prefix) {
            normalizers.addObject().put("type", "Prepend").put("prepend", SPACE);
        }
        replace(normalizers.addObject(), " ", SPACE);
        describeDecoder(root, prefix);
        ObjectNode model = GgufTokenizer.model(tokens);
        model.put("fuse_unk", true).put("byte_fallback", true);
        int unknown = types.indexOf((long) GgufTokenizer.UNKNOWN);
        if (unknown >= 0) {
            model.put("unk_token", tokens.get(unknown));
        }
        ArrayNode merges = model.putArray("merges");
        for (Merge merge : merges(tokens, types, scores)) {
            merges.addArray().add(merge.left).add(merge.right);
        }
        root.set("model", model);
    }

    private static void describeDecoder(ObjectNode root, boolean prefix) {
        ArrayNode steps = root.putObject("decoder").put("type", "Sequence").putArray("decoders");
        replace(steps.addObject(), SPACE, " ");
        steps.addObject().put("type", "ByteFallback");
        steps.addObject().put("type", "Fuse");
        if (prefix) {
            steps.addObject()
                    .put("type", "Strip")
                    .put("content", " ")
                    .put("start", 1)
                    .put("stop", 0);
        }
    }

    private static void replace(ObjectNode step, String pattern, String content) {
        step.put("type", "Replace").putObject("pattern").put("String", pattern);
        step.put("content", content);
    }

    /** Lists every way to join two pieces to a third, the highest scores first. */
    private static List<Merge> merges(List<String> tokens, List<Long> types, List<Double> scores) {
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < tokens.size(); id++) {
            boolean joined = types.get(id) == GgufTokenizer.NORMAL || types.get(id) == GgufTokenizer.USER_DEFINED;
            if (joined && !tokens.get(id).isEmpty()) {
                ids.put(tokens.get(id), id);
            }
        }
        List<Merge> merges = new ArrayList<>();
        ids.values().stream().sorted().forEach(id -> addMerges(tokens.get(id), scores.get(id), ids, merges));
        merges.sort(Comparator.comparingDouble(Merge::score).reversed());
        return merges;
    }

    private static void addMerges(String piece, double score, Map<String, Integer> ids, List<Merge> merges) {
        for (int at = piece.offsetByCodePoints(0, 1); at < piece.length(); at = piece.offsetByCodePoints(at, 1)) {
            String left = piece.substring(0, at);
            String right = piece.substring(at);
            if (ids.containsKey(left) && ids.containsKey(right)) {
                merges.add(new Merge(left, right, score));
            }
        }
    }
}
