package dev.lathe.train.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lathe.core.WilsonInterval;
import org.jspecify.annotations.Nullable;

/**
 * Holds what one policy reached on one set of tasks.
 *
 * @param stage the training behind the policy
 * @param split the tasks, such as {@code held-out}
 * @param decoding how tokens were chosen
 * @param tasks how many tasks, one episode each
 * @param fullSuccess share of episodes in which everything was right, 0 to 1
 * @param ciLow lower bound of the Wilson 95 % interval of {@code fullSuccess}
 * @param ciHigh its upper bound
 * @param strictReward mean strict reward, 0 to 1
 * @param looseReward mean loose reward, 0 to 1
 * @param meanTurns mean turns an episode
 * @param itemsOpened mean items opened an episode
 * @param constraintsVerified mean share of the task's constraints checked before buying, 0 to 1, where it was measured
 * @param findings what went wrong, where episodes of the shop were examined
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evaluation(
        Stage stage,
        String split,
        Decoding decoding,
        int tasks,
        double fullSuccess,
        double ciLow,
        double ciHigh,
        double strictReward,
        double looseReward,
        double meanTurns,
        double itemsOpened,
        @Nullable Double constraintsVerified,
        @Nullable ShopFindings findings) {
    /** Says how tokens are chosen. */
    public enum Decoding {
        GREEDY,
        SAMPLED
    }

    /**
     * Computes the rate of success and its interval.
     *
     * @throws IllegalArgumentException unless {@code 0 <= successes <= tasks} and {@code tasks > 0}
     */
    public static Evaluation of(
            Stage stage,
            String split,
            Decoding decoding,
            int tasks,
            int successes,
            double strictReward,
            double looseReward,
            double meanTurns,
            double itemsOpened,
            @Nullable Double constraintsVerified) {
        WilsonInterval interval = WilsonInterval.of(successes, tasks, 0.95);
        return new Evaluation(
                stage,
                split,
                decoding,
                tasks,
                interval.rate(),
                interval.low(),
                interval.high(),
                strictReward,
                looseReward,
                meanTurns,
                itemsOpened,
                constraintsVerified,
                null);
    }

    /** Returns the same with what was found in the episodes. */
    public Evaluation with(ShopFindings found) {
        return new Evaluation(
                stage,
                split,
                decoding,
                tasks,
                fullSuccess,
                ciLow,
                ciHigh,
                strictReward,
                looseReward,
                meanTurns,
                itemsOpened,
                constraintsVerified,
                found);
    }
}
