package dev.lathe.shop.shopper;

import dev.lathe.core.Message;
import dev.lathe.core.StepResult;
import dev.lathe.shop.session.ReplayStep;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopState;
import java.util.ArrayList;
import java.util.List;

/** Finds the step after which an episode was lost. */
public final class FatalStep {
    private FatalStep() {}

    /**
     * Returns the first step after which an oracle that is told everything no longer succeeds in what is left of the turns; -1 if it
     * still does after the last one. What is lost stays lost, so it is found by halving.
     *
     * @param environment serves the oracle; its settings are those of the episode
     * @param oracle makes an oracle that knows all constraints
     */
    public static int of(ShopEnvironment environment, OracleMaker oracle, List<ReplayStep> steps) {
        boolean won = steps.isEmpty()
                || steps.getLast().result().info().find("success").orElse(0) == 1;
        if (won) {
            return -1;
        }
        int low = 0;
        int high = steps.size() - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (succeeds(environment, oracle, steps.get(middle).after())) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Makes an oracle for one try. */
    @FunctionalInterface
    public interface OracleMaker {
        ScenarioOracle make();
    }

    private static boolean succeeds(ShopEnvironment environment, OracleMaker maker, ShopState state) {
        if (state.done()) {
            return false;
        }
        environment.restore(state);
        ScenarioOracle oracle = maker.make();
        List<Message> conversation = new ArrayList<>();
        String reply = oracle.beginKnowing(state.task().constraints());
        while (true) {
            StepResult result = environment.step(reply);
            if (result.done()) {
                return result.info().find("success").orElse(0) == 1;
            }
            conversation.add(Message.assistant(reply));
            conversation.addAll(result.observation().messages());
            reply = oracle.reply(conversation);
        }
    }
}
