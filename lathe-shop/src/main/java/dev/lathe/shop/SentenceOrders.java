package dev.lathe.shop;

import dev.lathe.core.Seeds;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Lists the orders in which the clauses of an instruction may come. The category is among the first three; each order belongs to one
 * split.
 */
final class SentenceOrders {
    private static final List<ClauseKind> CLAUSES = List.of(
            ClauseKind.CATEGORY,
            ClauseKind.BRAND,
            ClauseKind.ATTRIBUTE,
            ClauseKind.ATTRIBUTE,
            ClauseKind.OPTION,
            ClauseKind.OPTION,
            ClauseKind.PRICE);
    private static final int LATEST_CATEGORY = 3;
    private static final Map<Split, List<List<ClauseKind>>> ORDERS = orders();

    private SentenceOrders() {}

    static List<ClauseKind> draw(Split split, RandomGenerator random) {
        return Draws.one(of(split), random);
    }

    static List<List<ClauseKind>> of(Split split) {
        return Lexicon.known(ORDERS.get(split), "orders", split.name());
    }

    private static Map<Split, List<List<ClauseKind>>> orders() {
        Map<Split, List<List<ClauseKind>>> orders = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            orders.put(split, new ArrayList<>());
        }
        extend(new ArrayList<>(), new ArrayList<>(CLAUSES), orders);
        return orders;
    }

    private static void extend(
            List<ClauseKind> order, List<ClauseKind> rest, Map<Split, List<List<ClauseKind>>> orders) {
        if (order.size() == LATEST_CATEGORY && rest.contains(ClauseKind.CATEGORY)) {
            return;
        }
        if (rest.isEmpty()) {
            Lexicon.known(orders.get(split(order)), "orders", "").add(List.copyOf(order));
            return;
        }
        for (ClauseKind kind : ClauseKind.values()) {
            if (rest.remove(kind)) {
                order.add(kind);
                extend(order, rest, orders);
                order.removeLast();
                rest.add(kind);
            }
        }
    }

    private static Split split(List<ClauseKind> order) {
        return Splits.of(Seeds.of(0, order.toString()));
    }
}
