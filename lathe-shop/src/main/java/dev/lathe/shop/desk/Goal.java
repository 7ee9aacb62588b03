package dev.lathe.shop.desk;

import dev.lathe.shop.Constraint;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.World;
import java.util.ArrayList;
import java.util.List;

/** Says what must have been done at the end: nothing less, and nothing more. */
public sealed interface Goal {
    /** Names this score; it changes when any score could. */
    String VERSION = "lathe-errand-1";

    /**
     * Asks that exactly so many things were bought, one for each list of constraints.
     *
     * @param oneShop whether all must come from one shop
     * @param mostFen the most that the total may be, with shipping and after the voucher
     * @param excluded the indexes of products that will not do
     */
    record Bought(List<List<Constraint>> items, boolean oneShop, int mostFen, List<Integer> excluded) implements Goal {}

    /** Asks that exactly these things were bought, in any order. */
    record BoughtExactly(List<CartLine> lines) implements Goal {}

    /** Asks that exactly this order was returned. */
    record Returned(int order) implements Goal {}

    /** Asks for an answer. */
    record Answered(String answer) implements Goal {}

    /** Asks that nothing was done, because the rules of the shop forbid what is wished. */
    record Nothing() implements Goal {}

    /** Returns whether what was done is what was asked. */
    default boolean met(World world, Deeds deeds) {
        boolean nothingElse = switch (this) {
            case Bought bought -> deeds.returned().isEmpty();
            case BoughtExactly exactly -> deeds.returned().isEmpty();
            case Returned returned -> deeds.bought().isEmpty();
            case Answered answered ->
                deeds.bought().isEmpty() && deeds.returned().isEmpty();
            case Nothing nothing -> deeds.bought().isEmpty() && deeds.returned().isEmpty();
        };
        return nothingElse
                && switch (this) {
                    case Bought(var items, boolean oneShop, int mostFen, var excluded) ->
                        deeds.totalFen() <= mostFen
                                && deeds.bought().stream().noneMatch(line -> excluded.contains(line.product()))
                                && matches(items, purchases(world, deeds))
                                && (!oneShop || CartLine.shops(world, deeds.bought()) <= 1);
                    case BoughtExactly(var lines) -> sameLines(lines, deeds.bought());
                    case Returned(int order) -> deeds.returned().equals(List.of(order));
                    case Answered(String answer) -> answer.equalsIgnoreCase(deeds.answer());
                    case Nothing() -> true;
                };
    }

    private static List<Purchase> purchases(World world, Deeds deeds) {
        return deeds.bought().stream().map(line -> line.in(world)).toList();
    }

    private static boolean sameLines(List<CartLine> wanted, List<CartLine> bought) {
        List<CartLine> rest = new ArrayList<>(bought);
        return wanted.stream().allMatch(rest::remove) && rest.isEmpty();
    }

    /** Returns whether purchases can be assigned to items one to one; there are few of both. */
    private static boolean matches(List<List<Constraint>> items, List<Purchase> purchases) {
        if (items.size() != purchases.size()) {
            return false;
        }
        if (items.isEmpty()) {
            return true;
        }
        for (int i = 0; i < purchases.size(); i++) {
            List<Purchase> rest = new ArrayList<>(purchases);
            Purchase tried = rest.remove(i);
            if (items.getFirst().stream().allMatch(tried::meets) && matches(items.subList(1, items.size()), rest)) {
                return true;
            }
        }
        return false;
    }
}
