package dev.lathe.shop.dialogue;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Language;
import dev.lathe.shop.WishReader;
import dev.lathe.shop.World;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names what wishes are about, and finds what a question is about. */
public final class Kinds {
    static final String CATEGORY = "category";
    static final String PRICE = "price";
    static final String RATING = "rating";
    static final String DELIVERY = "delivery";

    private static final Map<String, List<String>> WORDS = Map.of(
            Attribute.BRAND,
            List.of("brand", "maker", "manufacturer", "品牌", "牌子", "厂家"),
            PRICE,
            List.of("price", "budget", "cost", "spend", "pay", "价格", "预算", "多少钱", "价位"),
            RATING,
            List.of("rating", "stars", "rated", "评分", "口碑", "好评"),
            DELIVERY,
            List.of("delivery", "delivered", "arrive", "shipping", "送达", "送到", "到货", "发货"),
            CATEGORY,
            List.of("what kind", "which kind", "category", "种类", "品类"));

    private final World world;
    private final Language language;
    private final WishReader reader;

    public Kinds(World world, Language language, WishReader reader) {
        this.world = world;
        this.language = language;
        this.reader = reader;
    }

    /** Returns the kind of a wish: an attribute, an option axis, or one of the others. */
    public static String of(Constraint wish) {
        return switch (wish) {
            case Constraint.CategoryIs is -> CATEGORY;
            case Constraint.AttributeIs is -> is.attribute();
            case Constraint.NumberAtLeast is -> is.attribute();
            case Constraint.OptionIs is -> is.axis();
            case Constraint.PriceAtMost is -> PRICE;
            case Constraint.RatingAtLeast is -> RATING;
            case Constraint.DeliveredWithin is -> DELIVERY;
        };
    }

    /** Returns what a question is about; empty if it asks in general. */
    public Set<String> in(String question) {
        Set<String> kinds = new HashSet<>(reader.kinds(question));
        String text = question.toLowerCase(Locale.ROOT);
        WORDS.forEach((kind, words) -> {
            if (words.stream().anyMatch(text::contains)) {
                kinds.add(kind);
            }
        });
        return kinds;
    }

    /** Returns the word for the kind of a wish, as pages write it. */
    public String name(Constraint wish) {
        return switch (wish) {
            case Constraint.CategoryIs is -> DialogueWords.of(language).category();
            case Constraint.AttributeIs is ->
                world.attribute(is.attribute()).name().in(language);
            case Constraint.NumberAtLeast is ->
                world.attribute(is.attribute()).name().in(language);
            case Constraint.OptionIs is -> world.axis(is.axis()).name().in(language);
            case Constraint.PriceAtMost is -> DialogueWords.of(language).price();
            case Constraint.RatingAtLeast is -> DialogueWords.of(language).rating();
            case Constraint.DeliveredWithin is -> DialogueWords.of(language).delivery();
        };
    }
}
