package dev.lathe.shop.dialogue;

import dev.lathe.shop.ShopTask;

/** Words what the rules decided. */
public interface Voice {
    /**
     * Returns a text that states exactly the facts of a line.
     *
     * @param turn how many lines were said before: the same line of the same turn has the same words
     */
    String say(ShopTask task, Line line, int turn);

    /** Says one of the lines that the rules allow: the first, unless this voice chooses. */
    default Spoken answer(Occasion occasion) {
        Line line = occasion.lines().getFirst();
        return new Spoken(line, say(occasion.task(), line, occasion.turn()));
    }
}
