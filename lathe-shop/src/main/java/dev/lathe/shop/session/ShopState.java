package dev.lathe.shop.session;

import dev.lathe.shop.ShopTask;
import dev.lathe.shop.dialogue.Talk;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds everything that decides the rest of an episode.
 *
 * @param task what is to be bought
 * @param page what is on the screen
 * @param counts what happened so far
 * @param stated for each product that was open, a bit for each constraint of the task whose true value the agent stated
 * @param talk how far the talk with the shopper has come
 * @param done whether the episode ended
 */
public record ShopState(ShopTask task, Page page, Counts counts, Map<Integer, Long> stated, Talk talk, boolean done) {
    /** Counts what happened in an episode. */
    public record Counts(int turns, int invalidActions, int itemsOpened, int searches) {
        static final Counts NONE = new Counts(0, 0, 0, 0);

        Counts plusTurn() {
            return new Counts(turns + 1, invalidActions, itemsOpened, searches);
        }

        Counts plusInvalid() {
            return new Counts(turns, invalidActions + 1, itemsOpened, searches);
        }

        Counts plusOpened() {
            return new Counts(turns, invalidActions, itemsOpened + 1, searches);
        }

        Counts plusSearch() {
            return new Counts(turns, invalidActions, itemsOpened, searches + 1);
        }
    }

    public ShopState {
        stated = Map.copyOf(stated);
    }

    static ShopState start(ShopTask task) {
        return new ShopState(task, new Page.Start(), Counts.NONE, Map.of(), Talk.NONE, false);
    }

    ShopState withPage(Page other) {
        return new ShopState(task, other, counts, stated, talk, done);
    }

    ShopState withCounts(Counts other) {
        return new ShopState(task, page, other, stated, talk, done);
    }

    ShopState withStated(int product, long bits) {
        long known = stated.getOrDefault(product, 0L);
        if ((known | bits) == known) {
            return this;
        }
        var more = new HashMap<>(stated);
        more.put(product, known | bits);
        return new ShopState(task, page, counts, more, talk, done);
    }

    ShopState withTalk(Talk other) {
        return new ShopState(task, page, counts, stated, other, done);
    }

    ShopState ended() {
        return new ShopState(task, page, counts, stated, talk, true);
    }
}
