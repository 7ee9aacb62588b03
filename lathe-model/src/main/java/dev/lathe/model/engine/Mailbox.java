package dev.lathe.model.engine;

import java.util.ArrayList;
import java.util.List;
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
    private List<Post> posts = new ArrayList<>();
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

    /** Returns what has come, in the order in which it came. */
    List<Post> collect() {
        lock.lock();
        try {
            return takeAll();
        } finally {
            lock.unlock();
        }
    }

    /** Does the same, and blocks until something has come. */
    List<Post> await() {
        lock.lock();
        try {
            while (posts.isEmpty()) {
                arrived.awaitUninterruptibly();
            }
            return takeAll();
        } finally {
            lock.unlock();
        }
    }

    private List<Post> takeAll() {
        if (posts.isEmpty()) {
            return List.of();
        }
        List<Post> taken = posts;
        posts = new ArrayList<>();
        return taken;
    }

    /** Refuses every post from now on, those that wait included. */
    void shut(Throwable reason) {
        List<Post> left;
        lock.lock();
        try {
            end = reason;
            left = takeAll();
        } finally {
            lock.unlock();
        }
        left.forEach(post -> post.refuse(reason));
    }
}
