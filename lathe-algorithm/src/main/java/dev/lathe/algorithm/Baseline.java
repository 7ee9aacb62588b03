package dev.lathe.algorithm;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Positive;

/**
 * Chooses what a trajectory's reward is compared with, and what the difference is divided by. {@code R} is the reward, {@code G} the
 * size of its group. Deviations are unbiased (divided by {@code n - 1}). Where rewards do not differ by more than {@code 1e-6}, as in
 * a group of one, every advantage over them is exactly 0.
 */
@Doc("What a reward is compared with.")
public sealed interface Baseline {
    /**
     * Compares with nothing: {@code A = R}.
     *
     * @param deviation what it is divided by
     */
    @Doc("Nothing.")
    record None(
            @Doc("What it is divided by the deviation of.") @Default("none")
            Deviation deviation) implements Baseline {
        public None() {
            this(Deviation.NONE);
        }
    }

    /**
     * Compares with a number: {@code A = R - value}; half way between failure and success it makes failures negative.
     *
     * @param value in units of reward
     */
    @Doc("A number.")
    record Constant(
            @Doc("The number, in units of reward.") @Default("0.5")
            double value) implements Baseline {}

    /**
     * Compares with the group: {@code A = R - mean(R_1..R_G)}, over a deviation if asked for.
     *
     * @param deviation of the group for GRPO; none for Dr.GRPO, which drops the division because it favours tasks that are nearly
     *     always or nearly never solved; of the batch for Lite PPO
     * @see <a href="https://arxiv.org/abs/2402.03300">Shao et al. 2024, DeepSeekMath</a>
     * @see <a href="https://arxiv.org/abs/2503.20783">Liu et al. 2025, Understanding R1-Zero-Like Training</a>
     * @see <a href="https://arxiv.org/abs/2508.08221">Liu et al. 2025, Tricks or Traps (Lite PPO)</a>
     */
    @Doc("The mean of the group.")
    record Group(
            @Doc("What it is divided by the deviation of.") @Default("group")
            Deviation deviation) implements Baseline {}

    /**
     * Compares with the others of the group: {@code A_i = R_i - mean_{j != i}(R_j)}, an unbiased baseline.
     *
     * @see <a href="https://arxiv.org/abs/2402.14740">Ahmadian et al. 2024, Back to Basics</a>
     */
    @Doc("The mean of the others of the group.")
    record LeaveOneOut() implements Baseline {}

    /**
     * Compares with the whole optimiser batch: {@code A = R - mean(batch)}, over a deviation if asked for.
     *
     * @param deviation what it is divided by
     * @see <a href="https://arxiv.org/abs/2501.03262">Hu et al. 2025, REINFORCE++</a>
     */
    @Doc("The mean of the optimiser batch.")
    record Batch(
            @Doc("What it is divided by the deviation of.") @Default("batch")
            Deviation deviation) implements Baseline {}

    /**
     * Compares with all optimiser batches so far, this one with them: {@code A = R - mean(R seen)}.
     *
     * @param deviation what it is divided by
     * @see <a href="https://doi.org/10.1007/BF00992696">Williams 1992 (reinforcement comparison)</a>
     */
    @Doc("The mean of all rewards so far.")
    record Running(
            @Doc("What it is divided by the deviation of.") @Default("none")
            Deviation deviation) implements Baseline {}

    /**
     * Compares twice: the trajectory with its group, and each of its steps with all steps of the group that were taken in the same
     * state: {@code A_k = (R - mean_group R) / F + stepWeight (G_k - mean_anchor G) / F'}, {@code G_k} being the discounted return of
     * chunk {@code k} and the anchor all chunks of the group whose state has the same hash. {@code F}, {@code F'} are the deviations
     * of group and anchor, or 1.
     *
     * @param stepWeight weight of the second comparison, positive
     * @param divide whether to divide by the deviations
     * @see <a href="https://arxiv.org/abs/2505.10978">Feng et al. 2025, Group-in-Group Policy Optimization</a>
     */
    @Doc("The mean of the group, and for each step the mean of all steps of the group in the same state.")
    record TwoLevel(
            @Doc("Weight of the comparison of steps.") @Positive @Default("1.0")
            double stepWeight,

            @Doc("Whether each is divided by its deviation.") @Default("true")
            boolean divide)
            implements Baseline {
        public TwoLevel {
            Checks.positive("stepWeight", stepWeight);
        }
    }

    /**
     * Compares with what a critic {@code V}, trained beside the policy, expects before each token: see {@link ReturnEstimator.Gae}.
     * Its loss is {@link ValueLoss}.
     *
     * @param valueClip how far a value may move from what it was at the rollout; see {@link ValueLoss}
     * @see <a href="https://arxiv.org/abs/1707.06347">Schulman et al. 2017</a>
     */
    @Doc("What a critic expects before each token.")
    record Critic(
            @Doc("How far a value may move from what it was at the rollout.") @Positive @Default("0.2")
            double valueClip)
            implements Baseline {
        public Critic {
            Checks.positive("valueClip", valueClip);
        }
    }

    /** Returns the fewest trajectories that a group needs to teach anything. */
    default int smallestGroup() {
        return switch (this) {
            case Group group -> 2;
            case LeaveOneOut() -> 2;
            case TwoLevel twoLevel -> 2;
            case None none -> none.deviation == Deviation.GROUP ? 2 : 1;
            case Batch batch -> batch.deviation == Deviation.GROUP ? 2 : 1;
            case Running running -> running.deviation == Deviation.GROUP ? 2 : 1;
            case Constant constant -> 1;
            case Critic critic -> 1;
        };
    }
}
