package dev.lathe.shop.shopper;

import java.util.List;

/**
 * Holds a short exercise: a plan without the instruction that it came from, then item and price pages and the replies to them.
 *
 * @param plan the plan and the search, as a shopper writes them in its first reply
 * @param turns the item page and the reply; if the item is right, also the choices and the price
 */
public record Drill(String plan, List<Turn> turns) {
    public Drill {
        turns = List.copyOf(turns);
    }
}
