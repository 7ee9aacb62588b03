package dev.lathe.shop.session;

import dev.lathe.shop.ShopAction;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.action.Reading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays stored replies again: in the same world they lead through the same states, so they can be graded again by any score. */
public final class Replay {
    private Replay() {}

    /**
     * Returns the steps of an episode, up to its end.
     *
     * @param format that of the environment
     * @param replies what the agent wrote; what comes after the end is left out
     */
    public static List<ReplayStep> of(
            ShopEnvironment environment, ActionFormat format, ShopTask task, List<String> replies) {
        environment.reset(task, 0);
        List<ReplayStep> steps = new ArrayList<>();
        for (String reply : replies) {
            ShopState before = environment.snapshot();
            var result = environment.step(reply);
            steps.add(new ReplayStep(
                    reply, action(format, reply), before, environment.snapshot(), environment.refusal(), result));
            if (result.done()) {
                break;
            }
        }
        return steps;
    }

    private static @Nullable ShopAction action(ActionFormat format, String reply) {
        return switch (format.read(reply)) {
            case Reading.Understood(var action) -> action;
            case Reading.Malformed bad -> null;
        };
    }
}
