package dev.lathe.core.recipe;

import dev.lathe.core.UserError;
import java.util.List;

/** Lays {@code key.path=value} texts over a recipe. */
final class Overrides {
    private Overrides() {}

    static Node apply(Node recipe, List<String> overrides) {
        Node result = recipe;
        for (String override : overrides) {
            result = Node.overlay(result, tree(override));
        }
        return result;
    }

    private static Node tree(String override) {
        String where = "--set " + override;
        int equals = override.indexOf('=');
        List<String> keys =
                equals < 1 ? List.of() : List.of(override.substring(0, equals).split("\\.", -1));
        if (keys.isEmpty() || keys.stream().anyMatch(String::isBlank)) {
            throw new UserError(where + ": must be a key and a value, such as optimizer.learning_rate=3e-4");
        }
        Node tree = YamlReader.value(override.substring(equals + 1), where);
        for (String key : keys.reversed()) {
            tree = Node.Table.of(where, key.strip(), tree);
        }
        return tree;
    }
}
