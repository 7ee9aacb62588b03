package dev.lathe.tensor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a thin matrix of {@link LowRankUpdates}.
 *
 * @param matrix the name of the one that it changes
 * @param dim along which it is as long as that: 0 for {@code B}, {@code [out, rank]}, and 1 for {@code A}, {@code [rank, in]}
 */
public record Factor(String matrix, int dim) {
    private static final Pattern NAME = Pattern.compile("(?:low_rank\\.)?(.+)\\.lora_([AB])(?:\\.\\w+)?");

    /**
     * Tells which one a name of {@link LowRankUpdates#stepped()} stands for, or one of {@link LowRankUpdates#state()} of what is
     * remembered of it; null if it stands for none.
     */
    public static @Nullable Factor of(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() ? new Factor(parts.group(1), parts.group(2).equals("A") ? 1 : 0) : null;
    }
}
