package dev.lathe.model.engine;

import dev.lathe.model.sampling.Sampling;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/** Is a conversation's place in a shard, whose cache holds what was said. */
final class Lane implements Conversation {
    private final Shard shard;
    private final long order;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    Lane(Shard shard, long order, Runnable onClose) {
        this.shard = shard;
        this.order = order;
        this.onClose = onClose;
        shard.tell(ServingLoop::opened);
    }

    @Override
    public Completion generate(int[] prompt, Sampling sampling) {
        try (Generation reply = ask(prompt, sampling)) {
            return reply.await();
        }
    }

    @Override
    public Completion generate(int[] prompt, Sampling sampling, IntConsumer onToken) {
        try (Generation reply = ask(prompt, sampling)) {
            for (GeneratedToken token = reply.next(); token != null; token = reply.next()) {
                onToken.accept(token.id());
            }
            return reply.await();
        }
    }

    private Generation ask(int[] prompt, Sampling sampling) {
        return shard.submit(GenerationRequest.of(prompt, sampling), order, ServingLoop::submitAtGate);
    }

    @Override
    public int capacity() {
        return shard.capacity();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            shard.tell(ServingLoop::left);
            onClose.run();
        }
    }
}
