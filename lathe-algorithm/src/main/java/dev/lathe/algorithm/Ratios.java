package dev.lathe.algorithm;

import dev.lathe.tensor.Tensor;

/** Computes ratios of the policy that is trained to the one that it is compared with; every tensor is {@code [learned]}. */
final class Ratios {
    private final ImportanceWeight weight;
    private final TokenBatch batch;

    Ratios(ImportanceWeight weight, TokenBatch batch) {
        this.weight = weight;
        this.batch = batch;
    }

    /** Computes {@code rho} of some log-probabilities, at the grain of the weight. */
    Tensor of(Tensor logProbs) {
        Tensor differences = differences(logProbs);
        Grain grain = weight.grain();
        if (grain == null) {
            throw new IllegalStateException("there is no ratio without a weight");
        }
        Tensor logRatio = switch (grain) {
            case TOKEN -> differences;
            case CHUNK -> Sequences.means(differences, batch.chunks());
            case SEQUENCE -> Sequences.means(differences, batch.lengths());
            case PRODUCT -> Sequences.sums(differences, batch.lengths());
        };
        return bounded(logRatio).exp();
    }

    /** Returns the bounded log-ratio of each token, with gradient. */
    Tensor logRatios() {
        return bounded(differences(batch.logProbs()));
    }

    Tensor differences(Tensor logProbs) {
        Tensor other = weight instanceof ImportanceWeight.Decoupled
                ? TokenBatch.require(batch.proximalLogProbs(), "log-probabilities by the trainer")
                : TokenBatch.require(batch.behaviorLogProbs(), "behaviour log-probabilities");
        return logProbs.sub(other);
    }

    static Tensor bounded(Tensor logRatio) {
        return logRatio.clamp(-TokenLosses.LARGEST_LOG_RATIO, TokenLosses.LARGEST_LOG_RATIO);
    }
}
