package dev.lathe.core;

import java.util.Locale;

/** Names constants as people write them: {@code held-out} for {@code HELD_OUT}. */
public final class DisplayName {
    private DisplayName() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
