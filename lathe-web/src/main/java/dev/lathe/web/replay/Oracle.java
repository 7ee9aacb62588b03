package dev.lathe.web.replay;

import dev.lathe.core.Agent;
import dev.lathe.shop.Disclosure;
import dev.lathe.shop.Scenario;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.shop.shopper.Episode;
import dev.lathe.shop.shopper.FairOracle;
import dev.lathe.shop.shopper.Habits;
import dev.lathe.shop.shopper.ScenarioOracle;
import dev.lathe.shop.shopper.Style;
import dev.lathe.web.session.ShopFloor;
import java.util.List;

/** Lets the oracle shop that knows only what it is told. */
public final class Oracle {
    private Oracle() {}

    /** Returns what the oracle says on a task, step by step, until the episode ends. */
    public static List<String> play(ShopFloor floor, ShopTask task, ShopSettings settings) {
        try (ShopEnvironment environment = floor.environment(settings)) {
            return Episode.play(environment, agent(floor, task), task).replies();
        }
    }

    private static Agent agent(ShopFloor floor, ShopTask task) {
        return task.disclosure().equals(Disclosure.ALL_SAID)
                ? new FairOracle(floor.world(), task.language(), Habits.FAIR, Style.EXPLAINED, 0)
                : oracle(floor, task, Style.EXPLAINED);
    }

    /** Returns an oracle that can be told everything and go on from any step of an episode. */
    static ScenarioOracle knowing(ShopFloor floor, ShopTask task, ActionFormat format) {
        return oracle(floor, task, Style.TERSE.withFormat(format));
    }

    private static ScenarioOracle oracle(ShopFloor floor, ShopTask task, Style style) {
        return new ScenarioOracle(
                floor.world(),
                task.language(),
                scenario(task.disclosure()),
                floor.reader(task.language()),
                Habits.STRICT,
                style,
                0);
    }

    private static Scenario scenario(Disclosure disclosure) {
        for (Scenario scenario : Scenario.values()) {
            boolean persona = disclosure.persona() != null;
            if (scenario.persona() == persona && scenario.dialogue() == (disclosure.temper() != null)) {
                return scenario;
            }
        }
        throw new IllegalStateException("every pair has a scenario");
    }
}
