package dev.lathe.train.pipeline;

import dev.lathe.core.Environment;
import dev.lathe.core.Message;
import dev.lathe.core.RewardFunction;
import dev.lathe.core.Score;
import dev.lathe.core.Seeds;
import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.ShopTasks;
import dev.lathe.shop.Split;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.shop.shopper.Baseline;
import dev.lathe.shop.shopper.BaselineResult;
import dev.lathe.shop.shopper.Demonstrations;
import dev.lathe.shop.shopper.Drill;
import dev.lathe.shop.shopper.ShopVocabulary;
import dev.lathe.shop.shopper.Style;
import dev.lathe.shop.shopper.Turn;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.SftRecipe;
import dev.lathe.train.run.Baselines;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Supplies the shop's tasks, and the fair oracle's episodes as lessons. */
public final class ShopSource implements TaskSource<ShopTask> {
    private final EnvironmentRecipe.Shop recipe;
    private final Shop shop;
    private final ShopTasks tasks;
    private final Map<Language, ShopSettings> settings = new EnumMap<>(Language.class);
    private final Map<Language, Demonstrations> demonstrations = new EnumMap<>(Language.class);
    private final long seed;

    /**
     * Builds the catalogue.
     *
     * @param seed decides the order of training tasks
     */
    public ShopSource(EnvironmentRecipe.Shop recipe, long seed) {
        this.recipe = recipe;
        this.seed = seed;
        Catalogue catalogue = Catalogue.generate(recipe.catalogueSeed(), recipe.products());
        shop = new Shop(catalogue);
        tasks = new ShopTasks(catalogue, recipe.catalogueSeed());
        Style style = Style.EXPLAINED.withCarelessness(recipe.carelessness());
        for (Language language : recipe.language().languages()) {
            settings.put(
                    language,
                    new ShopSettings(
                            language,
                            ActionFormat.TEXT,
                            recipe.turnLimit(),
                            recipe.invalidLimit(),
                            recipe.guide(),
                            10));
            demonstrations.put(language, new Demonstrations(shop, language, style, seed));
        }
    }

    public Shop shop() {
        return shop;
    }

    @Override
    public ShopTask training(long number) {
        return tasks.task(Split.TRAIN, language(number), (int) (Seeds.of(seed, number) >>> 34));
    }

    @Override
    public List<ShopTask> validation(int count) {
        return first(Split.VALIDATION, count);
    }

    @Override
    public List<ShopTask> heldOut(int count) {
        return first(Split.HELD_OUT, count);
    }

    private List<ShopTask> first(Split split, int count) {
        int languages = recipe.language().languages().size();
        return IntStream.range(0, count)
                .mapToObj(number -> tasks.task(split, language(number), number / languages))
                .toList();
    }

    /** Returns the language whose turn it is. */
    private Language language(long number) {
        List<Language> languages = recipe.language().languages();
        return languages.get(Math.floorMod(number, languages.size()));
    }

    @Override
    public Environment<ShopTask> environment() {
        Map<Language, ShopEnvironment> shops = new EnumMap<>(Language.class);
        settings.forEach((language, each) -> shops.put(language, new ShopEnvironment(shop, each)));
        return new BilingualShop(shops);
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
        return recipe.language().languages().stream()
                .flatMap(language -> ShopVocabulary.words(language).stream())
                .distinct()
                .toList();
    }

    @Override
    public Lesson lesson(SftRecipe.Part part, long number) {
        return switch (part) {
            case FIRST_TURN -> new Lesson(oracle(training(number)).turns().subList(0, 1));
            case ITEM_PAGE -> drill(number);
            case EPISODE -> oracle(training(number));
        };
    }

    /** Returns the catalogue's hash, which names it. */
    String hash() {
        return shop.world().hash();
    }

    /** Returns what shoppers without training reach on held-out tasks, or null if there are none. */
    @Nullable
    Baselines baselines(int tasks) {
        return tasks == 0 ? null : baselines(heldOut(tasks));
    }

    /** Returns what shoppers without training reach on some tasks. */
    Baselines baselines(List<ShopTask> tasks) {
        Map<Baseline, Double> rates = new EnumMap<>(Baseline.class);
        for (BaselineResult result : dev.lathe.shop.shopper.Baselines.evaluate(shop, tasks, seed)) {
            rates.put(result.baseline(), result.successRate());
        }
        return new Baselines(
                rate(rates, Baseline.RANDOM),
                rate(rates, Baseline.FIRST_RESULT),
                rate(rates, Baseline.PRICE_BLIND),
                rate(rates, Baseline.OPTION_BLIND),
                rate(rates, Baseline.FAIR_ORACLE));
    }

    private static double rate(Map<Baseline, Double> rates, Baseline baseline) {
        return Objects.requireNonNull(rates.get(baseline));
    }

    /** Returns the fair oracle's episode on a task; its first observation is the environment's, guide included. */
    public Lesson oracle(ShopTask task) {
        List<Lesson.Turn> turns = new ArrayList<>();
        for (Turn turn : demonstrations(task.language()).of(task).turns()) {
            List<Message> seen = List.of(Message.user(turn.observation()));
            turns.add(new Lesson.Turn(turns.isEmpty() ? firstMessages(task) : seen, turn.reply()));
        }
        return new Lesson(turns);
    }

    private Demonstrations demonstrations(Language language) {
        return Objects.requireNonNull(demonstrations.get(language));
    }

    private List<Message> firstMessages(ShopTask task) {
        try (Environment<ShopTask> environment = environment()) {
            return environment.reset(task, 0).messages();
        }
    }

    private Lesson drill(long number) {
        Drill drill = demonstrations(language(number)).drill(number);
        List<Lesson.Turn> turns = new ArrayList<>();
        turns.add(new Lesson.Turn(List.of(), drill.plan()));
        drill.turns()
                .forEach(turn -> turns.add(new Lesson.Turn(List.of(Message.user(turn.observation())), turn.reply())));
        return new Lesson(turns);
    }
}
