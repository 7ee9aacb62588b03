package dev.lathe.train.pipeline;

import dev.lathe.core.Environment;
import dev.lathe.core.Message;
import dev.lathe.core.Seeds;
import dev.lathe.shop.Market;
import dev.lathe.shop.ScenarioTasks;
import dev.lathe.shop.Split;
import dev.lathe.shop.Temper;
import dev.lathe.shop.desk.DeskEnvironment;
import dev.lathe.shop.desk.DeskExpert;
import dev.lathe.shop.desk.DeskFamily;
import dev.lathe.shop.desk.DeskTask;
import dev.lathe.shop.desk.DeskTasks;
import dev.lathe.shop.desk.ErrandExaminer;
import dev.lathe.shop.desk.ErrandExaminer.Examined;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.SftRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Supplies errands in the market, of all families in turn or of one, and an expert's way to do each. */
final class ErrandSource implements TaskSource<DeskTask> {
    /** Leaves the 19 bits of a number of an errand. */
    private static final int DROPPED_BITS = 45;

    private final EnvironmentRecipe.Errands recipe;
    private final Shop shop;
    private final ShopSettings settings;
    private final DeskTasks tasks;
    private final DeskExpert expert;
    private final ErrandExaminer examiner;
    private final List<DeskFamily> families;
    private final long seed;

    /**
     * Builds the market.
     *
     * @param seed decides the order of training errands
     */
    ErrandSource(EnvironmentRecipe.Errands recipe, long seed) {
        this.recipe = recipe;
        this.seed = seed;
        Market market = recipe.open();
        shop = new Shop(market);
        settings = recipe.settings();
        tasks = new DeskTasks(
                market,
                new ScenarioTasks(market, recipe.catalogueSeed(), List.of(Temper.COOPERATIVE)),
                recipe.catalogueSeed());
        expert = new DeskExpert(shop, settings.pageSize());
        examiner = new ErrandExaminer(shop);
        families = recipe.family() == null ? List.of(DeskFamily.values()) : List.of(recipe.family());
    }

    private DeskTask task(Split split, long turn, int number) {
        return tasks.task(families.get(Math.floorMod(turn, families.size())), split, recipe.language(), number);
    }

    @Override
    public DeskTask training(long number) {
        return task(Split.TRAIN, number, (int) (Seeds.of(seed, number) >>> DROPPED_BITS));
    }

    @Override
    public List<DeskTask> validation(int count) {
        return first(Split.VALIDATION, count);
    }

    @Override
    public List<DeskTask> heldOut(int count) {
        return first(Split.HELD_OUT, count);
    }

    private List<DeskTask> first(Split split, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> task(split, number, number / families.size()))
                .toList();
    }

    @Override
    public Environment<DeskTask> environment() {
        return new DeskEnvironment(shop, settings);
    }

    /** Plays an errand again that was stored, and finds what went wrong in it. */
    Examined examined(DeskTask errand, List<String> replies) {
        return examiner.examine(errand, settings, replies);
    }

    /** Returns how many turns an expert takes, who looks at orders and cart. */
    int par(DeskTask errand) {
        return expert.actions(errand).size();
    }

    /** Returns the market's hash, which names it. */
    String hash() {
        return shop.world().hash();
    }

    @Override
    public String success() {
        return "success";
    }

    @Override
    public Lesson lesson(SftRecipe.Part part, long number) {
        if (part != SftRecipe.Part.EPISODE) {
            throw new IllegalArgumentException("errands have no " + part);
        }
        DeskTask task = training(number);
        List<Lesson.Turn> turns = new ArrayList<>();
        try (Environment<DeskTask> environment = environment()) {
            List<Message> seen = environment.reset(task, 0).messages();
            for (String action : expert.actions(task)) {
                turns.add(new Lesson.Turn(seen, action));
                seen = environment.step(action).observation().messages();
            }
        }
        return new Lesson(turns);
    }
}
