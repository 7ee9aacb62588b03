package dev.lathe.train.engine;

import dev.lathe.algorithm.LossStatistics;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.model.DecoderConfig;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.tensor.Torch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Computes the gradients of its share of a batch, on a thread and with a graph of its own, over parameters that all workers share. */
final class Worker implements AutoCloseable {
    private final LanguageModel model;
    private final SequencedMap<String, Tensor> leaves = new LinkedHashMap<>();
    private final Map<String, Tensor> sums = new HashMap<>();
    private final ExecutorService thread;

    Worker(DecoderConfig config, Map<String, Tensor> parameters, int index, TrainingOptions options) {
        parameters.forEach((name, parameter) -> leaves.put(name, parameter.detach()));
        model = new LanguageModel(config, leaves, List.of(), options.recompute());
        thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("train-" + index).daemon(true).factory());
        thread.execute(() -> Torch.threads(options.threadsPerWorker()));
    }

    /** Computes gradients of these parameters alone from now on. */
    void train(Set<String> names) {
        leaves.forEach((name, leaf) -> leaf.requiresGrad_(names.contains(name)));
    }

    /** Adds the gradients of some micro-batches to the leaves. */
    <T> Future<Share> accumulate(List<MicroBatch<T>> share, Learning<T> learning) {
        return thread.submit(() -> learn(share, learning, loss -> {
            loss.backward();
            model.backward();
            if (share.size() > 1) {
                addUp();
            }
        }));
    }

    /** Computes the losses of some micro-batches without gradients. */
    <T> Future<Share> evaluate(List<MicroBatch<T>> share, Learning<T> learning) {
        return thread.submit(() -> Autograd.noGrad(() -> learn(share, learning, loss -> {})));
    }

    /** Moves gradients out of leaves of a short type, in which sums over micro-batches would lose digits. */
    private void addUp() {
        leaves.forEach((name, leaf) -> {
            Tensor gradient = leaf.grad();
            if (gradient != null && leaf.dtype().bytes() == 2) {
                Tensor sum = sums.get(name);
                if (sum == null) {
                    sums.put(name, gradient.to(DType.FLOAT32).leaveScope());
                } else {
                    sum.add_(gradient);
                }
                leaf.clearGrad();
            }
        });
    }

    private <T> Share learn(List<MicroBatch<T>> share, Learning<T> learning, Consumer<Tensor> use) {
        double loss = 0;
        LossStatistics statistics = LossStatistics.NONE;
        for (MicroBatch<T> part : share) {
            try (Scope scope = Scope.open()) {
                Learning.Result result = learning.learn(part.items(), Packing.of(part.passages()), model);
                use.accept(result.loss());
                loss += result.loss().item();
                statistics = statistics.plus(result.statistics());
            }
        }
        return new Share(loss, statistics);
    }

    /** Returns what is read at the learned tokens of each sample, without gradient. */
    Future<IdentityHashMap<TrainingSample, float[]>> read(List<MicroBatch<TrainingSample>> share, Reading reading) {
        return thread.submit(() -> Autograd.noGrad(() -> {
            IdentityHashMap<TrainingSample, float[]> bySample = new IdentityHashMap<>();
            for (MicroBatch<TrainingSample> part : share) {
                try (Scope scope = Scope.open()) {
                    float[] all = reading.of(part.items(), Packing.of(part.passages()), model)
                            .toFloats();
                    int start = 0;
                    for (TrainingSample sample : part.items()) {
                        bySample.put(sample, Arrays.copyOfRange(all, start, start + sample.learned()));
                        start += sample.learned();
                    }
                }
            }
            return bySample;
        }));
    }

    /** Hands over what the backward passes have added up for a parameter; null if nothing flowed to it. */
    @Nullable
    Tensor takeGradient(String name) {
        Tensor leaf = Objects.requireNonNull(leaves.get(name));
        Tensor sum = sums.remove(name);
        Tensor gradient = sum == null ? leaf.grad() : sum;
        leaf.clearGrad();
        return gradient;
    }

    @Override
    public void close() {
        thread.close();
        leaves.values().forEach(Tensor::close);
    }

    /** Holds what a share of a batch came to. */
    record Share(double loss, LossStatistics statistics) {}
}
