package dev.lathe.shop.shopper;

import dev.lathe.core.Agent;
import dev.lathe.core.Metrics;
import dev.lathe.core.Seeds;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Lets the baselines shop. */
public final class Baselines {
    private static final int TALK_TURNS = 60;

    private Baselines() {}

    /** Returns how each baseline does on tasks, in the order of {@link Baseline}; the same for the same seed. */
    public static List<BaselineResult> evaluate(Shop shop, List<ShopTask> tasks, long seed) {
        var results = new ArrayList<BaselineResult>();
        for (Baseline baseline : Baseline.values()) {
            results.add(evaluate(shop, baseline, tasks, seed));
        }
        return List.copyOf(results);
    }

    /** Returns how one baseline does on tasks. */
    public static BaselineResult evaluate(Shop shop, Baseline baseline, List<ShopTask> tasks, long seed) {
        return summary(baseline, all(tasks, task -> play(shop, baseline, task, seed)));
    }

    private static List<Metrics> all(List<ShopTask> tasks, Function<ShopTask, Metrics> play) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Metrics>> outcomes = tasks.stream()
                    .map(task -> threads.submit(() -> play.apply(task)))
                    .toList();
            return outcomes.stream().map(Baselines::result).toList();
        }
    }

    /** Returns how each baseline does on tasks of a scenario, in the order of {@link Baseline}; the same for the same seed. */
    public static List<BaselineResult> evaluate(ScenarioPlay scenario, List<ShopTask> tasks, long seed) {
        var results = new ArrayList<BaselineResult>();
        for (Baseline baseline : Baseline.values()) {
            results.add(summary(baseline, all(tasks, task -> play(scenario, baseline, task, seed))));
        }
        return List.copyOf(results);
    }

    private static Metrics play(ScenarioPlay scenario, Baseline baseline, ShopTask task, long seed) {
        var settings = ShopSettings.of(task.language()).withTurnLimit(TALK_TURNS);
        try (var environment = scenario.environment(settings)) {
            Agent shopper = baseline.shopper(scenario, task.language(), Seeds.of(seed, task.id()));
            return Episode.play(environment, shopper, task).outcome();
        }
    }

    private static Metrics play(Shop shop, Baseline baseline, ShopTask task, long seed) {
        try (var environment = new ShopEnvironment(shop, ShopSettings.of(task.language()))) {
            var shopper = baseline.shopper(shop.world(), task.language(), Seeds.of(seed, task.id()));
            return Episode.play(environment, shopper, task).outcome();
        }
    }

    private static Metrics result(Future<Metrics> outcome) {
        try {
            return outcome.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a baseline failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while baselines shop", interrupted);
        }
    }

    private static BaselineResult summary(Baseline baseline, List<Metrics> outcomes) {
        var means = new LinkedHashMap<String, Double>();
        for (Metrics outcome : outcomes) {
            outcome.values().forEach((name, value) -> means.merge(name, value / outcomes.size(), Double::sum));
        }
        int successes = (int)
                outcomes.stream().filter(outcome -> outcome.get("success") == 1).count();
        return new BaselineResult(baseline, outcomes.size(), successes, new Metrics(means));
    }
}
