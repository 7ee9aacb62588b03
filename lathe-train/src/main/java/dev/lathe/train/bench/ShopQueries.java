package dev.lathe.train.bench;

import dev.lathe.core.Seeds;
import dev.lathe.shop.Attribute;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.Product;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes distinct questions about random products, in turns of four kinds: brand and category; the whole title; category and two values
 * of attributes; and a sentence with words that no product has, so that not all words match.
 */
final class ShopQueries {
    private static final int KINDS = 4;

    private final Market market;
    private final Language language;

    ShopQueries(Market market, Language language) {
        this.market = market;
        this.language = language;
    }

    List<String> make(int count) {
        Set<String> queries = new LinkedHashSet<>();
        for (int number = 0; queries.size() < count; number++) {
            Product product = market.product((int) Long.remainderUnsigned(Seeds.of(11, number), market.size()));
            queries.add(query(product, number % KINDS));
        }
        return List.copyOf(queries);
    }

    private String query(Product product, int kind) {
        String category = market.category(product.category()).name().in(language);
        String brand =
                market.attribute(Attribute.BRAND).value(product.brand()).name().in(language);
        return switch (kind) {
            case 0 -> brand + " " + category;
            case 1 -> product.title().in(language);
            case 2 -> category + " " + String.join(" ", values(product));
            default -> "please i need a certain " + category + " by " + brand + " that somebody has whistled about";
        };
    }

    private List<String> values(Product product) {
        var values = new ArrayList<String>();
        product.attributes().forEach((id, value) -> {
            if (values.size() < 2) {
                values.add(market.attribute(id).value(value).name().in(language));
            }
        });
        return values;
    }
}
