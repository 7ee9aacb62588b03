package dev.lathe.train.pipeline;

import dev.lathe.core.Environment;
import dev.lathe.core.Metrics;
import dev.lathe.core.RewardFunction;
import dev.lathe.core.Score;
import dev.lathe.core.Seeds;
import dev.lathe.core.UserError;
import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Difficulty;
import dev.lathe.shop.Language;
import dev.lathe.shop.ScenarioTasks;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.ShopTasks;
import dev.lathe.shop.Split;
import dev.lathe.shop.Temper;
import dev.lathe.shop.World;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.shop.shopper.Baseline;
import dev.lathe.shop.shopper.BaselineResult;
import dev.lathe.shop.shopper.ScenarioPlay;
import dev.lathe.shop.shopper.ShopVocabulary;
import dev.lathe.shop.shopper.Style;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.EnvironmentRecipe.ShopDifficulty;
import dev.lathe.train.recipe.EnvironmentRecipe.ShopReward;
import dev.lathe.train.recipe.SftRecipe;
import dev.lathe.train.run.Baselines;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Supplies the shop's tasks, and the fair oracle's episodes as lessons. */
public final class ShopSource implements TaskSource<ShopTask> {
    /** Leaves the 30 bits of a number of a task. */
    private static final int DROPPED_BITS = 34;

    private static final List<String> DIMENSIONS = List.of("type", "attributes", "options", "price");

    private final EnvironmentRecipe.Shop recipe;
    private final Shop shop;
    private final ShopPlay play;

    /** Tasks that leave nothing to a profile. */
    private final ShopPlay telling;

    private final ShopLessons lessons;
    private final ShopLessons requests;
    private final Map<Language, ShopSettings> settings = new EnumMap<>(Language.class);
    private final long seed;

    /**
     * Builds the world.
     *
     * @param seed decides the order of training tasks
     * @throws UserError if plain tasks, which are all alike, are to be of some difficulty
     */
    public ShopSource(EnvironmentRecipe.Shop recipe, long seed) {
        boolean chosen = recipe.difficulty() != ShopDifficulty.MEDIUM || recipe.curriculum() > 0;
        if (recipe.isPlain() && chosen) {
            throw new UserError("environment.difficulty and environment.curriculum: need a scenario or world: market");
        }
        this.recipe = recipe;
        this.seed = seed;
        World world = recipe.open();
        shop = new Shop(world);
        if (recipe.isPlain() && world instanceof Catalogue catalogue) {
            play = new ShopPlay.Plain(shop, new ShopTasks(catalogue, recipe.catalogueSeed()));
            telling = play;
        } else {
            var made = new ScenarioTasks(world, recipe.catalogueSeed(), List.of(Temper.values()));
            Difficulty difficulty = recipe.difficulty().axes();
            play = new ShopPlay.OfScenario(shop, new ScenarioPlay(shop, recipe.played(), made, difficulty));
            telling = new ShopPlay.OfScenario(
                    shop, new ScenarioPlay(shop, recipe.played().withoutPersona(), made, difficulty));
        }
        for (Language language : recipe.language().languages()) {
            settings.put(language, recipe.settings(language));
        }
        Style style = Style.EXPLAINED.withFormat(recipe.format()).withCarelessness(recipe.carelessness());
        lessons = new ShopLessons(play, settings, style, seed);
        requests = new ShopLessons(telling, settings, style, seed);
    }

    public Shop shop() {
        return shop;
    }

    @Override
    public ShopTask training(long number) {
        return training(play, number);
    }

    private ShopTask training(ShopPlay of, long number) {
        return of.at(recipe.difficulty(number % ROW))
                .task(Split.TRAIN, language(number), (int) (Seeds.of(seed, number) >>> DROPPED_BITS));
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
                .mapToObj(number -> play.task(split, language(number), number / languages))
                .toList();
    }

    /** Returns the language whose turn it is. */
    private Language language(long number) {
        List<Language> languages = recipe.language().languages();
        return languages.get(Math.floorMod(number, languages.size()));
    }

    @Override
    public Optional<ShopTask> counterfactual(ShopTask task) {
        return play.counterfactual(task);
    }

    @Override
    public Environment<ShopTask> environment() {
        Map<Language, ShopEnvironment> shops = new EnumMap<>(Language.class);
        settings.forEach((language, each) -> shops.put(language, play.environment(each)));
        return new BilingualShop(shops, recipe.reward() == ShopReward.POTENTIAL ? recipe.shapingDiscount() : null);
    }

    @Override
    public RewardFunction<ShopTask> reward() {
        return (task, replies, outcome) -> new Score(reward(outcome), outcome);
    }

    private double reward(Metrics outcome) {
        return switch (recipe.reward()) {
            case STRICT, POTENTIAL -> outcome.find("strict").orElse(0);
            case LOOSE -> outcome.find("loose").orElse(0);
            case SUCCESS -> outcome.find("success").orElse(0);
            case BLEND ->
                recipe.blend() * outcome.find("strict").orElse(0)
                        + (1 - recipe.blend()) * outcome.find("loose").orElse(0);
            case VECTOR ->
                DIMENSIONS.stream()
                        .mapToDouble(name -> outcome.find(name).orElse(0))
                        .average()
                        .orElse(0);
        };
    }

    @Override
    public List<String> dimensions() {
        return recipe.reward() == ShopReward.VECTOR ? DIMENSIONS : List.of();
    }

    @Override
    public String success() {
        return "success";
    }

    @Override
    public List<String> vocabulary() {
        return recipe.language().languages().stream()
                .flatMap(language -> Stream.of(
                                ShopVocabulary.words(language),
                                play.words(language),
                                recipe.format().words())
                        .flatMap(List::stream))
                .distinct()
                .toList();
    }

    @Override
    public Lesson lesson(SftRecipe.Part part, long number) {
        return switch (part) {
            case FIRST_TURN -> lessons.opening(training(number));
            case ITEM_PAGE -> lessons.drill(language(number), number);
            case EPISODE -> lessons.episode(training(number));
            case REQUEST -> requests.reply(training(telling, number));
        };
    }

    /** Returns who says what went wrong in episodes. */
    public ShopExam exam() {
        return new ShopExam(play.examiner(), settings);
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
        for (BaselineResult result : play.baselines(tasks, seed)) {
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
        return lessons.episode(task);
    }
}
