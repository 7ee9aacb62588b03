package dev.lathe.tensor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owns native memory: a tensor made by this thread belongs to the innermost open scope and is closed with it. Scopes nest, belong to
 * the thread (platform or virtual) that opened them, and are closed in reverse order. Without an open scope, a tensor belongs to
 * whoever holds it.
 */
public final class Scope implements AutoCloseable {
    private static final ThreadLocal<@Nullable Scope> INNERMOST = new ThreadLocal<>();

    private final Thread thread = Thread.currentThread();
    private final @Nullable Scope enclosing;
    private final int depth;
    private final List<Tensor> tensors = new ArrayList<>();
    private boolean closed;

    private Scope(@Nullable Scope enclosing) {
        this.enclosing = enclosing;
        this.depth = enclosing == null ? 0 : enclosing.depth + 1;
    }

    /** Opens a scope inside the innermost one of this thread. */
    public static Scope open() {
        Scope scope = new Scope(INNERMOST.get());
        INNERMOST.set(scope);
        return scope;
    }

    /**
     * Hands a tensor of this scope to the enclosing scope, or to its holder when there is none; a tensor that lives longer stays
     * where it is.
     *
     * @return the tensor
     */
    public Tensor keep(Tensor tensor) {
        check();
        Scope owner = tensor.owner();
        if (owner != null && owner.thread == thread && owner.depth >= depth) {
            owner.remove(tensor);
            if (enclosing != null) {
                enclosing.add(tensor);
            }
        }
        return tensor;
    }

    /** Hands tensors of this scope to the enclosing scope, as {@link #keep(Tensor)} does. */
    public List<Tensor> keep(List<Tensor> kept) {
        kept.forEach(this::keep);
        return kept;
    }

    /** Returns how many open tensors belong to this scope. */
    public int size() {
        return tensors.size();
    }

    /**
     * Closes every tensor that belongs to this scope.
     *
     * @throws IllegalStateException if another thread opened this scope, or if a scope inside it is still open
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        check();
        if (INNERMOST.get() != this) {
            throw new IllegalStateException("a scope inside this one is still open");
        }
        closed = true;
        if (enclosing == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(enclosing);
        }
        for (Tensor tensor : tensors) {
            tensor.release();
        }
        tensors.clear();
    }

    /** Gives a new tensor to the innermost scope of this thread, if there is one. */
    static void register(Tensor tensor) {
        Scope innermost = INNERMOST.get();
        if (innermost != null) {
            innermost.add(tensor);
        }
    }

    /** Forgets a tensor that its holder closes early, so that a long scope does not collect closed ones. */
    void remove(Tensor tensor) {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("the tensor belongs to a scope of " + thread);
        }
        int slot = tensor.slot();
        Tensor last = tensors.removeLast();
        if (last != tensor) {
            tensors.set(slot, last);
            last.own(this, slot);
        }
        tensor.own(null, -1);
    }

    private void add(Tensor tensor) {
        tensor.own(this, tensors.size());
        tensors.add(tensor);
    }

    private void check() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("this scope belongs to " + thread);
        }
        if (closed) {
            throw new IllegalStateException("this scope is closed");
        }
    }
}
