package dev.lathe.web.customer;

import dev.lathe.core.DisplayName;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Source;
import dev.lathe.shop.dialogue.Occasion;
import dev.lathe.shop.dialogue.Talk;
import dev.lathe.shop.session.Shop;
import dev.lathe.web.customer.CustomerView.Choosable;
import dev.lathe.web.customer.CustomerView.Wish;
import dev.lathe.web.customer.PersonAtPage.Waiting;
import dev.lathe.web.page.ScreenViews;
import dev.lathe.web.page.WishView;
import dev.lathe.web.page.WishViews;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes what agents ask and propose ready to be drawn for the customer. */
final class CustomerViews {
    private final Shop shop;

    CustomerViews(Shop shop) {
        this.shop = shop;
    }

    CustomerView of(Waiting waiting) {
        Occasion occasion = waiting.occasion();
        Purchase proposed = occasion.proposed();
        return new CustomerView(
                waiting.number(),
                DisplayName.of(waiting.language()),
                occasion.task().instruction(),
                waiting.talk(),
                occasion.question(),
                proposed == null ? null : new ScreenViews(shop, waiting.language()).of(proposed),
                wishes(occasion, new WishViews(shop.world(), waiting.language())),
                lines(waiting));
    }

    private static List<Wish> wishes(Occasion occasion, WishViews words) {
        List<Constraint> constraints = occasion.task().constraints();
        return IntStream.range(0, constraints.size())
                .mapToObj(place -> new Wish(
                        words.text(constraints.get(place)),
                        told(occasion.task(), occasion.before(), place),
                        state(constraints.get(place), occasion.proposed())))
                .toList();
    }

    private static String told(ShopTask task, Talk talk, int place) {
        Source source = task.disclosure().source(place);
        if (source != Source.ASKED) {
            return DisplayName.of(source);
        }
        if (talk.decoy() == place) {
            return "otherwise";
        }
        return talk.has(place) ? "told" : "untold";
    }

    private static String state(Constraint wish, @Nullable Purchase proposed) {
        return WishView.state(Optional.ofNullable(proposed).map(purchase -> purchase.meets(wish)));
    }

    private static List<Choosable> lines(Waiting waiting) {
        return IntStream.range(0, waiting.templates().size())
                .mapToObj(place -> new Choosable(
                        DisplayName.of(waiting.occasion().lines().get(place).act()),
                        waiting.templates().get(place)))
                .toList();
    }
}
