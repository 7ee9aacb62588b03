package dev.lathe.core;

/**
 * An environment whose state can be taken out, compared and put back.
 *
 * @param <T> the tasks it understands
 * @param <S> its state: an immutable value
 */
public interface SnapshotEnvironment<T extends Task, S> extends Environment<T> {
    S snapshot();

    void restore(S snapshot);

    /** Returns a hash that is equal for states from which the same actions lead to the same observations and rewards. */
    String stateHash();
}
