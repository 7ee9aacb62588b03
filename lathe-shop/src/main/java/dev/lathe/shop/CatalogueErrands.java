package dev.lathe.shop;

import java.util.List;
import java.util.SplittableRandom;

/** Wishes all that tells an original of the small world from its twins, whatever the difficulty. */
record CatalogueErrands(Catalogue catalogue, ShopTasks tasks) implements Errands {
    CatalogueErrands(Catalogue catalogue, long seed) {
        this(catalogue, new ShopTasks(catalogue, seed));
    }

    @Override
    public World world() {
        return catalogue;
    }

    @Override
    public int family(Split split, int number) {
        List<Integer> families = tasks.families(split);
        return families.get(Math.floorMod(number, families.size()));
    }

    @Override
    public int round(Split split, int number) {
        return number / tasks.families(split).size();
    }

    @Override
    public String category(int family) {
        return catalogue.families().get(family).category();
    }

    @Override
    public List<Constraint> wishes(int family, Difficulty difficulty, SplittableRandom random) {
        return tasks.constraints(catalogue.families().get(family), random);
    }

    @Override
    public int target(int family) {
        return catalogue.families().get(family).original();
    }
}
