package dev.lathe.algorithm;

import dev.lathe.core.UserError;
import java.util.List;

/** Names the algorithms that recipes can ask for. */
public final class Algorithms {
    private static final List<String> NAMES =
            List.of("dr-grpo", "grpo", "gspo", "ppo-clip", "reinforce", "rloo", "rloo-clip");

    private static final ReturnEstimator REWARD = new ReturnEstimator.TrajectoryReward();
    private static final ImportanceWeight TOKEN = new ImportanceWeight.Token();
    private static final PolicyLoss CLIP = new PolicyLoss.Clip(0.2, 0.2);
    private static final LossReduction SEQUENCE_MEAN = new LossReduction.SequenceMean();

    private Algorithms() {}

    /** Returns all names, sorted. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Returns the algorithm of a name.
     *
     * <ul>
     *   <li>{@code grpo}: group mean and deviation, clipped token ratios, mean over sequences (arXiv 2402.03300)
     *   <li>{@code dr-grpo}: group mean alone, clipped token ratios, a constant length (arXiv 2503.20783)
     *   <li>{@code gspo}: as GRPO, with clipped sequence ratios (arXiv 2507.18071)
     *   <li>{@code rloo}: leave-one-out, REINFORCE on whole sequences (arXiv 2402.14740)
     *   <li>{@code rloo-clip}: leave-one-out, clipped token ratios, mean over tokens
     *   <li>{@code ppo-clip}: batch mean and deviation in place of a critic, clipped token ratios, mean over tokens
     *       (arXiv 1707.06347, 2501.03262)
     *   <li>{@code reinforce}: no baseline, mean over sequences of their sums (Williams 1992)
     * </ul>
     *
     * @param maxTokens the most tokens that the model can write in an episode; the constant length of {@code dr-grpo}
     * @throws UserError if there is no such name
     */
    public static Algorithm named(String name, int maxTokens) {
        return switch (name) {
            case "grpo" -> new Algorithm(REWARD, new Baseline.Group(true), TOKEN, CLIP, SEQUENCE_MEAN);
            case "dr-grpo" ->
                new Algorithm(REWARD, new Baseline.Group(false), TOKEN, CLIP, new LossReduction.Constant(maxTokens));
            case "gspo" ->
                new Algorithm(
                        REWARD,
                        new Baseline.Group(true),
                        new ImportanceWeight.Sequence(),
                        new PolicyLoss.Clip(3e-4, 4e-4),
                        SEQUENCE_MEAN);
            case "rloo" -> reinforce(new Baseline.LeaveOneOut());
            case "rloo-clip" ->
                new Algorithm(REWARD, new Baseline.LeaveOneOut(), TOKEN, CLIP, new LossReduction.TokenMean());
            case "ppo-clip" ->
                new Algorithm(REWARD, new Baseline.Batch(true), TOKEN, CLIP, new LossReduction.TokenMean());
            case "reinforce" -> reinforce(new Baseline.None());
            default ->
                throw new UserError("unknown algorithm '%s'; there are %s".formatted(name, String.join(", ", NAMES)));
        };
    }

    private static Algorithm reinforce(Baseline baseline) {
        return new Algorithm(
                REWARD,
                baseline,
                new ImportanceWeight.None(),
                new PolicyLoss.Vanilla(),
                new LossReduction.SequenceSum());
    }
}
