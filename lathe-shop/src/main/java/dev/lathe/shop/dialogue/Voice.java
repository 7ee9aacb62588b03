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
}
