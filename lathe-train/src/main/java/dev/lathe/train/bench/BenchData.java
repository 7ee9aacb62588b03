package dev.lathe.train.bench;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.algorithm.LossReduction;
import dev.lathe.algorithm.SupervisedSamples;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Seeds;
import dev.lathe.core.TokenSpan;
import dev.lathe.model.engine.Conversation;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.model.sampling.Sampling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Makes the random sequences that are measured with. */
final class BenchData {
    private final BenchShape shape;
    private final int vocabulary;

    BenchData(BenchShape shape, int vocabulary) {
        this.shape = shape;
        this.vocabulary = vocabulary;
    }

    long tokens(List<TrainingSample> samples) {
        return samples.stream().mapToLong(sample -> sample.tokens().length).sum();
    }

    /** Returns sequences in which every token but the first is to be learned. */
    List<TrainingSample> lessons() {
        int[] positions = IntStream.range(1, shape.time()).toArray();
        List<Demonstration> lessons = IntStream.range(0, shape.sequences())
                .mapToObj(row -> new Demonstration(random(row, shape.time()), positions))
                .toList();
        return SupervisedSamples.of(lessons, new LossReduction.TokenMean());
    }

    /** Lets the policy write, and returns every sequence with an advantage: half of them good, half bad. */
    List<TrainingSample> rollout(InferenceEngine engine) {
        List<Conversation> conversations = new ArrayList<>();
        for (int index = 0; index < shape.conversations(); index++) {
            conversations.add(engine.converse());
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<TrainingSample>> samples = new ArrayList<>();
            for (int index = 0; index < shape.conversations(); index++) {
                int row = index;
                samples.add(threads.submit(() -> write(conversations.get(row), row)));
            }
            return samples.stream().map(BenchData::join).toList();
        }
    }

    private TrainingSample write(Conversation conversation, int row) {
        try (conversation) {
            int[] prompt = random(row, shape.prompt());
            TokenSpan span = conversation
                    .generate(prompt, Sampling.of(1, shape.written(), row))
                    .span();
            int[] tokens = Arrays.copyOf(prompt, shape.prompt() + shape.written());
            System.arraycopy(span.tokens(), 0, tokens, shape.prompt(), shape.written());
            float[] weights = new float[shape.written()];
            Arrays.fill(weights, 1f / (shape.written() * shape.conversations()));
            float[] advantages = new float[shape.written()];
            Arrays.fill(advantages, row % 2 == 0 ? 1 : -1);
            int[] positions = IntStream.range(shape.prompt(), tokens.length).toArray();
            return new TrainingSample(tokens, positions, weights, advantages, span.logProbs());
        }
    }

    private int[] random(int row, int length) {
        return IntStream.range(0, length)
                .map(step -> Math.floorMod(Seeds.of(row, step), vocabulary))
                .toArray();
    }

    private static TrainingSample join(Future<TrainingSample> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a rollout failed: " + failed.getCause(), failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", interrupted);
        }
    }
}
