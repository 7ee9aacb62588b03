package dev.lathe.web.replay;

import dev.lathe.core.Agent;
import dev.lathe.core.Message;
import dev.lathe.core.StepResult;
import dev.lathe.shop.Disclosure;
import dev.lathe.shop.Scenario;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.shop.shopper.FairOracle;
import dev.lathe.shop.shopper.Habits;
import dev.lathe.shop.shopper.ScenarioOracle;
import dev.lathe.shop.shopper.Style;
import dev.lathe.web.session.ShopFloor;
import java.util.ArrayList;
import java.util.List;

/** Lets the oracle shop that knows only what it is told. */
public final class Oracle {
    private Oracle() {}

    /** Returns what the oracle says on a task, step by step, until the episode ends. */
    public static List<String> play(ShopFloor floor, ShopTask task, ShopSettings settings) {
        Agent oracle = agent(floor, task);
        List<Message> conversation = new ArrayList<>();
        List<String> replies = new ArrayList<>();
        try (ShopEnvironment environment = floor.environment(settings)) {
            conversation.addAll(environment.reset(task, 0).messages());
            for (boolean done = false; !done; ) {
                String reply = oracle.reply(conversation);
                StepResult result = environment.step(reply);
                replies.add(reply);
                conversation.add(Message.assistant(reply));
                conversation.addAll(result.observation().messages());
                done = result.done();
            }
        }
        return replies;
    }

    private static Agent agent(ShopFloor floor, ShopTask task) {
        Disclosure disclosure = task.disclosure();
        if (disclosure.equals(Disclosure.ALL_SAID)) {
            return new FairOracle(floor.world(), task.language(), Habits.FAIR, Style.EXPLAINED, 0);
        }
        return new ScenarioOracle(
                floor.world(),
                task.language(),
                scenario(disclosure),
                floor.reader(task.language()),
                Habits.STRICT,
                Style.EXPLAINED,
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
