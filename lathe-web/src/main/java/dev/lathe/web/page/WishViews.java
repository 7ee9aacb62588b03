package dev.lathe.web.page;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Language;
import dev.lathe.shop.Listing;
import dev.lathe.shop.Product;
import dev.lathe.shop.ProductAxis;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.World;
import dev.lathe.shop.action.Amount;
import dev.lathe.shop.session.MarketWords;
import dev.lathe.shop.session.PageWords;
import dev.lathe.shop.session.Screen;
import java.util.List;
import java.util.Optional;

/** Says how far an open item meets what a task asks for. */
public final class WishViews {
    private final World world;
    private final Language language;

    public WishViews(World world, Language language) {
        this.world = world;
        this.language = language;
    }

    /** Returns every wish of a task, with how far the open item meets it. */
    public List<WishView> of(ShopTask task, Screen screen) {
        return task.constraints().stream()
                .map(constraint -> new WishView(kind(constraint), text(constraint), state(constraint, screen)))
                .toList();
    }

    private String state(Constraint constraint, Screen screen) {
        if (!(screen instanceof Screen.Item item)) {
            return WishView.state(Optional.empty());
        }
        return WishView.state(
                met(constraint, world.product(item.product()), world.listing(item.product()), item.choices()));
    }

    /** Says whether a constraint is met, or nothing while that depends on options that are not chosen. */
    private static Optional<Boolean> met(
            Constraint constraint, Product product, Listing listing, List<Integer> choices) {
        return switch (constraint) {
            case Constraint.CategoryIs(String id) ->
                Optional.of(product.category().equals(id));
            case Constraint.AttributeIs(String id, String value) -> Optional.of(product.has(id, value));
            case Constraint.OptionIs(String axis, String value) -> option(product, choices, axis, value);
            case Constraint.PriceAtMost(int fen) -> price(product, choices, fen);
            case Constraint.NumberAtLeast(String id, int least) -> Optional.of(product.number(id) >= least);
            case Constraint.RatingAtLeast(int tenths) -> Optional.of(listing.rating() >= tenths);
            case Constraint.DeliveredWithin(int days) -> Optional.of(listing.deliveryDays() <= days);
        };
    }

    private static Optional<Boolean> option(Product product, List<Integer> choices, String axis, String value) {
        for (int i = 0; i < product.axes().size(); i++) {
            ProductAxis offered = product.axes().get(i);
            if (offered.axis().equals(axis)) {
                if (!offered.values().contains(value)) {
                    return Optional.of(false);
                }
                int choice = choices.get(i);
                return choice < 0
                        ? Optional.empty()
                        : Optional.of(offered.values().get(choice).equals(value));
            }
        }
        return Optional.of(false);
    }

    private static Optional<Boolean> price(Product product, List<Integer> choices, int fen) {
        return choices.contains(-1)
                ? Optional.empty()
                : Optional.of(product.price(ScreenViews.chosen(product, choices)) <= fen);
    }

    /** Returns a wish in words. */
    public String text(Constraint constraint) {
        PageWords words = PageWords.of(language);
        return switch (constraint) {
            case Constraint.CategoryIs(String id) ->
                words.kind() + ": " + world.category(id).name().in(language);
            case Constraint.AttributeIs(String id, String value) -> {
                Attribute attribute = world.attribute(id);
                yield attribute.name().in(language) + ": "
                        + attribute.value(value).name().in(language);
            }
            case Constraint.OptionIs(String axis, String value) ->
                world.axis(axis).name().in(language) + ": "
                        + world.axis(axis).value(value).name().in(language);
            case Constraint.PriceAtMost(int fen) -> words.price() + " \u2264 " + Amount.text(fen);
            case Constraint.NumberAtLeast(String id, int least) ->
                world.attribute(id).name().in(language) + " \u2265 " + least;
            case Constraint.RatingAtLeast(int tenths) ->
                MarketWords.of(language).rating() + " \u2265 " + MarketWords.stars(tenths);
            case Constraint.DeliveredWithin(int days) ->
                MarketWords.of(language).delivery() + " \u2264 " + days
                        + MarketWords.of(language).day();
        };
    }

    private static String kind(Constraint constraint) {
        return switch (constraint) {
            case Constraint.CategoryIs one -> "category";
            case Constraint.AttributeIs one -> "attribute";
            case Constraint.OptionIs one -> "option";
            case Constraint.PriceAtMost one -> "price";
            case Constraint.NumberAtLeast one -> "number";
            case Constraint.RatingAtLeast one -> "rating";
            case Constraint.DeliveredWithin one -> "delivery";
        };
    }
}
