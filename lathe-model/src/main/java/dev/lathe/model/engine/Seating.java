package dev.lathe.model.engine;

import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Gives conversations their places, over the shards in turn. */
final class Seating implements AutoCloseable {
    private final List<Shard> shards;
    private final int places;
    private final int[] taken;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private long opened;
    private int open;
    private boolean closed;

    Seating(List<Shard> shards, int places) {
        this.shards = shards;
        this.places = places;
        taken = new int[shards.size()];
    }

    /** Opens a conversation, and blocks until there is a place. */
    Conversation take() {
        lock.lock();
        try {
            while (!closed && open == places) {
                left.awaitUninterruptibly();
            }
            if (closed) {
                throw new IllegalStateException("the engine is closed");
            }
            return open();
        } finally {
            lock.unlock();
        }
    }

    private Conversation open() {
        if (open == 0) {
            // numbering starts again, so that batches depend on no conversation before these
            opened = 0;
        }
        open++;
        long order = opened++;
        int index = (int) (order % shards.size());
        while (taken[index] == places(index)) {
            index = (index + 1) % shards.size();
        }
        taken[index]++;
        int shard = index;
        return new Lane(shards.get(shard), order, () -> leave(shard));
    }

    private int places(int shard) {
        return (places + shards.size() - 1 - shard) / shards.size();
    }

    private void leave(int shard) {
        lock.lock();
        try {
            taken[shard]--;
            open--;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
