package dev.lathe.shop;

import dev.lathe.core.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Wishes some of what tells an original of the market from its twins: the more, the harder. */
record MarketErrands(Market market, long seed) implements Errands {
    private static final int FEN = 100;

    @Override
    public World world() {
        return market;
    }

    /** Tries families in an order drawn for each number until one is of the split. */
    @Override
    public int family(Split split, int number) {
        var random = new SplittableRandom(Seeds.of(Seeds.of(seed, split.name()), number));
        int family = random.nextInt(market.families());
        while (Splits.ofFamily(family) != split) {
            family = random.nextInt(market.families());
        }
        return family;
    }

    @Override
    public String category(int family) {
        return market.familyAt(family).category().id();
    }

    @Override
    public List<Constraint> wishes(int family, Difficulty difficulty, SplittableRandom random) {
        MarketFamily made = market.familyAt(family);
        List<Constraint> all = new ArrayList<>(MarketWishes.all(market, made));
        all.replaceAll(wish -> wish instanceof Constraint.PriceAtMost most ? slack(most, random) : wish);
        List<Constraint> extras = all.stream().filter(wish -> !isBasic(wish)).toList();
        int kept = Math.max(0, difficulty.wishes() - (all.size() - extras.size()));
        List<Constraint> chosen = Draws.some(extras, Math.min(kept, extras.size()), random);
        all.removeIf(wish -> !isBasic(wish) && !chosen.contains(wish));
        return all;
    }

    /** Raises a ceiling by less than what the next price twin costs more. */
    private static Constraint slack(Constraint.PriceAtMost most, SplittableRandom random) {
        return new Constraint.PriceAtMost(most.fen() + random.nextInt(PriceGrid.LEAST_STEP) * FEN);
    }

    /** Returns whether every task states a wish: category, brand, options and price. */
    private static boolean isBasic(Constraint wish) {
        return switch (wish) {
            case Constraint.CategoryIs is -> true;
            case Constraint.AttributeIs is -> is.attribute().equals(Attribute.BRAND);
            case Constraint.OptionIs is -> true;
            case Constraint.PriceAtMost is -> true;
            case Constraint other -> false;
        };
    }

    @Override
    public int target(int family) {
        return market.familyAt(family).original();
    }
}
