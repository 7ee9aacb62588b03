package dev.lathe.tensor;

import org.bytedeco.pytorch.Backend;

/** Connects the members of a group for tensors on devices of one kind. */
sealed interface Connection extends AutoCloseable permits GlooConnection, NcclConnection {
    /** Returns what carries the operations that all members make together. */
    Backend together();

    /** Returns what carries messages from one member to another. */
    Backend messages(int from, int to);

    /** Waits until what this thread has asked for on the device is computed, which is not the connection's work. */
    void settle();

    @Override
    void close();
}
