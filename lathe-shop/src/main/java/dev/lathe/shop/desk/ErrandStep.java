package dev.lathe.shop.desk;

import dev.lathe.core.StepResult;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.action.Reading;
import dev.lathe.shop.action.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds one step of an errand that was run again.
 *
 * @param reply what the agent wrote
 * @param before the state that it met
 * @param after the state that it led to
 * @param refusal why it could not be done, as a code; empty if it could
 * @param result what the agent got
 */
public record ErrandStep(String reply, DeskState before, DeskState after, String refusal, StepResult result) {
    /**
     * Runs stored replies again, up to the end of the errand.
     *
     * @param replies what the agent wrote; what comes after the end is left out
     */
    static List<ErrandStep> of(DeskEnvironment environment, DeskTask errand, List<String> replies) {
        environment.reset(errand, 0);
        List<ErrandStep> steps = new ArrayList<>();
        for (String reply : replies) {
            DeskState before = environment.snapshot();
            StepResult result = environment.step(reply);
            steps.add(new ErrandStep(reply, before, environment.snapshot(), environment.refusal(), result));
            if (result.done()) {
                break;
            }
        }
        return steps;
    }

    /** Returns the word of the action in the reply; nothing if there is none. */
    public Optional<String> verb() {
        Optional<String> atDesk =
                DeskVerb.last(reply).map(said -> said.verb().name().toLowerCase(Locale.ROOT));
        return atDesk.or(() -> browsing().map(action -> Verb.of(action).word()));
    }

    /** Returns the action of the shop in the reply; nothing if it has none, or one of the desk. */
    Optional<ShopAction> browsing() {
        return DeskVerb.last(reply).isEmpty()
                        && ActionFormat.TEXT.read(reply) instanceof Reading.Understood(ShopAction action)
                ? Optional.of(action)
                : Optional.empty();
    }
}
