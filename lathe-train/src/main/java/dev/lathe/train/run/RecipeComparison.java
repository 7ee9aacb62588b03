package dev.lathe.train.run;

import dev.lathe.core.UserError;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.train.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;

/** Holds a run to the recipe that it was begun with, but for how many processes share the work and which checkpoints stay. */
final class RecipeComparison {
    private static final List<String> FREE = List.of("parallel:", "checkpoints:");
    private static final List<String> RETIRED = Recipes.retired(Recipe.class);

    private RecipeComparison() {}

    /**
     * Is a line of a recipe.
     *
     * @param number from 1
     */
    private record Line(int number, String text) {}

    /**
     * Compares two resolved recipes line by line.
     *
     * @throws UserError naming the first line that differs
     */
    static void requireSame(String run, String begun, String now) {
        List<Line> before = compared(begun);
        List<Line> after = compared(now);
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            Line was = line(before, i);
            Line is = line(after, i);
            if (!was.text().equals(is.text())) {
                throw new UserError(
                        "the recipe differs from that of run '%s' (its recipe.yaml, line %d: '%s', now '%s'); resume with the same recipe, or choose another --name"
                                .formatted(
                                        run,
                                        was.number(),
                                        was.text().strip(),
                                        is.text().strip()));
            }
        }
    }

    /** Returns the lines outside of the sections that a resumed run may change, and but for keys that are used no longer. */
    private static List<Line> compared(String recipe) {
        List<Line> compared = new ArrayList<>();
        boolean skipping = false;
        int number = 0;
        for (String text : recipe.lines().toList()) {
            number++;
            boolean inside = text.startsWith(" ") || text.isBlank();
            skipping = inside ? skipping : FREE.stream().anyMatch(text::startsWith);
            if (!skipping && !RETIRED.contains(text.strip())) {
                compared.add(new Line(number, text.stripTrailing()));
            }
        }
        return compared;
    }

    private static Line line(List<Line> lines, int index) {
        return index < lines.size()
                ? lines.get(index)
                : new Line(lines.isEmpty() ? 1 : lines.getLast().number() + 1, "");
    }
}
