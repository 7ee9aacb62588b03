package dev.lathe.algorithm;

import dev.lathe.core.Trajectory;
import dev.lathe.core.Trajectory.EndReason;
import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;

/**
 * Chooses what is learned from. What is left out counts for the baseline, but is in no loss and in no denominator.
 *
 * @param groups the groups
 * @param dropOverlong whether to leave out trajectories that ran out of room (overlong filtering)
 * @param onlyPositive whether to leave out trajectories whose reward is not positive
 * @see <a href="https://arxiv.org/abs/2503.14476">Yu et al. 2025, DAPO, sections 3.2 and 3.4</a>
 * @see <a href="https://arxiv.org/abs/2504.11343">Xiong et al. 2025, A Minimalist Approach to LLM Reasoning (RAFT++)</a>
 */
@Doc("What is learned from.")
public record Selection(
        @Doc("The groups.") @Default("all") GroupFilter groups,

        @Doc("Whether to leave out trajectories that ran out of room.") @Default("false")
        boolean dropOverlong,

        @Doc("Whether to leave out trajectories whose reward is not positive.") @Default("false")
        boolean onlyPositive) {
    /** Leaves nothing out. */
    public static final Selection ALL = new Selection(new GroupFilter.All(), false, false);

    boolean keeps(Trajectory trajectory) {
        return !(dropOverlong && trajectory.end() == EndReason.TOKEN_LIMIT)
                && !(onlyPositive && trajectory.score().value() <= 0);
    }
}
