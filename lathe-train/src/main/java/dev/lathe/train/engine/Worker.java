package dev.lathe.train.engine;

import dev.lathe.algorithm.LossStatistics;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.DecoderPass;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.tensor.Torch;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Computes the gradients of its share of a batch, on a thread and with a graph of its own, over parameters that all workers share. */
final class Worker implements AutoCloseable {
    private final LanguageModel model;
    private final Leaves leaves;
    private final Cooperation cooperation;
    private final int stages;
    private final ExecutorService thread;

    Worker(DecoderConfig config, WorkingCopy working, int index, TrainingOptions options, Cooperation cooperation) {
        this.cooperation = cooperation;
        stages = DecoderPass.stages(config);
        leaves = new Leaves(config, working);
        model = new LanguageModel(
                config, leaves.byName(), List.of(), options.recompute(), cooperation.route(), leaves::passed);
        thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("train-" + index).daemon(true).factory());
        thread.execute(() -> Torch.threads(options.threadsPerWorker()));
    }

    /** Computes gradients of these parameters alone from now on. */
    void train(Set<String> names) {
        leaves.train(names);
    }

    /** Adds the gradients of some micro-batches to the leaves. */
    <T> Future<Totals> accumulate(Assignment<T> work, Learning<T> learning) {
        return thread.submit(() -> {
            Totals totals = cooperation.speaks() ? learn(work.parts(), learning, this::takeBack) : relay(work.parts());
            cooperation.idle(work.idle(), stages, true, leaves.byName());
            return totals;
        });
    }

    private void takeBack(Tensor loss) {
        loss.backward();
        model.backward();
        leaves.passedAll();
    }

    /** Computes the losses of some micro-batches without gradients. */
    <T> Future<Totals> evaluate(Assignment<T> work, Learning<T> learning) {
        return thread.submit(() -> Autograd.noGrad(() -> {
            Totals totals = cooperation.speaks() ? learn(work.parts(), learning, loss -> {}) : relay(work.parts());
            cooperation.idle(work.idle(), stages, false, leaves.byName());
            return totals;
        }));
    }

    /** Sends micro-batches through the stages of this process, for another one to learn from, and then what comes back from there. */
    private <T> Totals relay(List<MicroBatch<T>> share) {
        try (Scope scope = Scope.open()) {
            List<HiddenStates> sent =
                    share.stream().map(part -> model.hidden(pack(part))).toList();
            if (Autograd.isRecording()) {
                sent.forEach(states -> {
                    states.backward(states.states(), leaves::passed);
                    leaves.passedAll();
                });
            }
        }
        return Totals.NONE;
    }

    private Rows pack(MicroBatch<?> part) {
        return Packing.of(part.passages(), model.device());
    }

    private <T> Totals learn(List<MicroBatch<T>> share, Learning<T> learning, Consumer<Tensor> use) {
        double loss = 0;
        LossStatistics statistics = LossStatistics.NONE;
        for (MicroBatch<T> part : share) {
            try (Scope scope = Scope.open()) {
                Learning.Result result = learning.learn(part.items(), pack(part), model);
                use.accept(result.loss());
                loss += result.loss().item();
                statistics = statistics.plus(result.statistics());
            }
        }
        return new Totals(loss, statistics);
    }

    /** Returns what is read at the learned tokens of each sample, without gradient. */
    Future<IdentityHashMap<TrainingSample, float[]>> read(Assignment<TrainingSample> work, Reading reading) {
        return thread.submit(() -> Autograd.noGrad(() -> {
            IdentityHashMap<TrainingSample, float[]> bySample =
                    cooperation.speaks() ? read(work.parts(), reading) : passed(work.parts());
            cooperation.idle(work.idle(), stages, false, leaves.byName());
            return bySample;
        }));
    }

    private IdentityHashMap<TrainingSample, float[]> passed(List<MicroBatch<TrainingSample>> share) {
        relay(share);
        return new IdentityHashMap<>();
    }

    private IdentityHashMap<TrainingSample, float[]> read(List<MicroBatch<TrainingSample>> share, Reading reading) {
        IdentityHashMap<TrainingSample, float[]> bySample = new IdentityHashMap<>();
        for (MicroBatch<TrainingSample> part : share) {
            try (Scope scope = Scope.open()) {
                float[] all = reading.of(part.items(), pack(part), model).toFloats();
                int start = 0;
                for (TrainingSample sample : part.items()) {
                    bySample.put(sample, Arrays.copyOfRange(all, start, start + sample.learned()));
                    start += sample.learned();
                }
            }
        }
        return bySample;
    }

    /** Hands over what the backward passes have added up for parameters to which anything has flowed. */
    Map<String, Tensor> takeGradients(Set<String> names) {
        return leaves.take(names);
    }

    @Override
    public void close() {
        thread.close();
        leaves.close();
    }

    /**
     * Is a worker's part of a batch.
     *
     * @param parts in the order in which they are computed
     * @param idle how many more micro-batches others have
     */
    record Assignment<T>(List<MicroBatch<T>> parts, int idle) {}
}
