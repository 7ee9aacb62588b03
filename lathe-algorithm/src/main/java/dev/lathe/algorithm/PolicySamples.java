package dev.lathe.algorithm;

import dev.lathe.algorithm.CreditAssignment.Credit;
import dev.lathe.algorithm.Imitations.Imitation;
import dev.lathe.core.Metrics;
import dev.lathe.core.Trajectory;
import dev.lathe.core.TrajectoryGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Turns the trajectories of one optimiser batch into samples: advantages by the baseline, weights by the reduction. */
public final class PolicySamples {
    private PolicySamples() {}

    /**
     * Returns what models are asked about before the step: the sequences that will be learned from, in order.
     *
     * @param groups all groups of one optimiser step
     */
    public static List<TrainingSample> sequences(List<TrajectoryGroup> groups, Algorithm algorithm) {
        return learned(new Experience(groups), algorithm).stream()
                .map(one -> TrainingSample.supervised(
                        one.flat().tokens(), one.flat().positions(), new float[one.tokens()]))
                .toList();
    }

    /** Returns the samples of the first optimiser batch of an algorithm that needs no scores by models. */
    public static SampleBatch of(List<TrajectoryGroup> groups, Algorithm algorithm) {
        return of(new Experience(groups), algorithm, AlgorithmState.start(algorithm));
    }

    /**
     * Returns the samples of one optimiser batch. Trajectories in which the model wrote nothing, and those that a filter leaves out,
     * count for the baseline, but give no sample and are in no denominator; trajectories whose advantage is 0 are in all
     * denominators.
     *
     * @param state what the batches before have left
     * @throws IllegalArgumentException if a reward is not finite, a behaviour log-probability was not recorded, or scores that the
     *     algorithm needs are missing
     */
    public static SampleBatch of(Experience experience, Algorithm algorithm, AlgorithmState state) {
        List<TrajectoryGroup> groups = experience.groups();
        List<Learned> learned = learned(experience, algorithm);
        Recordings.require(learned, algorithm);
        List<double[]> divergences = learned.stream()
                .map(one -> Penalties.divergences(algorithm.terms(), one))
                .toList();
        List<double[]> costs = divergences.stream()
                .map(nats -> scaled(nats, state.klCoefficient()))
                .toList();
        List<double[]> rewards = Rewards.of(groups, algorithm, learned, costs);
        AlgorithmState seen = state.seen(rewards);
        List<double[]> earned = Advantages.of(rewards, algorithm.baseline(), seen);
        Credit credit = new CreditAssignment(algorithm, learned, costs, earned).assign();
        List<Corrections> corrections =
                learned.stream().map(one -> Corrections.of(algorithm, one)).toList();
        List<double[]> advantages = Shaping.of(algorithm, groups, learned, credit.advantages(), corrections);
        List<Imitation> imitations = Imitations.of(experience.experts(), algorithm);
        List<TrainingSample> samples =
                new Assembly(algorithm, learned, advantages, credit.returns(), corrections, imitations).samples();
        return new SampleBatch(
                samples,
                groups.size(),
                withoutSignal(groups.size(), learned, credit.advantages()),
                judged(algorithm, corrections, divergences, state),
                next(algorithm, seen, divergences));
    }

    private static List<Learned> learned(Experience experience, Algorithm algorithm) {
        List<Learned> learned = new ArrayList<>();
        for (int g = 0; g < experience.groups().size(); g++) {
            List<Trajectory> trajectories = experience.groups().get(g).trajectories();
            for (int i = 0; i < trajectories.size(); i++) {
                Trajectory trajectory = trajectories.get(i);
                if (trajectory.modelTokens() > 0
                        && algorithm.terms().selection().keeps(trajectory)) {
                    ModelScores scores = experience.scores().isEmpty()
                            ? ModelScores.NONE
                            : experience.scores().get(learned.size());
                    learned.add(new Learned(g, i, trajectory, FlatTrajectory.of(trajectory), scores));
                }
            }
        }
        return learned;
    }

    private static Metrics judged(
            Algorithm algorithm, List<Corrections> corrections, List<double[]> divergences, AlgorithmState state) {
        Metrics mismatch = Mismatch.metrics(corrections);
        return algorithm.terms().rewardKl() == null || divergences.isEmpty()
                ? mismatch
                : mismatch.with("reward_kl", meanSum(divergences)).with("kl_coefficient", state.klCoefficient());
    }

    private static AlgorithmState next(Algorithm algorithm, AlgorithmState seen, List<double[]> divergences) {
        RewardPenalty penalty = algorithm.terms().rewardKl();
        if (penalty == null || penalty.adaptive() == null || divergences.isEmpty()) {
            return seen;
        }
        double next = penalty.adaptive().next(seen.klCoefficient(), meanSum(divergences), divergences.size());
        return seen.withKlCoefficient(next);
    }

    private static double meanSum(List<double[]> divergences) {
        return divergences.stream().flatMapToDouble(Arrays::stream).sum() / divergences.size();
    }

    private static int withoutSignal(int groups, List<Learned> learned, List<double[]> advantages) {
        boolean[] signal = new boolean[groups];
        for (int i = 0; i < learned.size(); i++) {
            signal[learned.get(i).group()] |= Arrays.stream(advantages.get(i)).anyMatch(advantage -> advantage != 0);
        }
        return (int) IntStream.range(0, groups).filter(g -> !signal[g]).count();
    }

    private static double[] scaled(double[] values, double factor) {
        return Arrays.stream(values).map(value -> value * factor).toArray();
    }
}
