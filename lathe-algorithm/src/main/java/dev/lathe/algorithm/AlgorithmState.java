package dev.lathe.algorithm;

import java.util.List;

/**
 * Holds what an algorithm carries from one optimiser batch to the next; it belongs into a checkpoint.
 *
 * @param klCoefficient of the penalty in the reward, per nat; 0 without one
 * @param rewards how many rewards have been seen
 * @param mean of these, in units of reward
 * @param squares sum of their squared differences from the mean
 */
public record AlgorithmState(double klCoefficient, long rewards, double mean, double squares) {
    /** Returns the state before the first batch. */
    public static AlgorithmState start(Algorithm algorithm) {
        RewardPenalty penalty = algorithm.terms().rewardKl();
        return new AlgorithmState(penalty == null ? 0 : penalty.coefficient(), 0, 0, 0);
    }

    AlgorithmState seen(List<double[]> groups) {
        long count = rewards;
        double newMean = mean;
        double newSquares = squares;
        for (double[] group : groups) {
            for (double reward : group) {
                count++;
                double before = reward - newMean;
                newMean += before / count;
                newSquares += before * (reward - newMean);
            }
        }
        return new AlgorithmState(klCoefficient, count, newMean, newSquares);
    }

    AlgorithmState withKlCoefficient(double other) {
        return new AlgorithmState(other, rewards, mean, squares);
    }

    /** Returns the unbiased deviation of all rewards; 0 where they do not differ. */
    double deviation() {
        return rewards < 2 ? 0 : Math.sqrt(squares / (rewards - 1));
    }
}
