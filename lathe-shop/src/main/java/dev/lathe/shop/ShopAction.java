package dev.lathe.shop;

import org.jspecify.annotations.Nullable;

/** Says what an agent wants to do in the shop. */
public sealed interface ShopAction {
    /** Searches; with a price, only among products whose cheapest combination costs at most that much. */
    record Search(String query, @Nullable Integer maxFen, Refinement refinement) implements ShopAction {
        /** Searches without a refinement. */
        public Search(String query, @Nullable Integer maxFen) {
            this(query, maxFen, Refinement.NONE);
        }
    }

    /** Opens the product in a slot of the results page, counted from one. */
    record Open(int slot) implements ShopAction {}

    /** Chooses an option value by its word on the page. */
    record Choose(String value) implements ShopAction {}

    /** Buys the open product with the chosen options. */
    record Buy() implements ShopAction {}

    /** Turns to the next page of results. */
    record NextPage() implements ShopAction {}

    /** Turns to the previous page of results. */
    record PreviousPage() implements ShopAction {}

    /** Returns from an item to its results. */
    record BackToResults() implements ShopAction {}

    /** Leaves without a purchase: right if nothing meets all constraints. */
    record Leave() implements ShopAction {}

    /** Asks the shopper a question. */
    record Ask(String question) implements ShopAction {}

    /** Proposes the product in a slot to the shopper. */
    record Propose(int slot) implements ShopAction {}
}
