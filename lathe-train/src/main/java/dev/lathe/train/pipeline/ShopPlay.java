package dev.lathe.train.pipeline;

import dev.lathe.shop.Difficulty;
import dev.lathe.shop.Language;
import dev.lathe.shop.Scenario;
import dev.lathe.shop.ScenarioTasks;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.ShopTasks;
import dev.lathe.shop.Split;
import dev.lathe.shop.Temper;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.shop.shopper.BaselineResult;
import dev.lathe.shop.shopper.Baselines;
import dev.lathe.shop.shopper.Demonstrations;
import dev.lathe.shop.shopper.ScenarioPlay;
import dev.lathe.shop.shopper.Style;
import java.util.List;
import java.util.Optional;

/** Sets up tasks, sessions and demonstrations of one sort in a shop. */
sealed interface ShopPlay {
    /** Returns one of any number of tasks of a split. */
    ShopTask task(Split split, Language language, int number);

    /** Returns the same with tasks of another difficulty, where they have one. */
    ShopPlay at(Difficulty difficulty);

    /** Returns the same task with one constraint changed so that another product is right; nothing if there is no such product. */
    Optional<ShopTask> counterfactual(ShopTask task);

    ShopEnvironment environment(ShopSettings settings);

    Demonstrations demonstrations(Language language, Style style, long seed);

    /** Returns the words that tasks and answers have beside those of every shop. */
    List<String> words(Language language);

    List<BaselineResult> baselines(List<ShopTask> tasks, long seed);

    /** Returns who plays episodes of these tasks again. */
    ScenarioPlay examiner();

    /** The main job's tasks, whose requests tell everything. */
    record Plain(Shop shop, ShopTasks tasks) implements ShopPlay {
        @Override
        public ShopTask task(Split split, Language language, int number) {
            return tasks.task(split, language, number);
        }

        @Override
        public ShopPlay at(Difficulty difficulty) {
            return this;
        }

        @Override
        public Optional<ShopTask> counterfactual(ShopTask task) {
            return tasks.counterfactual(task);
        }

        @Override
        public ShopEnvironment environment(ShopSettings settings) {
            return new ShopEnvironment(shop, settings);
        }

        @Override
        public Demonstrations demonstrations(Language language, Style style, long seed) {
            return new Demonstrations(shop, language, style, seed);
        }

        @Override
        public List<String> words(Language language) {
            return List.of();
        }

        @Override
        public List<BaselineResult> baselines(List<ShopTask> tasks, long seed) {
            return Baselines.evaluate(shop, tasks, seed);
        }

        /** Whoever understands all scenarios understands tasks without one. */
        @Override
        public ScenarioPlay examiner() {
            var scenarios = new ScenarioTasks(shop.world(), 0, List.of(Temper.COOPERATIVE));
            return new ScenarioPlay(shop, Scenario.SINGLE, scenarios, Difficulty.MEDIUM);
        }
    }

    /** The tasks of a scenario. */
    record OfScenario(Shop shop, ScenarioPlay play) implements ShopPlay {
        @Override
        public ShopTask task(Split split, Language language, int number) {
            return play.task(split, language, number);
        }

        @Override
        public ShopPlay at(Difficulty difficulty) {
            return new OfScenario(shop, play.at(difficulty));
        }

        @Override
        public Optional<ShopTask> counterfactual(ShopTask task) {
            return play.counterfactual(task);
        }

        @Override
        public ShopEnvironment environment(ShopSettings settings) {
            return play.environment(settings);
        }

        @Override
        public Demonstrations demonstrations(Language language, Style style, long seed) {
            return new Demonstrations(shop, play, language, style, seed);
        }

        @Override
        public List<String> words(Language language) {
            return play.words(language);
        }

        @Override
        public List<BaselineResult> baselines(List<ShopTask> tasks, long seed) {
            return Baselines.evaluate(play, tasks, seed);
        }

        @Override
        public ScenarioPlay examiner() {
            return play;
        }
    }
}
