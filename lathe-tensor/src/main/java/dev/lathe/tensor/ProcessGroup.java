package dev.lathe.tensor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.BroadcastOptions;
import org.bytedeco.pytorch.FileStore;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.gloo.Device;
import org.jspecify.annotations.Nullable;

/**
 * Lets processes of one host work on the same tensors, by libtorch's Gloo over the loopback interface. Every member calls the same
 * operations in the same order, from one thread at a time; each call returns when this process's part is done. A group of one process
 * needs no network and does nothing.
 *
 * <p>All operations throw {@link PeerException} if a member is gone or does not come within the group's patience.
 */
public final class ProcessGroup implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final int rank;
    private final int size;
    private final Meeting meeting;
    private final @Nullable ProcessGroupGloo gloo;

    private ProcessGroup(int rank, int size, Meeting meeting) {
        this.rank = rank;
        this.size = size;
        this.meeting = meeting;
        gloo = size == 1 ? null : connect();
    }

    /**
     * Says how members find each other.
     *
     * @param folder where each group has a file
     * @param name of the group's file
     * @param patience how long an operation waits for others
     * @param traffic what this process has spent in groups that met there
     */
    private record Meeting(Path folder, String name, Duration patience, AtomicReference<Traffic> traffic) {}

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
        return part(name, ranks, meeting.patience);
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
        String file = meeting.name + "." + name + "." + ranks.getFirst();
        return new ProcessGroup(own, ranks.size(), new Meeting(meeting.folder, file, patience, meeting.traffic));
    }

    private ProcessGroupGloo connect() {
        Torch.init();
        try (Device loopback = ProcessGroupGloo.createDeviceForHostname(LOOPBACK);
                GlooDeviceVector devices = new GlooDeviceVector(loopback)) {
            var options = ProcessGroupGloo.Options.create(new Milliseconds(meeting.patience.toMillis()));
            options.devices(devices);
            // a store serves one group only: its native side does not bear a second owner
            FileStore store = new FileStore(meeting.folder.resolve(meeting.name).toString(), size);
            return CLibrary.withoutChat(() -> new ProcessGroupGloo(store, rank, size, options));
        } catch (RuntimeException failed) {
            throw new PeerException(
                    "process %d of %d (%s) did not find the others: %s"
                            .formatted(rank, size, meeting.name, reason(failed)),
                    failed);
        }
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
        return meeting.traffic.get();
    }

    /** Gives a contiguous tensor the sum of all members' in every member, bit for bit the same; returns it. */
    public Tensor allReduce(Tensor tensor) {
        withVector(tensor, "allReduce", vector -> backend().allreduce(vector));
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
        run("allGather", own.bytes(), () -> backend()._allgather_base(all.handle(), own.handle()));
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
        run("reduceScatter", own.bytes(), () -> backend()._reduce_scatter_base(part.handle(), own.handle()));
        return part;
    }

    /** Gives a contiguous tensor the elements that one member's has; returns it. */
    public Tensor broadcast(Tensor tensor, int root) {
        withVector(tensor, "broadcast", vector -> {
            BroadcastOptions options = new BroadcastOptions();
            options.rootRank(root);
            return backend().broadcast(vector, options);
        });
        return tensor;
    }

    /** Sends a contiguous tensor to another member, and waits until it is taken. */
    public void send(Tensor tensor, int to) {
        withVector(tensor, "send", vector -> backend().send(vector, to, 0));
    }

    /** Is a tensor on its way to another member. */
    public interface Sending {
        /** Waits until it is taken. */
        void await();
    }

    /** Begins to send a contiguous tensor, which is not to be changed before it is taken, to another member. */
    public Sending sendLater(Tensor tensor, int to) {
        try (TensorVector vector = Native.vector(List.of(tensor))) {
            Work work = backend().send(vector, to, 0);
            long bytes = tensor.bytes();
            return () -> run("send", bytes, () -> work);
        } catch (RuntimeException failed) {
            throw lost("send", failed);
        }
    }

    /** Fills a contiguous tensor with what another member sends; returns it. */
    public Tensor receive(Tensor tensor, int from) {
        withVector(tensor, "receive", vector -> backend().recv(vector, from, 0));
        return tensor;
    }

    /** Waits until all members have come here. */
    public void barrier() {
        if (size > 1) {
            run("barrier", 0, () -> backend().barrier());
        }
    }

    private void withVector(Tensor tensor, String operation, Function<TensorVector, Work> call) {
        if (!tensor.isContiguous()) {
            throw new IllegalArgumentException(operation + " needs a contiguous tensor");
        }
        if (size == 1) {
            return;
        }
        try (TensorVector vector = Native.vector(List.of(tensor))) {
            run(operation, tensor.bytes(), () -> call.apply(vector));
        }
    }

    private void run(String operation, long bytes, Supplier<Work> call) {
        long began = System.nanoTime();
        try (Work work = call.get()) {
            work._wait();
        } catch (RuntimeException failed) {
            throw lost(operation, failed);
        }
        long spent = System.nanoTime() - began;
        meeting.traffic.updateAndGet(before -> before.plus(new Traffic(1, bytes, spent)));
    }

    private PeerException lost(String operation, RuntimeException failed) {
        return new PeerException(
                "process %d of %d lost another one in %s: %s".formatted(rank, size, operation, reason(failed)), failed);
    }

    private ProcessGroupGloo backend() {
        return Objects.requireNonNull(gloo);
    }

    /** Returns the first line of what went wrong, without the place in Gloo's source that it begins with. */
    private static String reason(RuntimeException failed) {
        String message = failed.getMessage();
        return message == null
                ? "no reason given"
                : message.strip()
                        .lines()
                        .findFirst()
                        .map(line -> line.replaceFirst("^\\[\\S+:\\d+] ", ""))
                        .orElse("no reason given");
    }

    @Override
    public void close() {
        if (gloo != null) {
            gloo.close();
        }
    }
}
