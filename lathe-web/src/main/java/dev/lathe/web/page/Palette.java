package dev.lathe.web.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows what colors look like, and what colors materials have. */
final class Palette {
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("red", "#c8402f"),
            Map.entry("blue", "#3565a8"),
            Map.entry("green", "#4c8b4a"),
            Map.entry("yellow", "#e0b233"),
            Map.entry("white", "#f4f1ea"),
            Map.entry("black", "#33302e"),
            Map.entry("pink", "#dc8fa4"),
            Map.entry("purple", "#7c5797"));

    private static final Map<String, String> MATERIALS = Map.ofEntries(
            Map.entry("wood", "#b1824f"),
            Map.entry("bamboo", "#c9b26a"),
            Map.entry("steel", "#a3acb3"),
            Map.entry("copper", "#bd7a4c"),
            Map.entry("glass", "#a9cfd3"),
            Map.entry("ceramic", "#e3ded2"),
            Map.entry("plastic", "#7fa3c4"),
            Map.entry("rubber", "#5d5a58"),
            Map.entry("cotton", "#dccfb8"),
            Map.entry("linen", "#cbbb98"),
            Map.entry("wool", "#b9a999"),
            Map.entry("silk", "#d9b8c4"),
            Map.entry("denim", "#56759a"),
            Map.entry("leather", "#8d5a3b"),
            Map.entry("velvet", "#74425c"),
            Map.entry("nylon", "#6f8f86"));

    private static final List<String> OTHERS =
            List.of("#6b8fb5", "#b5796b", "#7fa06f", "#b59a5c", "#8c7fb0", "#5f9a96", "#a8728f", "#8a8173");

    private Palette() {}

    /** Returns the color that a value is named after, or null if it is none. */
    static @Nullable String named(String value) {
        return NAMED.get(value);
    }

    /** Returns the color of a material, or null if it is none. */
    static @Nullable String material(String value) {
        return MATERIALS.get(value);
    }

    /** Returns one of some colors by a number. */
    static String other(int number) {
        return OTHERS.get(Math.floorMod(number, OTHERS.size()));
    }
}
