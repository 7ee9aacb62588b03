package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Describes tokenizers of the kind gpt2: byte-level byte-pair encoding with a table of merges. */
final class GgufBytePairs {
    static final String MERGES = "tokenizer.ggml.merges";
    static final String SPLIT = "tokenizer.ggml.pre";

    private GgufBytePairs() {}

    static void describe(GgufFile file, List<String> tokens, ObjectNode root) {
        PreTokenizers.byteLevel(root.putObject("post_processor"), true);
        PreTokenizers.byteLevel(root.putObject("decoder"), true);
        ObjectNode model = GgufTokenizer.model(tokens);
        ArrayNode merges = model.putArray("merges");
        for (String merge : file.metadata().list(MERGES, String.class)) {
            int space = merge.indexOf(' ', 1);
            if (space < 0) {
                throw new UserError("%s: the merge '%s' is not two tokens".formatted(file.path(), Brief.of(merge)));
            }
            merges.addArray().add(merge.substring(0, space)).add(merge.substring(space + 1));
        }
        root.set("model", model);
        String split = file.metadata().findString(SPLIT).orElse("default");
        if (!PreTokenizers.describe(split, root)) {
            throw new UserError("%s: the pre-tokenizer %s is not supported; supported are %s"
                    .formatted(file.path(), Brief.of(split), PreTokenizers.names()));
        }
    }
}
