package dev.lathe.web.replay;

import dev.lathe.web.page.ErrandView;
import dev.lathe.web.page.ScreenView;
import dev.lathe.web.page.WishView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is an episode that is over, played again.
 *
 * @param title who acted
 * @param task the task's id
 * @param language the language of the shop
 * @param frames one for each step
 * @param end {@code bought}, {@code left}, {@code done} (an errand), {@code limit}, {@code stopped} if the policy had
 *     no room for more, or {@code lost} if it broke off otherwise
 * @param score the outcome by name
 * @param findings what went wrong
 * @param fatal the first step, from 1, after which a fair oracle no longer succeeds; null if the episode was not lost
 * @param faithful whether the shop answered each step as it did then
 */
public record Replay(
        String title,
        String task,
        String language,
        String instruction,
        List<Frame> frames,
        String end,
        Map<String, Double> score,
        List<Finding> findings,
        @Nullable Integer fatal,
        boolean faithful) {
    /**
     * Is one step.
     *
     * @param said what the agent wrote
     * @param saw what the shop answered; empty at the end
     * @param refusal why the action could not be done, or null
     * @param screen what was on the screen after it
     * @param errand cart and orders after it, or null where there are none
     * @param wishes how far each wish was met: by what was open, or by what was done in an errand
     */
    public record Frame(
            int step,
            String said,
            String saw,
            @Nullable String refusal,
            ScreenView screen,
            @Nullable ErrandView errand,
            List<WishView> wishes) {}

    /**
     * Is one error.
     *
     * @param kind its name
     * @param step where it was made, from 1
     */
    public record Finding(String kind, int step) {}
}
