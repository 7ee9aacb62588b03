package dev.lathe.model.engine;

import dev.lathe.model.sampling.Sampling;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.function.IntConsumer;

/** A conversation's place in a shard: its slot in the cache and the tokens whose keys and values stand there. */
final class Lane implements Conversation {
    private final Shard shard;
    private final long order;
    private final int slot;
    private int[] cached = new int[0];
    private int cachedLength;

    Lane(Shard shard, long order, int slot) {
        this.shard = shard;
        this.order = order;
        this.slot = slot;
    }

    @Override
    public Completion generate(int[] prompt, Sampling sampling, IntConsumer onToken) {
        if (prompt.length == 0) {
            throw new IllegalArgumentException("a prompt needs at least one token");
        }
        if (prompt.length >= capacity()) {
            throw new IllegalArgumentException(
                    "a prompt of %d tokens leaves no room for a reply: a conversation holds %d"
                            .formatted(prompt.length, capacity()));
        }
        Request request = new Request(this, prompt, sampling, onToken);
        shard.submit(request);
        return await(request);
    }

    private Completion await(Request request) {
        try {
            return request.answer().get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the request failed: " + failure.getCause(), failure.getCause());
        } catch (InterruptedException interrupted) {
            shard.withdraw(request);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a reply", interrupted);
        }
    }

    @Override
    public int capacity() {
        return shard.capacity();
    }

    @Override
    public void close() {
        shard.leave(this);
    }

    long order() {
        return order;
    }

    int slot() {
        return slot;
    }

    int cachedLength() {
        return cachedLength;
    }

    /**
     * Keeps of the cache what the prompt starts with, and returns how many tokens that is: never all, because the last token's logits
     * are needed.
     */
    int keepPrefixOf(int[] prompt) {
        int mismatch = Arrays.mismatch(cached, 0, cachedLength, prompt, 0, prompt.length);
        int common = mismatch < 0 ? prompt.length : mismatch;
        cachedLength = Math.min(common, prompt.length - 1);
        return cachedLength;
    }

    /** Forgets the cache, whose keys and values other weights made. */
    void forget() {
        cachedLength = 0;
    }

    void cached(int token) {
        if (cachedLength == cached.length) {
            cached = Arrays.copyOf(cached, Math.max(256, 2 * cached.length));
        }
        cached[cachedLength++] = token;
    }
}
