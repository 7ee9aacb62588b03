package dev.lathe.train.run;

import dev.lathe.core.UserError;
import java.util.List;

/** Holds a run to the recipe that it was begun with. */
final class RecipeComparison {
    private RecipeComparison() {}

    /**
     * Compares two resolved recipes line by line.
     *
     * @throws UserError naming the first line that differs
     */
    static void requireSame(String run, String begun, String now) {
        List<String> before = begun.lines().toList();
        List<String> after = now.lines().toList();
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            String was = line(before, i);
            String is = line(after, i);
            if (!was.equals(is)) {
                throw new UserError(
                        "the recipe differs from that of run '%s' (its recipe.yaml, line %d: '%s', now '%s'); resume with the same recipe, or choose another --name"
                                .formatted(run, i + 1, was.strip(), is.strip()));
            }
        }
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index).stripTrailing() : "";
    }
}
