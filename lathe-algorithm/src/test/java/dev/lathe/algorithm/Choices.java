package dev.lathe.algorithm;

import dev.lathe.algorithm.Correction.Filter;
import dev.lathe.algorithm.ImportanceWeight.Decoupled;
import dev.lathe.algorithm.ImportanceWeight.Token;
import dev.lathe.algorithm.ImportanceWeight.Truncated;
import dev.lathe.algorithm.LossReduction.SequenceMean;
import dev.lathe.algorithm.LossReduction.TokenMean;
import dev.lathe.algorithm.PolicyLoss.Clip;
import dev.lathe.algorithm.PolicyLoss.Topr;
import dev.lathe.algorithm.PolicyLoss.Vanilla;
import dev.lathe.algorithm.ReturnEstimator.DiscountedChunkReturn;
import dev.lathe.algorithm.ReturnEstimator.DiscountedTokens;
import dev.lathe.algorithm.ReturnEstimator.Gae;
import dev.lathe.algorithm.ReturnEstimator.TrajectoryReward;
import java.util.List;
import java.util.Locale;

/** Names algorithms that show one choice each, beside those that recipes can name. */
final class Choices {
    private static final ReturnEstimator REWARD = new TrajectoryReward();
    private static final Baseline GROUP = new Baseline.Group(Deviation.GROUP);
    private static final Baseline CENTERED = new Baseline.Group(Deviation.NONE);
    private static final Baseline HALF = new Baseline.Constant(0.5);
    private static final ImportanceWeight TOKEN = new Token();
    private static final PolicyLoss CLIP = new Clip(0.2, 0.2);
    private static final LossReduction TOKENS = new TokenMean();
    private static final LossReduction SEQUENCES = new SequenceMean();

    private Choices() {}

    static Algorithm of(String name, int maxTokens) {
        if (name.startsWith("correction-")) {
            return clipped(TOKENS)
                    .withTerms(Terms.NONE.withCorrection(
                            new Correction(new Correction.Weight(grain(name), 1.02), List.of())));
        }
        if (name.startsWith("filter-")) {
            return clipped(SEQUENCES)
                    .withTerms(Terms.NONE.withCorrection(
                            new Correction(null, List.of(new Filter(grain(name), 0.97, 1.04)))));
        }
        return switch (name) {
            case "trl-rloo" ->
                new Algorithm(REWARD, new Baseline.LeaveOneOut(), new ImportanceWeight.Product(), CLIP, SEQUENCES);
            case "dual-clip" -> new Algorithm(REWARD, GROUP, TOKEN, new Clip(0.2, 0.2, 1.3), SEQUENCES);
            case "chunk-ratio" ->
                new Algorithm(REWARD, GROUP, new ImportanceWeight.Chunk(), new Clip(0.1, 0.1), TOKENS);
            case "truncated-chunk" ->
                new Algorithm(REWARD, GROUP, new Truncated(Grain.CHUNK, 0.9), new Vanilla(), SEQUENCES);
            case "product-unclipped" ->
                new Algorithm(REWARD, CENTERED, new ImportanceWeight.Product(), new Vanilla(), SEQUENCES);
            case "decoupled" -> new Algorithm(REWARD, GROUP, new Decoupled(Grain.TOKEN, 1.1), CLIP, TOKENS);
            case "topr-sequence" -> new Algorithm(REWARD, HALF, new ImportanceWeight.Sequence(), new Topr(0.8), TOKENS);
            case "cispo-bounded" -> new Algorithm(REWARD, GROUP, TOKEN, new PolicyLoss.Cispo(0.1, 0.1), SEQUENCES);
            case "no-mean-batch-deviation" ->
                new Algorithm(REWARD, new Baseline.None(Deviation.BATCH), TOKEN, CLIP, TOKENS);
            case "running" -> new Algorithm(REWARD, new Baseline.Running(Deviation.RUNNING), TOKEN, CLIP, TOKENS);
            case "two-level-steps" ->
                new Algorithm(
                        new DiscountedChunkReturn(0.9, true), new Baseline.TwoLevel(0.5, false), TOKEN, CLIP, TOKENS);
            case "discounted-tokens" -> new Algorithm(new DiscountedTokens(0.9), CENTERED, TOKEN, CLIP, TOKENS);
            case "discounted-chunks" ->
                new Algorithm(new DiscountedChunkReturn(0.9, true), CENTERED, TOKEN, new Vanilla(), TOKENS);
            case "critic-tokens" ->
                new Algorithm(new DiscountedTokens(0.97), new Baseline.Critic(0.2), TOKEN, CLIP, TOKENS);
            case "gae-with-kl" ->
                new Algorithm(new Gae(0.99, 0.9), new Baseline.Critic(0.2), TOKEN, CLIP, TOKENS)
                        .withTerms(Terms.NONE.withRewardKl(new RewardPenalty(KlEstimator.FULL, 0.05)));
            case "kl-k3-in-trajectory-reward" ->
                clipped(SEQUENCES).withTerms(Terms.NONE.withRewardKl(new RewardPenalty(KlEstimator.K3, 0.1)));
            case "kl-k2-in-chunks" ->
                new Algorithm(new DiscountedChunkReturn(0.95), CENTERED, TOKEN, CLIP, TOKENS)
                        .withTerms(Terms.NONE.withRewardKl(new RewardPenalty(KlEstimator.K2, 0.2)));
            case "kl-k1-in-loss" -> inLoss(KlEstimator.K1);
            case "kl-k2-in-loss" -> inLoss(KlEstimator.K2);
            case "kl-k3-in-loss" -> inLoss(KlEstimator.K3);
            case "entropy" -> clipped(TOKENS).withTerms(Terms.NONE.withEntropy(0.01));
            case "overlong-filtered" ->
                clipped(TOKENS).withTerms(Terms.NONE.withSelection(new Selection(new GroupFilter.All(), true, false)));
            case "emphasis" -> clipped(SEQUENCES).withTerms(Terms.NONE.withEmphasis(new Emphasis(true, true)));
            case "advantage-clip" -> clipped(TOKENS).withTerms(Terms.NONE.withAdvantageClip(0.6));
            case "ipa-mask" -> masked(Algorithms.named("ipa", maxTokens), Mixture.EVEN);
            case "ipa-mixture" -> masked(Algorithms.named("ipa", maxTokens), new Mixture(0.3, 0.7));
            default -> Algorithms.named(name, maxTokens);
        };
    }

    private static Algorithm clipped(LossReduction reduction) {
        return new Algorithm(REWARD, GROUP, TOKEN, CLIP, reduction);
    }

    private static Algorithm inLoss(KlEstimator estimator) {
        return clipped(SEQUENCES).withTerms(Terms.NONE.withLossKl(new LossPenalty(estimator, 0.05)));
    }

    private static Algorithm masked(Algorithm ipa, Mixture mixture) {
        return ipa.withTerms(ipa.terms()
                .withMixture(mixture)
                .withCorrection(new Correction(null, List.of(new Filter(Grain.CHUNK, 0, 1.05)))));
    }

    private static Grain grain(String name) {
        return Grain.valueOf(name.substring(name.indexOf('-') + 1).toUpperCase(Locale.ROOT));
    }
}
