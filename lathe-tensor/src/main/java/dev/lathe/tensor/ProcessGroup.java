package dev.lathe.tensor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.bytedeco.pytorch.BroadcastOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.jspecify.annotations.Nullable;

/**
 * Lets processes of one host work on the same tensors: on the CPU by libtorch's Gloo, on CUDA devices by its NCCL. Every member calls the
 * same operations in the same order with tensors on devices of the same kind, from one thread at a time; each call returns when this
 * process's part is done. A group of one process needs no network and does nothing.
 *
 * <p>All operations throw {@link PeerException} if a member is gone or does not come within the group's patience. Over NCCL a member that
 * dies while others wait for it may be noticed no earlier than that.
 */
public final class ProcessGroup implements AutoCloseable {
    private final int rank;
    private final int size;
    private final Meeting meeting;
    private final @Nullable Connection gloo;
    private @Nullable Connection nccl;

    private ProcessGroup(int rank, int size, Meeting meeting) {
        this.rank = rank;
        this.size = size;
        this.meeting = meeting;
        gloo = size == 1 ? null : GlooConnection.open(meeting, rank, size);
    }

    /** Returns a group of this process alone. */
    public static ProcessGroup alone() {
        return join(Path.of(""), 0, 1, Duration.ZERO);
    }

    /**
     * Joins a group, and waits until all have come.
     *
     * @param folder where the members find each other: empty at the start, and the same for all
     * @param rank which member this is, from 0
     * @param patience how long an operation waits for others
     */
    public static ProcessGroup join(Path folder, int rank, int size, Duration patience) {
        if (rank < 0 || rank >= size) {
            throw new IllegalArgumentException("rank %d is not one of %d".formatted(rank, size));
        }
        return new ProcessGroup(rank, size, new Meeting(folder, "all", patience, new AtomicReference<>(Traffic.NONE)));
    }

    /**
     * Returns the part of this group that has some of its members, to which this process belongs. Members of other parts may do the
     * same at the same time.
     *
     * @param name tells groups of the same members apart; a part of a file's name
     * @param ranks in the order of their new ranks
     */
    public ProcessGroup part(String name, List<Integer> ranks) {
        return part(name, ranks, meeting.patience());
    }

    /**
     * Returns such a part in which this process waits for others as long as is said here.
     *
     * @param name tells groups of the same members apart; a part of a file's name
     * @param ranks in the order of their new ranks
     */
    public ProcessGroup part(String name, List<Integer> ranks, Duration patience) {
        int own = ranks.indexOf(rank);
        if (own < 0) {
            throw new IllegalArgumentException("process %d is not among %s".formatted(rank, ranks));
        }
        return new ProcessGroup(own, ranks.size(), meeting.part(name + "." + ranks.getFirst(), patience));
    }

    /** Returns what connects the members for tensors on a device; they have all come before it returns. */
    private Connection over(Device device) {
        return switch (device.kind()) {
            case CPU -> Objects.requireNonNull(gloo);
            case CUDA -> {
                if (nccl == null) {
                    nccl = NcclConnection.open(meeting, rank, size, device);
                }
                yield nccl;
            }
            case MPS -> throw new IllegalArgumentException("nothing connects processes for tensors on " + device);
        };
    }

    /** Returns which member this process is, from 0. */
    public int rank() {
        return rank;
    }

    /** Returns how many members there are. */
    public int size() {
        return size;
    }

    /** Returns what this process has spent in this group, in its parts, and in the group that it is a part of. */
    public Traffic traffic() {
        return meeting.traffic().get();
    }

    /** Gives a contiguous tensor the sum of all members' in every member, bit for bit the same; returns it. */
    public Tensor allReduce(Tensor tensor) {
        withVector(
                tensor,
                "allReduce",
                (connection, vector) -> connection.together().allreduce(vector));
        return tensor;
    }

    /** Returns the members' tensors {@code [n, ...]} of one shape, one below the other: {@code [size n, ...]}. */
    public Tensor allGather(Tensor tensor) {
        long[] shape = tensor.shape();
        shape[0] *= size;
        Tensor all = Tensor.empty(tensor.dtype(), tensor.device(), shape);
        Tensor own = tensor.contiguous();
        if (size == 1) {
            return all.copy_(own);
        }
        Connection connection = over(own.device());
        run(
                "allGather",
                connection,
                own.bytes(),
                () -> connection.together()._allgather_base(all.handle(), own.handle()));
        return all;
    }

    /** Returns this member's part {@code [n, ...]} of the sum of all members' tensors {@code [size n, ...]}. */
    public Tensor reduceScatter(Tensor tensor) {
        long[] shape = tensor.shape();
        shape[0] /= size;
        Tensor part = Tensor.empty(tensor.dtype(), tensor.device(), shape);
        Tensor own = tensor.contiguous();
        if (size == 1) {
            return part.copy_(own);
        }
        Connection connection = over(own.device());
        run(
                "reduceScatter",
                connection,
                own.bytes(),
                () -> connection.together()._reduce_scatter_base(part.handle(), own.handle()));
        return part;
    }

    /** Gives a contiguous tensor the elements that one member's has; returns it. */
    public Tensor broadcast(Tensor tensor, int root) {
        withVector(tensor, "broadcast", (connection, vector) -> {
            BroadcastOptions options = new BroadcastOptions();
            options.rootRank(root);
            return connection.together().broadcast(vector, options);
        });
        return tensor;
    }

    /** Sends a contiguous tensor to another member, and waits until it is taken. */
    public void send(Tensor tensor, int to) {
        withVector(
                tensor,
                "send",
                (connection, vector) -> connection.messages(rank, to).send(vector, to, 0));
    }

    /** Is a tensor on its way to another member. */
    public interface Sending {
        /** Waits until it is taken. */
        void await();
    }

    /** Begins to send a contiguous tensor, which is not to be changed before it is taken, to another member. */
    public Sending sendLater(Tensor tensor, int to) {
        Connection connection = over(tensor.device());
        try (TensorVector vector = Native.vector(List.of(tensor))) {
            Work work = connection.messages(rank, to).send(vector, to, 0);
            long bytes = tensor.bytes();
            return () -> run("send", connection, bytes, () -> work);
        } catch (RuntimeException failed) {
            throw lost("send", failed);
        }
    }

    /** Fills a contiguous tensor with what another member sends; returns it. */
    public Tensor receive(Tensor tensor, int from) {
        withVector(
                tensor,
                "receive",
                (connection, vector) -> connection.messages(from, rank).recv(vector, from, 0));
        return tensor;
    }

    /** Waits until all members have come here. */
    public void barrier() {
        if (size > 1) {
            Connection connection = over(Device.cpu());
            run("barrier", connection, 0, () -> connection.together().barrier());
        }
    }

    private void withVector(Tensor tensor, String operation, BiFunction<Connection, TensorVector, Work> call) {
        if (!tensor.isContiguous()) {
            throw new IllegalArgumentException(operation + " needs a contiguous tensor");
        }
        if (size == 1) {
            return;
        }
        Connection connection = over(tensor.device());
        try (TensorVector vector = Native.vector(List.of(tensor))) {
            run(operation, connection, tensor.bytes(), () -> call.apply(connection, vector));
        }
    }

    private void run(String operation, Connection connection, long bytes, Supplier<Work> call) {
        connection.settle();
        long began = System.nanoTime();
        try (Work work = call.get()) {
            work._wait();
        } catch (RuntimeException failed) {
            throw lost(operation, failed);
        }
        long spent = System.nanoTime() - began;
        meeting.traffic().updateAndGet(before -> before.plus(new Traffic(1, bytes, spent)));
    }

    private PeerException lost(String operation, RuntimeException failed) {
        return new PeerException(
                "process %d of %d lost another one in %s: %s"
                        .formatted(rank, size, operation, PeerException.reason(failed)),
                failed);
    }

    @Override
    public void close() {
        if (nccl != null) {
            nccl.close();
        }
        if (gloo != null) {
            gloo.close();
        }
    }
}
