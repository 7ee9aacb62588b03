package dev.lathe.shop.session;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Language;
import dev.lathe.shop.Product;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.World;
import dev.lathe.shop.action.Amount;
import dev.lathe.shop.session.Page.Item;
import java.util.List;

/**
 * Finds which constraints an agent verified: those whose true value the open page had shown and the agent's own reply repeats. An
 * agent that buys unread verifies only what acting on a page forces it to read: the title (category and brand) and the options that
 * it chose.
 */
final class Statements {
    private final World world;
    private final Language language;

    Statements(World world, Language language) {
        this.world = world;
        this.language = language;
    }

    /** Returns a bit for each constraint that a reply states while an item is open. */
    long in(String reply, ShopTask task, Item item) {
        Product product = world.product(item.product());
        List<Constraint> constraints = task.constraints();
        long bits = 0;
        for (int i = 0; i < constraints.size(); i++) {
            if (states(reply, constraints.get(i), product, item)) {
                bits |= 1L << i;
            }
        }
        return bits;
    }

    private boolean states(String reply, Constraint constraint, Product product, Item item) {
        return switch (constraint) {
            case Constraint.CategoryIs(var category) -> true;
            case Constraint.OptionIs(var axis, var value) -> item.allChosen();
            case Constraint.AttributeIs(String id, var wanted) ->
                id.equals(Attribute.BRAND) || repeats(reply, product, id);
            case Constraint.NumberAtLeast(String id, int least) -> repeats(reply, product, id);
            case Constraint.RatingAtLeast(int tenths) ->
                hasWord(reply, MarketWords.stars(world.listing(product.index()).rating()));
            case Constraint.DeliveredWithin(int days) ->
                hasWord(
                        reply,
                        world.listing(product.index()).deliveryDays()
                                + MarketWords.of(language).day());
            case Constraint.PriceAtMost(int fen) ->
                item.allChosen()
                        && hasWord(reply, Amount.text(product.price(ItemPages.values(product, item.choices()))));
        };
    }

    private boolean repeats(String reply, Product product, String attribute) {
        String value = product.attributes().get(attribute);
        return value != null
                && hasWord(reply, world.attribute(attribute).value(value).name().in(language));
    }

    /** Returns whether a text has a word that is not a part of a longer one; Chinese has no such bounds. */
    static boolean hasWord(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            if ((at == 0 || !joins(text.charAt(at - 1))) && (end == text.length() || !joins(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean joins(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '-');
    }
}
