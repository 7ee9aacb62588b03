package dev.lathe.train.pipeline;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.core.Seeds;
import dev.lathe.model.engine.Conversation;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.model.sampling.Sampling;
import dev.lathe.train.recipe.MethodRecipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Lets the student write behind prompts. What it writes at a step depends on the step and the weights alone. */
final class Writer implements AutoCloseable {
    private final Student student;
    private final Lessons<int[]> prompts;
    private final MethodRecipe.OnPolicyDistill recipe;
    private final InferenceEngine engine;
    private final boolean offload;
    private final long seed;

    /**
     * Prepares to write.
     *
     * @param engine serves the student; closed with this
     * @param offload whether the engine has no memory while nothing is written
     */
    Writer(
            Student student,
            Lessons<int[]> prompts,
            MethodRecipe.OnPolicyDistill recipe,
            InferenceEngine engine,
            boolean offload,
            long seed) {
        this.student = student;
        this.prompts = prompts;
        this.recipe = recipe;
        this.engine = engine;
        this.offload = offload;
        this.seed = Seeds.of(seed, "writing");
        sleep();
    }

    /** Returns what the student writes behind the prompts of a step; its own tokens are the ones to be compared. */
    List<Demonstration> write(int step) {
        engine.update(student.version());
        engine.wake();
        List<Demonstration> replies = replies(step);
        sleep();
        return replies;
    }

    private void sleep() {
        if (offload) {
            engine.sleep();
        }
    }

    private List<Demonstration> replies(int step) {
        List<int[]> asked = prompts.step(step);
        List<Conversation> conversations =
                asked.stream().map(prompt -> engine.converse()).toList();
        List<Future<Demonstration>> written = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < asked.size(); i++) {
                int row = i;
                written.add(
                        threads.submit(() -> reply(conversations.get(row), asked.get(row), Seeds.of(seed, step, row))));
            }
        }
        return written.stream().map(Writer::done).toList();
    }

    private Demonstration reply(Conversation conversation, int[] prompt, long drawing) {
        try (conversation) {
            Sampling sampling = Sampling.of(recipe.writing(), recipe.turnTokens(), drawing)
                    .withStopTokens(student.policy().chat().endTokens());
            int[] reply = conversation.generate(prompt, sampling).span().tokens();
            int[] tokens = Arrays.copyOf(prompt, prompt.length + reply.length);
            System.arraycopy(reply, 0, tokens, prompt.length, reply.length);
            return new Demonstration(
                    tokens, IntStream.range(prompt.length, tokens.length).toArray());
        }
    }

    private static Demonstration done(Future<Demonstration> reply) {
        try {
            return reply.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the student could not write: " + failed.getCause(), failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("writing was interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
