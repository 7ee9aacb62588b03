package dev.lathe.train.pipeline;

import dev.lathe.core.Environment;
import dev.lathe.core.Message;
import dev.lathe.core.RewardFunction;
import dev.lathe.core.Score;
import dev.lathe.core.Seeds;
import dev.lathe.shop.Catalogue;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.ShopTasks;
import dev.lathe.shop.Split;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.shop.shopper.Demonstrations;
import dev.lathe.shop.shopper.Drill;
import dev.lathe.shop.shopper.Style;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.SftRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Supplies the shop's tasks, and the fair oracle's episodes as lessons. */
public final class ShopSource implements TaskSource<ShopTask> {
    private final EnvironmentRecipe.Shop recipe;
    private final Shop shop;
    private final ShopTasks tasks;
    private final ShopSettings settings;
    private final Demonstrations demonstrations;
    private final long seed;

    /**
     * Builds the catalogue.
     *
     * @param seed decides the order of training tasks
     */
    public ShopSource(EnvironmentRecipe.Shop recipe, long seed) {
        this.recipe = recipe;
        this.seed = seed;
        shop = new Shop(Catalogue.generate(recipe.catalogueSeed(), recipe.products()));
        tasks = new ShopTasks(shop.catalogue(), recipe.catalogueSeed());
        settings = new ShopSettings(recipe.language(), ActionFormat.TEXT, recipe.turnLimit(), recipe.guide(), 10);
        demonstrations = new Demonstrations(shop, recipe.language(), Style.EXPLAINED, seed);
    }

    public Shop shop() {
        return shop;
    }

    @Override
    public ShopTask training(long number) {
        return tasks.task(Split.TRAIN, recipe.language(), (int) (Seeds.of(seed, number) >>> 34));
    }

    @Override
    public List<ShopTask> validation(int count) {
        return tasks.tasks(Split.VALIDATION, recipe.language(), count);
    }

    @Override
    public List<ShopTask> heldOut(int count) {
        return tasks.tasks(Split.HELD_OUT, recipe.language(), count);
    }

    @Override
    public Environment<ShopTask> environment() {
        return new ShopEnvironment(shop, settings);
    }

    @Override
    public RewardFunction<ShopTask> reward() {
        String part = recipe.reward().name().toLowerCase(Locale.ROOT);
        return (task, replies, outcome) -> new Score(outcome.find(part).orElse(0), outcome);
    }

    @Override
    public String success() {
        return "success";
    }

    @Override
    public List<String> vocabulary() {
        return List.of();
    }

    @Override
    public Lesson lesson(SftRecipe.Part part, long number) {
        return switch (part) {
            case FIRST_TURN -> new Lesson(oracle(training(number)).turns().subList(0, 1));
            case ITEM_PAGE -> drill(number);
            case EPISODE -> oracle(training(number));
        };
    }

    /** Returns the fair oracle's episode on a task. */
    public Lesson oracle(ShopTask task) {
        return new Lesson(demonstrations.of(task).turns().stream()
                .map(turn -> new Lesson.Turn(List.of(Message.user(turn.observation())), turn.reply()))
                .toList());
    }

    private Lesson drill(long number) {
        Drill drill = demonstrations.drill(number);
        List<Lesson.Turn> turns = new ArrayList<>();
        turns.add(new Lesson.Turn(List.of(), drill.plan()));
        drill.turns()
                .forEach(turn -> turns.add(new Lesson.Turn(List.of(Message.user(turn.observation())), turn.reply())));
        return new Lesson(turns);
    }
}
