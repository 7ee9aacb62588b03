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
    private final int vocabulary;

    BenchData(int vocabulary) {
        this.vocabulary = vocabulary;
    }

    static long tokens(List<TrainingSample> samples) {
        return samples.stream().mapToLong(sample -> sample.tokens().length).sum();
    }

    /** Returns a sequence of each length, in which every token but the first is to be learned. */
    List<TrainingSample> lessons(int... lengths) {
        List<Demonstration> lessons = IntStream.range(0, lengths.length)
                .mapToObj(row -> new Demonstration(
                        random(row, lengths[row]),
                        IntStream.range(1, lengths[row]).toArray()))
                .toList();
        return SupervisedSamples.of(lessons, new LossReduction.TokenMean());
    }

    /** Lets the policy write so many tokens after each prompt, and returns every sequence with an advantage: half of them good, half bad. */
    List<TrainingSample> rollout(InferenceEngine engine, List<int[]> prompts, int written) {
        List<Conversation> conversations =
                prompts.stream().map(_ -> engine.converse()).toList();
        float share = 1f / (written * prompts.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<TrainingSample>> samples = new ArrayList<>();
            for (int index = 0; index < prompts.size(); index++) {
                int row = index;
                samples.add(threads.submit(() -> write(conversations.get(row), prompts.get(row), written, row, share)));
            }
            return samples.stream().map(BenchData::join).toList();
        }
    }

    private static TrainingSample write(Conversation conversation, int[] prompt, int written, int row, float share) {
        try (conversation) {
            TokenSpan span =
                    conversation.generate(prompt, Sampling.of(1, written, row)).span();
            int[] tokens = Arrays.copyOf(prompt, prompt.length + written);
            System.arraycopy(span.tokens(), 0, tokens, prompt.length, written);
            float[] weights = new float[written];
            Arrays.fill(weights, share);
            float[] advantages = new float[written];
            Arrays.fill(advantages, row % 2 == 0 ? 1 : -1);
            int[] positions = IntStream.range(prompt.length, tokens.length).toArray();
            return new TrainingSample(tokens, positions, weights, advantages, span.logProbs());
        }
    }

    /** Returns random tokens, the same for the same row. */
    int[] random(int row, int length) {
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
