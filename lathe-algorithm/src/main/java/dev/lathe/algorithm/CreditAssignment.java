package dev.lathe.algorithm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Computes the advantage of every token, and what a critic is to learn, from rewards and baselines. */
final class CreditAssignment {
    private final Algorithm algorithm;
    private final List<Learned> learned;
    private final List<double[]> costs;
    private final List<double[]> earned;

    /**
     * Prepares.
     *
     * @param costs of each token, for each learned trajectory, {@code [learned]}
     * @param earned reward less its baseline of each trajectory, for each group
     */
    CreditAssignment(Algorithm algorithm, List<Learned> learned, List<double[]> costs, List<double[]> earned) {
        this.algorithm = algorithm;
        this.learned = learned;
        this.costs = costs;
        this.earned = earned;
    }

    /** Holds one array {@code [learned]} for each learned trajectory; no returns without a critic. */
    record Credit(List<double[]> advantages, List<double[]> returns) {}

    Credit assign() {
        return switch (algorithm.baseline()) {
            case Baseline.Critic critic -> againstCritic();
            case Baseline.TwoLevel twoLevel -> onTwoLevels(twoLevel);
            default -> new Credit(spread(), List.of());
        };
    }

    private List<double[]> spread() {
        List<double[]> advantages = new ArrayList<>();
        for (int i = 0; i < learned.size(); i++) {
            advantages.add(TokenReturns.of(algorithm.returns(), earned(i), costs.get(i), learned.get(i)));
        }
        return advantages;
    }

    /** Compares with the values: {@code A = G - V}; generalised estimation has taken them off already. */
    private Credit againstCritic() {
        List<double[]> spread = spread();
        List<double[]> advantages = new ArrayList<>();
        List<double[]> returns = new ArrayList<>();
        boolean compared = algorithm.returns() instanceof ReturnEstimator.Gae;
        for (int i = 0; i < learned.size(); i++) {
            float[] values = ModelScores.require(
                    learned.get(i).scores().values(), learned.get(i).tokens(), "a critic's values");
            advantages.add(compared ? spread.get(i) : plus(spread.get(i), values, -1));
            returns.add(compared ? plus(spread.get(i), values, 1) : spread.get(i));
        }
        return new Credit(advantages, returns);
    }

    private Credit onTwoLevels(Baseline.TwoLevel baseline) {
        var chunks = (ReturnEstimator.DiscountedChunkReturn) algorithm.returns();
        List<double[]> returns = new ArrayList<>();
        for (int i = 0; i < learned.size(); i++) {
            double score = learned.get(i).trajectory().score().value();
            returns.add(TokenReturns.byChunks(chunks, score, costs.get(i), learned.get(i)));
        }
        var steps = new StepAdvantages(baseline, learned, returns);
        List<double[]> advantages = new ArrayList<>();
        for (int i = 0; i < learned.size(); i++) {
            double episode = earned(i);
            double[] both =
                    Arrays.stream(steps.of(i)).map(step -> episode + step).toArray();
            advantages.add(learned.get(i).toTokens(both));
        }
        return new Credit(advantages, List.of());
    }

    private double earned(int i) {
        return earned.get(learned.get(i).group())[learned.get(i).index()];
    }

    private static double[] plus(double[] values, float[] others, int sign) {
        double[] sums = new double[values.length];
        Arrays.setAll(sums, t -> values[t] + sign * others[t]);
        return sums;
    }
}
