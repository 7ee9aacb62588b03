package dev.lathe.tensor;

import dev.lathe.core.UserError;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.Backend;
import org.bytedeco.pytorch.FileStore;
import org.bytedeco.pytorch.cuda.CUDAStream;
import org.bytedeco.pytorch.global.torch_cuda;
import org.bytedeco.pytorch.nccl.ProcessGroupNCCL;
import org.jspecify.annotations.Nullable;

/**
 * Connects processes by libtorch's NCCL, for tensors on CUDA devices, of which each process has one of its own.
 *
 * <p>Waiting for an operation blocks the thread until the device has done it. An error that NCCL notices, such as a lost member, and the
 * end of the group's patience abort the communicator and throw; libtorch's own watchdog, which would end the whole process without a
 * word, does not run. Between devices of one host NCCL does not notice at once that a member is gone: who started the processes ends
 * them all then.
 *
 * <p>Operations of one communicator run in the order in which a process asks for them. Messages up the ranks and down the ranks have one
 * each, or two processes that both send before they receive would wait for each other.
 */
final class NcclConnection implements Connection {
    private final Meeting meeting;
    private final int rank;
    private final int size;
    private final Device device;
    private final ProcessGroupNCCL all;
    private @Nullable ProcessGroupNCCL up;
    private @Nullable ProcessGroupNCCL down;

    private NcclConnection(Meeting meeting, int rank, int size, Device device) {
        this.meeting = meeting;
        this.rank = rank;
        this.size = size;
        this.device = device;
        all = connect(".nccl");
    }

    /**
     * Waits until all members have come with a device each.
     *
     * @throws PeerException if one does not come in time
     * @throws UserError if libtorch came without NCCL
     */
    static NcclConnection open(Meeting meeting, int rank, int size, Device device) {
        Torch.init();
        CLibrary.setVariable("TORCH_NCCL_BLOCKING_WAIT", "1");
        // that messages are asked for one by one is meant so
        CLibrary.setVariable("TORCH_NCCL_SHOW_EAGER_INIT_P2P_SERIALIZATION_WARNING", "0");
        try {
            return new NcclConnection(meeting, rank, size, device);
        } catch (RuntimeException failed) {
            throw meeting.missed(rank, size, failed);
        } catch (LinkageError missing) {
            throw new UserError(
                    "NCCL cannot be loaded, by which processes share what is on %s (%s)"
                            .formatted(device, missing.getMessage()),
                    missing);
        }
    }

    private ProcessGroupNCCL connect(String suffix) {
        ProcessGroupNCCL.Options options = ProcessGroupNCCL.Options.create();
        options.timeout(new Milliseconds(meeting.patience().toMillis()));
        FileStore store = meeting.store(suffix, size);
        store.setTimeout(options.timeout());
        ProcessGroupNCCL group = new ProcessGroupNCCL(store, rank, size, options);
        try (org.bytedeco.pytorch.Device own = NativeTypes.of(device)) {
            group.eagerConnectSingleDevice(own);
        }
        return group;
    }

    @Override
    public Backend together() {
        return all;
    }

    /** Returns the communicator of a direction. Both are made before the first message: none can be made while one is on its way. */
    @Override
    public Backend messages(int from, int to) {
        if (up == null || down == null) {
            up = connect(".nccl.up");
            down = connect(".nccl.down");
        }
        return from < to ? up : down;
    }

    @Override
    public void settle() {
        try (CUDAStream stream = torch_cuda.getCurrentCUDAStream((byte) device.index())) {
            stream.synchronize();
        }
    }

    /** Leaves without waiting for the others, who may be gone. */
    @Override
    public void close() {
        close(all);
        close(up);
        close(down);
    }

    private static void close(@Nullable ProcessGroupNCCL group) {
        if (group != null) {
            group.abort();
            group.close();
        }
    }
}
