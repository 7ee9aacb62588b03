package dev.lathe.train.pipeline;

import dev.lathe.core.Environment;
import dev.lathe.core.Message;
import dev.lathe.core.Metrics;
import dev.lathe.core.RewardFunction;
import dev.lathe.core.Score;
import dev.lathe.core.Seeds;
import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Difficulty;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.ScenarioTasks;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.ShopTasks;
import dev.lathe.shop.Split;
import dev.lathe.shop.Temper;
import dev.lathe.shop.World;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.action.Verb;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.shop.shopper.Baseline;
import dev.lathe.shop.shopper.BaselineResult;
import dev.lathe.shop.shopper.Demonstrations;
import dev.lathe.shop.shopper.Drill;
import dev.lathe.shop.shopper.ScenarioPlay;
import dev.lathe.shop.shopper.ShopVocabulary;
import dev.lathe.shop.shopper.Style;
import dev.lathe.shop.shopper.Turn;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.SftRecipe;
import dev.lathe.train.run.Baselines;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Supplies the shop's tasks, and the fair oracle's episodes as lessons. */
public final class ShopSource implements TaskSource<ShopTask> {
    /** Leaves the 30 bits of a number of a task. */
    private static final int DROPPED_BITS = 34;

    private final EnvironmentRecipe.Shop recipe;
    private final Shop shop;
    private final TaskMaker tasks;
    private final @Nullable ScenarioPlay play;
    private final Map<Language, ShopSettings> settings = new EnumMap<>(Language.class);
    private final Map<Language, Demonstrations> demonstrations = new EnumMap<>(Language.class);
    private final long seed;

    /** Makes one of any number of tasks. */
    private interface TaskMaker {
        ShopTask task(Split split, Language language, int number);
    }

    /**
     * Builds the world.
     *
     * @param seed decides the order of training tasks
     */
    public ShopSource(EnvironmentRecipe.Shop recipe, long seed) {
        this.recipe = recipe;
        this.seed = seed;
        World world = switch (recipe.world()) {
            case SMALL -> Catalogue.generate(recipe.catalogueSeed(), recipe.products());
            case MARKET -> new Market(recipe.catalogueSeed(), recipe.products(), Market.TWINS);
        };
        shop = new Shop(world);
        if (recipe.isPlain() && world instanceof Catalogue catalogue) {
            tasks = new ShopTasks(catalogue, recipe.catalogueSeed())::task;
            play = null;
        } else {
            var made = new ScenarioTasks(world, recipe.catalogueSeed(), List.of(Temper.values()));
            play = new ScenarioPlay(shop, recipe.scenario(), made, Difficulty.MEDIUM);
            tasks = play::task;
        }
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
            demonstrations.put(
                    language,
                    play == null
                            ? new Demonstrations(shop, language, style, seed)
                            : new Demonstrations(shop, play, language, style, seed));
        }
    }

    public Shop shop() {
        return shop;
    }

    @Override
    public ShopTask training(long number) {
        return tasks.task(Split.TRAIN, language(number), (int) (Seeds.of(seed, number) >>> DROPPED_BITS));
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
        settings.forEach((language, each) ->
                shops.put(language, play == null ? new ShopEnvironment(shop, each) : play.environment(each)));
        return new BilingualShop(shops);
    }

    @Override
    public RewardFunction<ShopTask> reward() {
        return (task, replies, outcome) -> new Score(reward(outcome), outcome);
    }

    private double reward(Metrics outcome) {
        return switch (recipe.reward()) {
            case STRICT -> outcome.find("strict").orElse(0);
            case LOOSE -> outcome.find("loose").orElse(0);
            case SUCCESS -> outcome.find("success").orElse(0);
            case BLEND ->
                recipe.blend() * outcome.find("strict").orElse(0)
                        + (1 - recipe.blend()) * outcome.find("loose").orElse(0);
        };
    }

    @Override
    public String success() {
        return "success";
    }

    @Override
    public List<String> vocabulary() {
        return recipe.language().languages().stream()
                .flatMap(language -> Stream.concat(
                        ShopVocabulary.words(language).stream(),
                        play == null ? Stream.of() : play.words(language).stream()))
                .distinct()
                .toList();
    }

    @Override
    public Lesson lesson(SftRecipe.Part part, long number) {
        return switch (part) {
            case FIRST_TURN -> opening(oracle(training(number)));
            case ITEM_PAGE -> drill(number);
            case EPISODE -> oracle(training(number));
        };
    }

    /** Returns a lesson up to its first search: one turn, or a talk and one turn. */
    private static Lesson opening(Lesson episode) {
        int length = 1;
        for (Lesson.Turn turn : episode.turns()) {
            if (turn.reply().contains(Verb.SEARCH.word() + "[")) {
                break;
            }
            length++;
        }
        return new Lesson(
                episode.turns().subList(0, Math.min(length, episode.turns().size())));
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
        List<BaselineResult> results = play == null
                ? dev.lathe.shop.shopper.Baselines.evaluate(shop, tasks, seed)
                : dev.lathe.shop.shopper.Baselines.evaluate(play, tasks, seed);
        for (BaselineResult result : results) {
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
