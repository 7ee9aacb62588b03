package dev.lathe.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Changes one constraint of a task so that what was right is right no longer, and another product is. */
record Counterfactuals(World world, Satisfaction satisfaction) {
    /**
     * Returns a changed task; nothing if no product differs in exactly one constraint that can be said.
     *
     * @param wording says the constraints that a request says
     */
    Optional<ShopTask> of(ShopTask task, Function<List<Constraint>, String> wording) {
        for (int place = 0; place < task.constraints().size(); place++) {
            if (task.disclosure().source(place) != Source.PROFILE) {
                Optional<ShopTask> changed = changed(task, place, wording);
                if (changed.isPresent()) {
                    return changed;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<ShopTask> changed(ShopTask task, int place, Function<List<Constraint>, String> wording) {
        List<Constraint> rest = new ArrayList<>(task.constraints());
        Constraint wish = rest.remove(place);
        for (int index : satisfaction.candidates(task.constraints())) {
            Product product = world.product(index);
            Optional<Constraint> other = other(product, wish);
            if (other.isPresent() && Satisfaction.count(product, world.listing(index), rest) > 0) {
                List<Constraint> wishes = new ArrayList<>(task.constraints());
                wishes.set(place, other.get());
                if (Satisfaction.count(product, world.listing(index), wishes) > 0) {
                    return Optional.of(reworded(task, wishes, index, wording));
                }
            }
        }
        return Optional.empty();
    }

    /** Returns a wish that the product meets and that excludes the given one. */
    private static Optional<Constraint> other(Product product, Constraint wish) {
        return switch (wish) {
            case Constraint.AttributeIs(String id, String value)
            when !id.equals(Attribute.BRAND) && !value.equals(MarketLexicon.YES) && !product.has(id, value) ->
                Optional.ofNullable(product.attributes().get(id)).map(has -> new Constraint.AttributeIs(id, has));
            case Constraint.OptionIs(String id, String value)
            when !product.offers(id, value) ->
                product.axes().stream()
                        .filter(axis -> axis.axis().equals(id))
                        .map(axis -> (Constraint)
                                new Constraint.OptionIs(id, axis.values().getFirst()))
                        .findFirst();
            case Constraint same -> Optional.empty();
        };
    }

    private ShopTask reworded(
            ShopTask task, List<Constraint> wishes, int target, Function<List<Constraint>, String> wording) {
        return new ShopTask(
                task.id() + "-changed",
                task.split(),
                task.language(),
                wording.apply(said(task, wishes)),
                wishes,
                target,
                satisfaction.count(wishes),
                task.disclosure());
    }

    private static List<Constraint> said(ShopTask task, List<Constraint> wishes) {
        List<Constraint> said = new ArrayList<>();
        for (int place = 0; place < wishes.size(); place++) {
            if (task.disclosure().source(place) == Source.SAID) {
                said.add(wishes.get(place));
            }
        }
        return said;
    }
}
