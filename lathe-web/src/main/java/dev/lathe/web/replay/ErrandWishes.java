package dev.lathe.web.replay;

import dev.lathe.shop.Constraint;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.World;
import dev.lathe.shop.action.Amount;
import dev.lathe.shop.desk.CartLine;
import dev.lathe.shop.desk.DeskScreen;
import dev.lathe.shop.desk.DeskState;
import dev.lathe.shop.desk.DeskTask;
import dev.lathe.shop.desk.Goal;
import dev.lathe.web.page.ErrandViews;
import dev.lathe.web.page.WishView;
import dev.lathe.web.page.WishViews;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says how far an errand is done: by what lies in the cart, and once it has ended by what was done. */
final class ErrandWishes {
    private final World world;
    private final DeskTask errand;
    private final ErrandWords words;

    ErrandWishes(World world, DeskTask errand) {
        this.world = world;
        this.errand = errand;
        this.words = ErrandWords.of(errand.language());
    }

    List<WishView> of(DeskState now, DeskScreen screen) {
        List<CartLine> things = now.done() ? now.deeds().bought() : now.cart();
        List<Integer> returned = now.deeds().returned();
        return switch (errand.goal()) {
            case Goal.Bought goal -> bought(goal, things, screen.totalFen(), now.done());
            case Goal.BoughtExactly(var lines) -> exactly(lines, things, now.done());
            case Goal.Returned(int order) ->
                List.of(
                        wish("return", words.returned(order), state(returned.contains(order), now.done())),
                        nothingElse(returned.stream().allMatch(number -> number == order)));
            case Goal.Answered(String answer) ->
                List.of(wish(
                        "answer",
                        words.answer() + ": " + answer,
                        state(answer.equalsIgnoreCase(now.deeds().answer()), now.done())));
            case Goal.Nothing() ->
                List.of(nothingElse(returned.isEmpty() && now.deeds().bought().isEmpty()));
        };
    }

    private List<WishView> bought(Goal.Bought goal, List<CartLine> things, int totalFen, boolean done) {
        List<WishView> wishes = new ArrayList<>();
        for (List<Constraint> item : goal.items()) {
            boolean met = things.stream().anyMatch(line -> isWished(line, item, goal.excluded()));
            wishes.add(wish("thing", text(item), state(met, done)));
        }
        if (goal.oneShop()) {
            String state = things.isEmpty() ? state(false, done) : verdict(CartLine.shops(world, things) == 1);
            wishes.add(wish("shop", words.oneShop(), state));
        }
        if (goal.mostFen() != Integer.MAX_VALUE) {
            String state = things.isEmpty() ? state(false, done) : verdict(totalFen <= goal.mostFen());
            wishes.add(wish("total", words.total() + " \u2264 " + Amount.text(goal.mostFen()), state));
        }
        wishes.add(nothingElse(things.stream()
                .allMatch(line -> goal.items().stream().anyMatch(item -> isWished(line, item, goal.excluded())))));
        return wishes;
    }

    private boolean isWished(CartLine line, List<Constraint> item, List<Integer> excluded) {
        Purchase purchase = line.in(world);
        return !excluded.contains(line.product()) && item.stream().allMatch(purchase::meets);
    }

    private String text(List<Constraint> item) {
        var wishes = new WishViews(world, errand.language());
        return item.stream().map(wishes::text).collect(Collectors.joining(", "));
    }

    private List<WishView> exactly(List<CartLine> lines, List<CartLine> things, boolean done) {
        var views = new ErrandViews(world, errand.language());
        List<WishView> wishes = new ArrayList<>();
        for (CartLine line : lines) {
            wishes.add(wish("thing", views.thing(line).title(), state(things.contains(line), done)));
        }
        wishes.add(nothingElse(lines.containsAll(things)));
        return wishes;
    }

    private WishView nothingElse(boolean holds) {
        return wish("nothing-else", words.nothingElse(), verdict(holds));
    }

    private static WishView wish(String kind, String text, String state) {
        return new WishView(kind, text, state);
    }

    /** What is not done yet is open until the errand has ended. */
    private static String state(boolean met, boolean done) {
        return WishView.state(met || done ? Optional.of(met) : Optional.empty());
    }

    private static String verdict(boolean met) {
        return WishView.state(Optional.of(met));
    }
}
