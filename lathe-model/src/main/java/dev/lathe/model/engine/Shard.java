package dev.lathe.model.engine;

import dev.lathe.model.DecoderConfig;
import dev.lathe.tensor.Tensor;
import dev.lathe.tensor.Torch;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Serves a share of the requests on one thread, with a cache of its own. */
final class Shard implements AutoCloseable {
    private final int capacity;
    private final int vocabulary;
    private final ModelRunner runner;
    private final ServingLoop loop;
    private final Mailbox mailbox = new Mailbox();
    private final AtomicInteger open = new AtomicInteger();
    private final Thread thread;
    private boolean closed;

    Shard(
            DecoderConfig config,
            Map<String, Tensor> parameters,
            EngineOptions options,
            RunnerFactory runners,
            int index) {
        capacity = options.capacity();
        vocabulary = config.vocabSize();
        runner = runners.create(config, options, Math.ceilDiv(options.cacheTokens(), options.shards()));
        loop = new ServingLoop(runner, vocabulary, parameters, options);
        thread = Thread.ofPlatform()
                .name("engine-" + index)
                .daemon(true)
                .unstarted(() -> serve(options.threadsPerShard()));
        thread.start();
    }

    int capacity() {
        return capacity;
    }

    /** Returns how many requests have come and not been answered. */
    int load() {
        return open.get();
    }

    void tell(Consumer<ServingLoop> post) {
        mailbox.send(() -> post.accept(loop));
    }

    /** Has something done between two steps, and says when it is. */
    <T> CompletableFuture<T> ask(Function<ServingLoop, T> question) {
        Question<T> post = new Question<>(loop, question, new CompletableFuture<>());
        mailbox.send(post);
        return post.answer;
    }

    /** A post that is answered. */
    private record Question<T>(ServingLoop loop, Function<ServingLoop, T> question, CompletableFuture<T> answer)
            implements Mailbox.Post {
        @Override
        public void deliver() {
            try {
                answer.complete(question.apply(loop));
            } catch (RuntimeException failure) {
                answer.completeExceptionally(failure);
            }
        }

        @Override
        public void refuse(Throwable reason) {
            answer.completeExceptionally(reason);
        }
    }

    /**
     * Hands a request over.
     *
     * @param enter how it joins
     * @throws IllegalArgumentException if its prompt is empty, leaves no room for a reply or has a token that the model does not know
     */
    Generation submit(GenerationRequest asked, long order, BiConsumer<ServingLoop, Request> enter) {
        check(asked.prompt(), asked.embedding() ? capacity : capacity - 1);
        open.incrementAndGet();
        Submission submission = new Submission(asked, order, enter);
        mailbox.send(submission);
        return submission.request.reply();
    }

    private void check(int[] prompt, int most) {
        if (prompt.length == 0) {
            throw new IllegalArgumentException("a prompt needs at least one token");
        }
        if (prompt.length > most) {
            throw new IllegalArgumentException("a prompt of %d tokens leaves no room for a reply: there is room for %d"
                    .formatted(prompt.length, capacity));
        }
        for (int token : prompt) {
            if (token < 0 || token >= vocabulary) {
                throw new IllegalArgumentException(
                        "a prompt has token %d; the model's are from 0 to %d".formatted(token, vocabulary - 1));
            }
        }
    }

    /** A request on its way. */
    private final class Submission implements Mailbox.Post {
        private final Request request;
        private final BiConsumer<ServingLoop, Request> enter;

        Submission(GenerationRequest asked, long order, BiConsumer<ServingLoop, Request> enter) {
            this.enter = enter;
            request = new Request(asked, order, capacity, new Reply(this::abort, open::decrementAndGet));
        }

        private void abort() {
            tell(serving -> serving.abort(request));
        }

        @Override
        public void deliver() {
            enter.accept(loop, request);
        }

        @Override
        public void refuse(Throwable reason) {
            request.reply().fail(reason);
        }
    }

    private void serve(int threads) {
        Throwable end = new IllegalStateException("the engine is closed");
        try {
            Torch.threads(threads);
            while (!closed) {
                if (!loop.hasWork()) {
                    mailbox.await();
                }
                mailbox.deliver();
                if (!closed && loop.hasWork()) {
                    loop.step();
                }
            }
        } catch (RuntimeException | Error failure) {
            end = failure;
        }
        mailbox.shut(end);
        loop.fail(end);
        runner.close();
    }

    @Override
    public void close() {
        mailbox.send(() -> closed = true);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                // the thread still reads weights that the caller may be about to release
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
