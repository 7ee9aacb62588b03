package dev.lathe.core.recipe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what somebody probably meant. */
final class Nearest {
    private Nearest() {}

    /** Returns the nearest word; null if none is near. */
    static @Nullable String of(String written, Collection<String> words) {
        String best = null;
        int bestDistance = Math.max(2, written.length() / 3) + 1;
        for (String word : words) {
            int distance = distance(written, word);
            if (distance < bestDistance) {
                best = word;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** Returns the nearest key: a sibling, or else a key of the same or nearly the same name anywhere in the recipe. */
    static @Nullable String key(String written, Collection<String> siblings, Shape.Section root) {
        String sibling = of(written, siblings);
        if (sibling != null) {
            return sibling;
        }
        List<Known> all = new ArrayList<>();
        collect(root, "", "", all);
        String name = of(written, all.stream().map(Known::name).toList());
        return all.stream()
                .filter(known -> known.name().equals(name))
                .map(Known::label)
                .findFirst()
                .orElse(null);
    }

    /** A key somewhere in the recipe, and how to say where. */
    private record Known(String name, String label) {}

    private static void collect(Shape.Section section, String prefix, String suffix, List<Known> all) {
        for (Shape.Key key : section.keys()) {
            String path = prefix + key.name();
            all.add(new Known(key.name(), path + suffix));
            switch (key.shape()) {
                case Shape.Section inner -> collect(inner, path + ".", suffix, all);
                case Shape.Choice choice ->
                    choice.kinds().forEach((kind, inner) -> collect(inner, path + ".", " of kind " + kind, all));
                case Shape.Scalar scalar -> {}
                case Shape.Items items -> {}
            }
        }
    }

    /** Counts the letters to insert, remove, replace or swap with a neighbor (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int i, int j, int[][] cost) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
