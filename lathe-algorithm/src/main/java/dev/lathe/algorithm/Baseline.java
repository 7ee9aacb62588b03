package dev.lathe.algorithm;

/**
 * Chooses what a trajectory's reward is compared with. {@code R} is the reward, {@code G} the size of its group. Deviations are
 * unbiased (divided by {@code n - 1}). Where rewards do not differ by more than {@code 1e-6}, as in a group of one, every
 * advantage over them is exactly 0.
 */
public sealed interface Baseline {
    /** Compares with nothing: {@code A = R}. */
    record None() implements Baseline {}

    /**
     * Compares with the group: {@code A = R - mean(R_1..R_G)}, over {@code std(R_1..R_G)} if asked for.
     *
     * @param divideByDeviation true for GRPO, false for Dr.GRPO, which drops the division because it favours tasks that are
     *     nearly always or nearly never solved
     * @see <a href="https://arxiv.org/abs/2402.03300">Shao et al. 2024, DeepSeekMath</a>
     * @see <a href="https://arxiv.org/abs/2503.20783">Liu et al. 2025, Understanding R1-Zero-Like Training</a>
     */
    record Group(boolean divideByDeviation) implements Baseline {}

    /**
     * Compares with the others of the group: {@code A_i = R_i - mean_{j != i}(R_j)}, an unbiased baseline.
     *
     * @see <a href="https://arxiv.org/abs/2402.14740">Ahmadian et al. 2024, Back to Basics</a>
     */
    record LeaveOneOut() implements Baseline {}

    /**
     * Compares with the whole optimiser batch: {@code A = R - mean(batch)}, over {@code std(batch)} if asked for.
     *
     * @see <a href="https://arxiv.org/abs/2501.03262">Hu et al. 2025, REINFORCE++</a>
     */
    record Batch(boolean divideByDeviation) implements Baseline {}

    /** Returns the fewest trajectories that a group needs to teach anything. */
    default int smallestGroup() {
        return switch (this) {
            case None() -> 1;
            case Batch batch -> 1;
            case Group group -> 2;
            case LeaveOneOut() -> 2;
        };
    }
}
