package dev.lathe.shop;

import dev.lathe.core.Seeds;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Deals from named decks, each shuffled again when it is used up, so that every card comes about equally often. */
final class Dealer {
    private final long seed;
    private final Map<String, Deck> decks = new HashMap<>();

    private record Deck(SplittableRandom random, Deque<String> cards) {}

    Dealer(long seed) {
        this.seed = seed;
    }

    /** Returns the next card of a deck; a deck always has the same cards. */
    String deal(String name, List<String> cards) {
        Deck deck = decks.computeIfAbsent(
                name, missing -> new Deck(new SplittableRandom(Seeds.of(seed, name)), new ArrayDeque<>()));
        if (deck.cards().isEmpty()) {
            deck.cards().addAll(Draws.shuffled(cards, deck.random()));
        }
        return deck.cards().pop();
    }
}
