package dev.lathe.model.engine;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Carries posts from any thread to the one that serves, which alone touches what they are about. */
final class Mailbox {
    /** Is something that the serving thread is to do between two steps. */
    interface Post {
        /** Does it, on the serving thread. */
        void deliver();

        /** Is called instead, on any thread, once nobody serves any more. */
        default void refuse(Throwable reason) {}
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Queue<Post> posts = new ArrayDeque<>();
    private @Nullable Throwable end;

    /** Hands a post over, or refuses it if the mailbox is shut. */
    void send(Post post) {
        Throwable reason;
        lock.lock();
        try {
            reason = end;
            if (reason == null) {
                posts.add(post);
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
        if (reason != null) {
            post.refuse(reason);
        }
    }

    /** Delivers what has come, in the order in which it came. If something fails, it is refused, and what came after it waits. */
    void deliver() {
        for (Post post = next(); post != null; post = next()) {
            try {
                post.deliver();
            } catch (RuntimeException | Error failure) {
                post.refuse(failure);
                throw failure;
            }
        }
    }

    private @Nullable Post next() {
        lock.lock();
        try {
            return posts.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Blocks until something has come. */
    void await() {
        lock.lock();
        try {
            while (posts.isEmpty()) {
                arrived.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Refuses every post from now on, those that wait included. */
    void shut(Throwable reason) {
        List<Post> left;
        lock.lock();
        try {
            end = reason;
            left = List.copyOf(posts);
            posts.clear();
        } finally {
            lock.unlock();
        }
        left.forEach(post -> post.refuse(reason));
    }
}
