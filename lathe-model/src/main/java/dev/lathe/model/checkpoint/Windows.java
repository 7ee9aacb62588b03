package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes which layers look at a window only. */
final class Windows {
    private static final String SLIDING = "sliding_attention";
    private static final String FULL = "full_attention";

    private Windows() {}

    /**
     * Returns for each layer whether it looks at a window: as {@code layer_types} says, else by the family's rule.
     *
     * @throws UserError if a layer has another type or the list another length
     */
    static List<Boolean> read(JsonFile file, int layers, IntPredicate rule) {
        JsonNode types = file.root().path("layer_types");
        if (!types.isArray()) {
            return IntStream.range(0, layers).mapToObj(rule::test).toList();
        }
        if (types.size() != layers) {
            throw new UserError("%s: the key layer_types names %d layers; num_hidden_layers is %d"
                    .formatted(file.path(), types.size(), layers));
        }
        return types.valueStream().map(type -> sliding(file, type)).toList();
    }

    private static boolean sliding(JsonFile file, JsonNode type) {
        return switch (type.asString("")) {
            case SLIDING -> true;
            case FULL -> false;
            default ->
                throw new UserError("%s: layers of the type %s are not supported; supported are %s and %s"
                        .formatted(file.path(), type, FULL, SLIDING));
        };
    }

    static void write(List<Boolean> sliding, ObjectNode root) {
        var types = root.putArray("layer_types");
        sliding.forEach(window -> types.add(window ? SLIDING : FULL));
    }
}
