package dev.lathe.shop.shopper;

import dev.lathe.core.Message;
import dev.lathe.core.StepResult;
import dev.lathe.shop.session.FirstLost;
import dev.lathe.shop.session.Outcome;
import dev.lathe.shop.session.ReplayStep;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopState;
import java.util.ArrayList;
import java.util.List;

/** Finds the step after which an episode was lost. */
public final class FatalStep {
    private FatalStep() {}

    /**
     * Returns the first step after which an oracle that is told everything no longer succeeds in what is left of the turns; -1 for an
     * episode that succeeded. Where the oracle succeeds still after the last step, as when an episode ended for want of tokens, it is
     * the last one that lost it.
     *
     * @param environment serves the oracle; its settings are those of the episode
     * @param oracle makes an oracle that knows all constraints
     */
    public static int of(ShopEnvironment environment, OracleMaker oracle, List<ReplayStep> steps) {
        return FirstLost.of(
                steps.stream().map(ReplayStep::result).toList(),
                step -> succeeds(environment, oracle, steps.get(step).after()));
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
                return Outcome.succeeded(result);
            }
            conversation.add(Message.assistant(reply));
            conversation.addAll(result.observation().messages());
            reply = oracle.reply(conversation);
        }
    }
}
