package dev.lathe.shop.dialogue;

import dev.lathe.shop.Purchase;
import dev.lathe.shop.ShopTask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is a moment at which a shopper is to say something.
 *
 * @param before how far the talk had come
 * @param question what the agent asked, or null if it proposed something
 * @param proposed what the agent proposed, or null if it asked
 * @param lines what the rules allow to be said: all leave the talk alike, and the first is said unless somebody chooses
 */
public record Occasion(
        ShopTask task,
        Talk before,
        @Nullable String question,
        @Nullable Purchase proposed,
        List<Line> lines) {
    public Occasion {
        lines = List.copyOf(lines);
    }

    /** Returns how many lines were said before. */
    public int turn() {
        return before.questions() + before.proposals();
    }
}
