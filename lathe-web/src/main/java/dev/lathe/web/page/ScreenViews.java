package dev.lathe.web.page;

import dev.lathe.shop.Language;
import dev.lathe.shop.Product;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.session.Screen;
import dev.lathe.shop.session.Shop;
import java.util.ArrayList;
import java.util.List;

/** Makes screens ready to be drawn in one language. */
public final class ScreenViews {
    private final ResultViews results;
    private final ItemViews items;

    public ScreenViews(Shop shop, Language language) {
        var pictures = new ProductPicture(shop.world());
        this.results = new ResultViews(shop, language, pictures);
        this.items = new ItemViews(shop.world(), language, pictures);
    }

    /** Returns a screen to draw. */
    public ScreenView of(Screen screen) {
        return switch (screen) {
            case Screen.Start() -> new ScreenView(null, null);
            case Screen.Results found -> new ScreenView(results.withNarrower(found), null);
            case Screen.Item item -> new ScreenView(results.of(item.results()), items.of(item));
        };
    }

    /** Returns what is proposed or bought, as an open item to draw. */
    public ScreenView.Item of(Purchase purchase) {
        Product product = purchase.product();
        List<Integer> choices = new ArrayList<>();
        for (int axis = 0; axis < product.axes().size(); axis++) {
            choices.add(
                    product.axes().get(axis).values().indexOf(purchase.chosen().get(axis)));
        }
        return items.of(0, product, choices);
    }

    /** Returns the ids of the values that are chosen. */
    public static List<String> chosen(Product product, List<Integer> choices) {
        List<String> chosen = new ArrayList<>();
        for (int axis = 0; axis < choices.size(); axis++) {
            if (choices.get(axis) >= 0) {
                chosen.add(product.axes().get(axis).values().get(choices.get(axis)));
            }
        }
        return chosen;
    }
}
