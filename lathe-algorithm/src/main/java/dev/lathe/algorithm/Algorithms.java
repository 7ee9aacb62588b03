package dev.lathe.algorithm;

import dev.lathe.core.UserError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.IntFunction;

/** Names the algorithms that recipes can ask for. */
public final class Algorithms {
    private static final SequencedMap<String, Named> ALL = new LinkedHashMap<>();

    private static final ReturnEstimator REWARD = new ReturnEstimator.TrajectoryReward();
    private static final ReturnEstimator CHUNKS = new ReturnEstimator.DiscountedChunkReturn(0.95);
    private static final Baseline GROUP = new Baseline.Group(Deviation.GROUP);
    private static final Baseline CENTERED = new Baseline.Group(Deviation.NONE);
    private static final ImportanceWeight TOKEN = new ImportanceWeight.Token();
    private static final PolicyLoss CLIP = new PolicyLoss.Clip(0.2, 0.2);
    private static final LossReduction TOKEN_MEAN = new LossReduction.TokenMean();
    private static final LossReduction SEQUENCE_MEAN = new LossReduction.SequenceMean();
    private static final LossReduction SEQUENCE_SUM = new LossReduction.SequenceSum();

    /** How close to the limit DAPO's penalty begins: a fifth of the room. */
    private static final int OVERLONG_SHARE = 5;

    static {
        add(
                "cispo",
                "clipped weights that silence no token",
                "arXiv 2506.13585",
                tokens -> new Algorithm(REWARD, GROUP, TOKEN, new PolicyLoss.Cispo(1, 4), TOKEN_MEAN));
        add(
                "dapo",
                "GRPO with clip-higher, dynamic sampling and a soft penalty on overlong answers",
                "arXiv 2503.14476",
                Algorithms::dapo);
        add(
                "dr-grpo",
                "GRPO without the biases of its divisions",
                "arXiv 2503.20783",
                tokens -> new Algorithm(REWARD, CENTERED, TOKEN, CLIP, new LossReduction.Constant(tokens)));
        add(
                "gigpo",
                "GRPO that also compares steps taken in the same state",
                "arXiv 2505.10978",
                tokens -> new Algorithm(CHUNKS, new Baseline.TwoLevel(1, true), TOKEN, CLIP, SEQUENCE_MEAN));
        add(
                "gmpo",
                "GRPO with the geometric mean of the ratios",
                "arXiv 2507.20673",
                tokens -> new Algorithm(REWARD, GROUP, TOKEN, new PolicyLoss.Gmpo(0.4, 0.4), SEQUENCE_MEAN));
        add(
                "grpo",
                "group mean and deviation, clipped token ratios",
                "arXiv 2402.03300",
                tokens -> new Algorithm(REWARD, GROUP, TOKEN, CLIP, SEQUENCE_MEAN));
        add(
                "gspo",
                "GRPO with clipped sequence ratios",
                "arXiv 2507.18071",
                tokens -> new Algorithm(
                        REWARD,
                        GROUP,
                        new ImportanceWeight.Sequence(),
                        new PolicyLoss.Clip(3e-4, 4e-4),
                        SEQUENCE_MEAN));
        add(
                "ipa",
                "chunk returns, chunk ratios: imitation of what was good, truncated weights for what was bad",
                "arXiv 2512.24873",
                tokens -> ipa());
        add(
                "kimi",
                "regression of the sequence's log-ratio on its advantage",
                "arXiv 2501.12599",
                tokens -> new Algorithm(REWARD, CENTERED, TOKEN, new PolicyLoss.Regression(0.1), SEQUENCE_SUM));
        add(
                "lite-ppo",
                "group mean, batch deviation, mean over tokens",
                "arXiv 2508.08221",
                tokens -> new Algorithm(REWARD, new Baseline.Group(Deviation.BATCH), TOKEN, CLIP, TOKEN_MEAN));
        add("ppo", "a critic and generalised advantage estimation", "arXiv 1707.06347", tokens -> ppo());
        add(
                "ppo-clip",
                "batch mean and deviation in place of a critic, clipped token ratios",
                "arXiv 1707.06347",
                tokens -> new Algorithm(REWARD, new Baseline.Batch(Deviation.BATCH), TOKEN, CLIP, TOKEN_MEAN));
        add(
                "raft++",
                "clipped ratios on what was good alone",
                "arXiv 2504.11343",
                tokens -> new Algorithm(REWARD, new Baseline.None(), TOKEN, CLIP, TOKEN_MEAN)
                        .withTerms(Terms.NONE.withSelection(new Selection(new GroupFilter.All(), false, true))));
        add(
                "reinforce",
                "no baseline, sums over sequences",
                "doi 10.1007/BF00992696",
                tokens -> reinforce(new Baseline.None()));
        add(
                "reinforce++",
                "token returns with a penalty on leaving the reference, whitened over the batch",
                "arXiv 2501.03262",
                tokens -> reinforcePlusPlus());
        add(
                "rloo",
                "leave-one-out, REINFORCE on whole sequences",
                "arXiv 2402.14740",
                tokens -> reinforce(new Baseline.LeaveOneOut()));
        add(
                "rloo-clip",
                "leave-one-out, clipped token ratios",
                "arXiv 2402.14740",
                tokens -> new Algorithm(REWARD, new Baseline.LeaveOneOut(), TOKEN, CLIP, TOKEN_MEAN));
        add(
                "sapo",
                "GRPO with a soft gate in place of the clip",
                "arXiv 2511.20347",
                tokens -> new Algorithm(REWARD, GROUP, TOKEN, new PolicyLoss.Sapo(1, 1.05), SEQUENCE_MEAN));
        add(
                "tis",
                "truncated importance weights, held fixed",
                "arXiv 1802.01561",
                tokens -> new Algorithm(
                        REWARD,
                        GROUP,
                        new ImportanceWeight.Truncated(Grain.TOKEN, 1),
                        new PolicyLoss.Vanilla(),
                        TOKEN_MEAN));
        add(
                "topr",
                "imitation of what was good, truncated trajectory weights for what was bad",
                "arXiv 2503.14286",
                tokens -> new Algorithm(
                        REWARD,
                        new Baseline.Constant(0.5),
                        new ImportanceWeight.Product(),
                        new PolicyLoss.Topr(1),
                        SEQUENCE_SUM));
    }

    /**
     * Holds one named algorithm.
     *
     * @param summary what is special about it, in a few words
     * @param source where it is from
     */
    private record Named(String summary, String source, IntFunction<Algorithm> of) {}

    private Algorithms() {}

    /** Returns all names, sorted. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * Returns the algorithm of a name.
     *
     * @param maxTokens the most tokens that the model can write in an episode; the constant length of {@code dr-grpo} and the limit
     *     of {@code dapo}
     * @throws UserError if there is no such name
     */
    public static Algorithm named(String name, int maxTokens) {
        return find(name).of.apply(maxTokens);
    }

    /** Returns what is special about an algorithm, in a few words. */
    public static String summary(String name) {
        return find(name).summary;
    }

    /** Returns where an algorithm is from. */
    public static String source(String name) {
        return find(name).source;
    }

    private static Named find(String name) {
        Named named = ALL.get(name);
        if (named == null) {
            throw new UserError("unknown algorithm '%s'; there are %s".formatted(name, String.join(", ", names())));
        }
        return named;
    }

    private static void add(String name, String summary, String source, IntFunction<Algorithm> of) {
        ALL.put(name, new Named(summary, source, of));
    }

    private static Algorithm reinforce(Baseline baseline) {
        return new Algorithm(REWARD, baseline, new ImportanceWeight.None(), new PolicyLoss.Vanilla(), SEQUENCE_SUM);
    }

    private static Algorithm dapo(int maxTokens) {
        int buffer = Math.max(1, maxTokens / OVERLONG_SHARE);
        return new Algorithm(REWARD, GROUP, TOKEN, new PolicyLoss.Clip(0.2, 0.28), TOKEN_MEAN)
                .withTerms(Terms.NONE
                        .withSelection(new Selection(new GroupFilter.WithSignal(), false, false))
                        .withOverlong(new OverlongPenalty(maxTokens, buffer, 1)));
    }

    private static Algorithm ppo() {
        return new Algorithm(new ReturnEstimator.Gae(1, 0.95), new Baseline.Critic(0.2), TOKEN, CLIP, TOKEN_MEAN)
                .withTerms(Terms.NONE.withWhitening(true));
    }

    private static Algorithm reinforcePlusPlus() {
        return new Algorithm(new ReturnEstimator.DiscountedTokens(1), new Baseline.None(), TOKEN, CLIP, TOKEN_MEAN)
                .withTerms(Terms.NONE.withWhitening(true).withRewardKl(new RewardPenalty(KlEstimator.K1, 0.01)));
    }

    /** The paper leaves open what a failure is worth, the discount, the bound of the mask and the denominator. */
    private static Algorithm ipa() {
        var mask = new Correction(null, List.of(new Correction.Filter(Grain.CHUNK, 0, 5)));
        return new Algorithm(
                        CHUNKS,
                        new Baseline.Constant(0.5),
                        new ImportanceWeight.Chunk(),
                        new PolicyLoss.Topr(1),
                        TOKEN_MEAN)
                .withTerms(Terms.NONE.withCorrection(mask));
    }
}
