package dev.lathe.train.engine;

import dev.lathe.algorithm.LossStatistics;
import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.TokenBatch;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.model.Decoder;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.DecoderWeights;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.tensor.Torch;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Computes the gradients of its share of a batch, on a thread and with a graph of its own, over parameters that all workers share. */
final class Worker implements AutoCloseable {
    private final Decoder decoder;
    private final SequencedMap<String, Tensor> leaves = new LinkedHashMap<>();
    private final ExecutorService thread;

    Worker(DecoderConfig config, Map<String, Tensor> parameters, int index, int threads) {
        decoder = new Decoder(config);
        parameters.forEach(
                (name, parameter) -> leaves.put(name, parameter.detach().requiresGrad_(true)));
        thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("train-" + index).daemon(true).factory());
        thread.execute(() -> Torch.threads(threads));
    }

    /** Adds the gradients of some micro-batches to the leaves. */
    Future<Share> accumulate(List<MicroBatch> share, Objective objective) {
        return thread.submit(() -> {
            double loss = 0;
            LossStatistics statistics = LossStatistics.NONE;
            for (MicroBatch part : share) {
                try (Scope scope = Scope.open()) {
                    TokenBatch tokens = forward(part, objective);
                    Tensor partLoss = objective.loss(tokens);
                    partLoss.backward();
                    loss += partLoss.item();
                    statistics = statistics.plus(objective.statistics(tokens));
                }
            }
            return new Share(loss, statistics);
        });
    }

    /** Returns the log-probabilities of the learned tokens of each sample, without gradient. */
    Future<IdentityHashMap<TrainingSample, float[]>> logProbs(List<MicroBatch> share) {
        return thread.submit(() -> Autograd.noGrad(() -> {
            IdentityHashMap<TrainingSample, float[]> bySample = new IdentityHashMap<>();
            for (MicroBatch part : share) {
                try (Scope scope = Scope.open()) {
                    float[] all = logProbs(part, predictions(part)).toFloats();
                    int start = 0;
                    for (TrainingSample sample : part.samples()) {
                        bySample.put(sample, Arrays.copyOfRange(all, start, start + sample.learned()));
                        start += sample.learned();
                    }
                }
            }
            return bySample;
        }));
    }

    private TokenBatch forward(MicroBatch part, Objective objective) {
        Tensor all = predictions(part);
        TokenBatch tokens = TokenBatch.of(part.samples(), logProbs(part, all));
        return objective.needsEntropies()
                ? tokens.withEntropies(all.exp().mul(all).sum(-1, false).neg())
                : tokens;
    }

    /** Returns the log-probabilities of all tokens at the learned places, {@code [learned, vocabulary]}. */
    private Tensor predictions(MicroBatch part) {
        DecoderWeights weights = DecoderWeights.of(decoder.config(), leaves);
        int rows = part.samples().size();
        Tensor hidden = decoder.hidden(weights, Tensor.of(part.tokens(), rows, part.time()));
        Tensor learned = hidden.reshape(part.cost(), decoder.config().hiddenSize())
                .indexSelect(0, Tensor.of(part.predictors(), part.learned()));
        return decoder.logits(weights, learned).logSoftmax(-1);
    }

    private static Tensor logProbs(MicroBatch part, Tensor predictions) {
        return predictions
                .gather(1, Tensor.of(part.targets(), part.learned(), 1))
                .reshape(part.learned());
    }

    /** Returns what the backward passes have added up for a parameter, or null if nothing flowed to it. */
    @Nullable
    Tensor gradient(String name) {
        return Objects.requireNonNull(leaves.get(name)).grad();
    }

    void clearGradients() {
        leaves.values().forEach(Tensor::clearGrad);
    }

    @Override
    public void close() {
        thread.close();
        leaves.values().forEach(Tensor::close);
    }

    /** Holds what a share of a batch came to. */
    record Share(double loss, LossStatistics statistics) {}
}
