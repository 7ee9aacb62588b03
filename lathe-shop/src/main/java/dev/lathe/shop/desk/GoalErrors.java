package dev.lathe.shop.desk;

import dev.lathe.shop.Constraint;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.World;
import dev.lathe.shop.session.ErrorKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds what is wrong with what was done in an errand. */
final class GoalErrors {
    private final World world;
    private final DeskTask errand;
    private final Deeds deeds;
    private final List<ErrorKind> errors = new ArrayList<>();

    private GoalErrors(World world, DeskTask errand, Deeds deeds) {
        this.world = world;
        this.errand = errand;
        this.deeds = deeds;
    }

    /** Returns the errors; none if the goal is met. */
    static List<ErrorKind> of(World world, DeskTask errand, Deeds deeds) {
        var found = new GoalErrors(world, errand, deeds);
        found.find();
        return found.errors;
    }

    private void find() {
        switch (errand.goal()) {
            case Goal.Bought goal -> {
                wished(goal, new ArrayList<>(deeds.bought()));
                together(goal);
                returned(List.of());
            }
            case Goal.BoughtExactly(var lines) -> {
                List<CartLine> left = new ArrayList<>(deeds.bought());
                lines.stream().filter(line -> !left.remove(line)).forEach(line -> errors.add(ErrorKind.NOT_BOUGHT));
                unwished(left);
                returned(List.of());
            }
            case Goal.Returned(int order) -> {
                unwished(deeds.bought());
                returned(List.of(order));
            }
            case Goal.Answered(String answer) -> {
                unwished(deeds.bought());
                returned(List.of());
                if (!answer.equalsIgnoreCase(deeds.answer())) {
                    errors.add(ErrorKind.WRONG_ANSWER);
                }
            }
            case Goal.Nothing() -> {
                unwished(deeds.bought());
                returned(List.of());
            }
        }
    }

    /** What meets all wishes of an item is taken for it, and of what is left whatever comes nearest to one. */
    private void wished(Goal.Bought goal, List<CartLine> left) {
        left.removeIf(line -> {
            boolean excluded = goal.excluded().contains(line.product());
            if (excluded) {
                errors.add(ErrorKind.UNWISHED_PURCHASE);
            }
            return excluded;
        });
        List<List<Constraint>> open = new ArrayList<>(goal.items());
        open.removeIf(item -> left.stream()
                .filter(line -> unmet(item, line).isEmpty())
                .findFirst()
                .map(left::remove)
                .orElse(false));
        for (List<Constraint> item : open) {
            left.stream()
                    .min(Comparator.comparingInt(line -> unmet(item, line).size()))
                    .ifPresentOrElse(
                            nearest -> {
                                left.remove(nearest);
                                broken(unmet(item, nearest));
                            },
                            () -> errors.add(ErrorKind.NOT_BOUGHT));
        }
        unwished(left);
    }

    private List<Constraint> unmet(List<Constraint> item, CartLine line) {
        Purchase purchase = line.in(world);
        return item.stream().filter(wish -> !purchase.meets(wish)).toList();
    }

    private void broken(List<Constraint> wishes) {
        wishes.stream().map(ErrorKind::ofUnmet).forEach(errors::add);
        if (wishes.size() == 1) {
            errors.add(ErrorKind.NEAR_TWIN);
        }
    }

    private void together(Goal.Bought goal) {
        if (goal.oneShop() && CartLine.shops(world, deeds.bought()) > 1) {
            errors.add(ErrorKind.MIXED_SHOPS);
        }
        if (deeds.totalFen() > goal.mostFen()) {
            var pages = new DeskPages(world, errand.language());
            boolean enough = errand.vouchers().stream()
                    .anyMatch(voucher -> pages.total(deeds.bought(), voucher) <= goal.mostFen());
            errors.add(enough ? ErrorKind.VOUCHER_UNUSED : ErrorKind.OVER_BUDGET);
        }
    }

    private void unwished(Collection<CartLine> lines) {
        lines.forEach(line -> errors.add(ErrorKind.UNWISHED_PURCHASE));
    }

    private void returned(List<Integer> asked) {
        asked.stream()
                .filter(order -> !deeds.returned().contains(order))
                .forEach(order -> errors.add(ErrorKind.NOT_RETURNED));
        deeds.returned().stream()
                .filter(order -> !asked.contains(order))
                .forEach(order -> errors.add(ErrorKind.WRONG_RETURN));
    }
}
