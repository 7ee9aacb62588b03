package dev.lathe.shop.session;

import dev.lathe.shop.Language;
import dev.lathe.shop.Listing;
import dev.lathe.shop.action.Amount;
import java.util.List;
import java.util.Locale;

/** Holds the words of pages that only a market has, in one language. */
public record MarketWords(
        String shop,
        String rating,
        String sold,
        String delivery,
        String day,
        String shipping,
        String promotion,
        String off,
        String reviews,
        String soldOut,
        String gone) {
    private static final MarketWords ENGLISH = new MarketWords(
            "shop",
            "rating",
            "sold",
            "delivery",
            "d",
            "shipping",
            "promotion",
            "off-from",
            "reviews",
            "sold out",
            "this combination is sold out");
    private static final MarketWords CHINESE =
            new MarketWords("店铺", "评分", "销量", "送达", "天", "运费", "优惠", "减-满", "评价", "已售罄", "这个 组合 已 售罄");

    public static MarketWords of(Language language) {
        return switch (language) {
            case EN -> ENGLISH;
            case ZH -> CHINESE;
        };
    }

    /** Returns what stands before a colon. */
    public List<String> labels() {
        return List.of(shop, rating, sold, delivery, shipping, promotion, reviews);
    }

    /** Writes how a product is sold, a line for each thing, each with a line break before it. */
    public String lines(Listing listing, String shopName) {
        var text = new StringBuilder();
        line(text, shop, shopName);
        line(text, rating, stars(listing.rating()));
        line(text, sold, String.valueOf(listing.sales()));
        line(text, delivery, listing.deliveryDays() + day);
        line(text, shipping, Amount.text(listing.shippingFen()));
        Listing.Promotion offer = listing.promotion();
        if (offer != null) {
            line(text, promotion, Amount.text(offer.offFen()) + off + Amount.text(offer.fromFen()));
        }
        return text.toString();
    }

    /** Writes tenths of a star as stars: 46 is {@code 4.6}. */
    public static String stars(int tenths) {
        return String.format(Locale.ROOT, "%d.%d", tenths / 10, tenths % 10);
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append('\n').append(label).append(": ").append(value);
    }
}
