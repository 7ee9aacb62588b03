package dev.lathe.train.engine;

import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Metrics;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.vector.WideSum;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.Offload;
import dev.lathe.tensor.Optimizer;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Trains in this process: workers compute gradients of their shares of a batch at the same time, the gradients are added in the order
 * of the workers, and one optimiser moves the parameters.
 */
public final class LocalTrainingEngine implements TrainingEngine {
    private final SequencedMap<String, Tensor> parameters;
    private final TrainingOptions options;
    private final WorkingCopy working;
    private final Cooperation cooperation;
    /** Keeps room for sums of gradients that are of a shorter type than their parameter. */
    private final Map<String, Tensor> sums = new HashMap<>();

    private final List<Worker> workers = new ArrayList<>();
    private Optimizer optimizer;
    private double gradientClip;
    private @Nullable Offload away;

    /**
     * Starts training parameters in place. They stay the caller's.
     *
     * @param optimizer made over the same parameters, in the same order; closed with the engine
     */
    public LocalTrainingEngine(
            DecoderConfig config,
            SequencedMap<String, Tensor> parameters,
            Optimizer optimizer,
            double gradientClip,
            TrainingOptions options) {
        this(config, parameters, optimizer, gradientClip, options, Cooperation.NONE);
    }

    /**
     * Starts training together with engines of other processes.
     *
     * @param config counts the heads and widths of this process
     * @param parameters of this process
     * @param optimizer made over those of them that it changes; closed with the engine
     * @param cooperation with the others; closed with the engine
     */
    public LocalTrainingEngine(
            DecoderConfig config,
            SequencedMap<String, Tensor> parameters,
            Optimizer optimizer,
            double gradientClip,
            TrainingOptions options,
            Cooperation cooperation) {
        this.cooperation = cooperation;
        this.parameters = parameters;
        this.options = options;
        this.optimizer = optimizer;
        this.gradientClip = gradientClip;
        working = new WorkingCopy(parameters, options.type());
        for (int index = 0; index < options.workers(); index++) {
            workers.add(new Worker(config, working, index, options, cooperation));
        }
        train();
    }

    private void train() {
        cooperation.begin(optimizer);
        workers.forEach(worker -> worker.train(learned()));
        away = options.offload() == null ? null : new Offload(options.offload(), optimizer.movable());
        rest();
    }

    @Override
    public void rest() {
        if (away != null) {
            away.putAway();
        }
    }

    private void bringBack() {
        if (away != null) {
            away.bringBack();
        }
    }

    private Set<String> learned() {
        return cooperation.learned(optimizer).stream().map(NamedTensor::name).collect(Collectors.toSet());
    }

    @Override
    public <T> Metrics step(List<T> batch, Learning<T> learning, double learningRate) {
        // what was said between steps is no part of this one
        cooperation.spent(1);
        long began = System.nanoTime();
        Totals all =
                cooperation.sum(sum(onWorkers(batch, learning, (worker, share) -> worker.accumulate(share, learning))));
        double norm = update(all.loss(), learningRate);
        long tokens = batch.stream()
                .flatMap(item -> learning.passages(item).stream())
                .mapToLong(passage -> passage.tokens().length)
                .sum();
        Metrics metrics = Metrics.of("loss", all.loss())
                .with("grad_norm", norm)
                .with("learning_rate", learningRate)
                .with("tokens", (double) tokens)
                .with(cooperation.spent((System.nanoTime() - began) / 1e9))
                .with(all.statistics().metrics());
        return isSound(all.loss(), norm) ? metrics : metrics.with(SKIPPED, 1);
    }

    @Override
    public <T> Metrics evaluate(List<T> batch, Learning<T> learning) {
        Totals all =
                cooperation.sum(sum(onWorkers(batch, learning, (worker, share) -> worker.evaluate(share, learning))));
        return Metrics.of("loss", all.loss()).with(all.statistics().metrics());
    }

    private static Totals sum(List<Totals> shares) {
        return shares.stream().reduce(Totals.NONE, Totals::plus);
    }

    /** Moves the parameters unless a number is not finite, and returns the norm of the gradient. */
    private double update(double loss, double learningRate) {
        bringBack();
        try (Scope scope = Scope.open()) {
            List<Tensor> gradients = cooperation.reduce(gatherGradients(), optimizer);
            double norm = cooperation.clip(gradients, optimizer, gradientClip);
            if (isSound(loss, norm)) {
                optimizer.step(learningRate, gradients);
                cooperation.spread();
                working.refresh();
            }
            return norm;
        } finally {
            rest();
        }
    }

    private static boolean isSound(double loss, double norm) {
        return Double.isFinite(loss) && Double.isFinite(norm);
    }

    /** Returns the sums of the workers' gradients. */
    private List<Tensor> gatherGradients() {
        List<NamedTensor> learned = cooperation.learned(optimizer);
        Set<String> names = learned();
        List<Map<String, Tensor>> taken =
                workers.stream().map(worker -> worker.takeGradients(names)).toList();
        List<Tensor> gradients = new ArrayList<>();
        for (NamedTensor parameter : learned) {
            List<Tensor> parts = taken.stream()
                    .map(own -> own.get(parameter.name()))
                    .filter(Objects::nonNull)
                    .toList();
            gradients.add(parts.isEmpty() ? parameter.tensor().mul(0) : sum(parameter, parts));
        }
        return gradients;
    }

    private Tensor sum(NamedTensor parameter, List<Tensor> parts) {
        Tensor first = parts.getFirst();
        DType type = parameter.tensor().dtype();
        if (first.dtype() == type) {
            parts.stream().skip(1).forEach(first::add_);
            return first;
        }
        Tensor sum = sums.computeIfAbsent(
                parameter.name(),
                _ -> Tensor.empty(type, first.device(), first.shape()).leaveScope());
        WideSum.into(sum, parts);
        return sum;
    }

    @Override
    public List<float[]> logProbs(List<TrainingSample> samples, double temperature) {
        return read(
                samples,
                (items, rows, model) -> model.predict(rows, TokenLearning.targets(items, rows), temperature, false)
                        .logProbs());
    }

    @Override
    public List<float[]> values(List<TrainingSample> samples) {
        return read(samples, (items, rows, model) -> model.scores(rows));
    }

    @Override
    public List<float[]> divergences(List<TrainingSample> samples, LanguageModel reference, double temperature) {
        return read(samples, new DivergenceReading(reference, temperature));
    }

    private List<float[]> read(List<TrainingSample> samples, Reading reading) {
        IdentityHashMap<TrainingSample, float[]> all = new IdentityHashMap<>();
        Learning<TrainingSample> places = new TokenLearning(new Objective.Supervised());
        onWorkers(samples, places, (worker, share) -> worker.read(share, reading))
                .forEach(all::putAll);
        return cooperation.join(samples, all);
    }

    private <T, R> List<R> onWorkers(
            List<T> items, Learning<T> learning, BiFunction<Worker, Worker.Assignment<T>, Future<R>> work) {
        int all = workers.size() * cooperation.shares();
        List<MicroBatch<T>> parts = MicroBatch.split(items, learning, options.microBatchTokens(), all);
        parts.stream().mapToLong(MicroBatch::tokens).min().ifPresent(cooperation::requireTokens);
        List<List<MicroBatch<T>>> shares = MicroBatch.deal(parts, all);
        int most = shares.stream().mapToInt(List::size).max().orElse(0);
        int first = workers.size() * cooperation.share();
        List<Future<R>> futures = new ArrayList<>();
        for (int index = 0; index < workers.size(); index++) {
            List<MicroBatch<T>> own = shares.get(first + index);
            futures.add(work.apply(workers.get(index), new Worker.Assignment<>(own, most - own.size())));
        }
        return futures.stream().map(LocalTrainingEngine::join).toList();
    }

    private static <R> R join(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a worker failed: " + failure.getCause(), failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("training was interrupted", interrupted);
        }
    }

    @Override
    public void use(Optimizer next, double clip) {
        closeOptimizer();
        optimizer = next;
        gradientClip = clip;
        train();
    }

    @Override
    public SequencedMap<String, Tensor> optimized() {
        return cooperation.optimized(parameters);
    }

    @Override
    public List<NamedTensor> optimizerState() {
        bringBack();
        return cooperation.optimizerState(optimizer);
    }

    @Override
    public void restore(List<NamedTensor> optimizerState) {
        bringBack();
        cooperation.restore(optimizer, optimizerState);
        rest();
        // tensors beside the policy have come from the checkpoint since the copy was made
        working.refresh();
    }

    @Override
    public void gather() {
        cooperation.gather();
    }

    @Override
    public void close() {
        workers.forEach(Worker::close);
        sums.values().forEach(Tensor::close);
        working.close();
        cooperation.close();
        closeOptimizer();
    }

    private void closeOptimizer() {
        optimizer.close();
        if (away != null) {
            away.close();
        }
    }
}
