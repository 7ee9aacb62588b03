package dev.lathe.tensor;

import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.Backend;
import org.bytedeco.pytorch.FileStore;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.gloo.Device;

/**
 * Connects processes of one host by libtorch's Gloo over the loopback interface, for tensors on the CPU. A member that is gone closes its
 * end, which the others notice at once.
 */
final class GlooConnection implements Connection {
    private static final String LOOPBACK = "127.0.0.1";

    private final ProcessGroupGloo gloo;

    private GlooConnection(ProcessGroupGloo gloo) {
        this.gloo = gloo;
    }

    /**
     * Waits until all members have come.
     *
     * @throws PeerException if one does not come in time
     */
    static GlooConnection open(Meeting meeting, int rank, int size) {
        Torch.init();
        try (Device loopback = ProcessGroupGloo.createDeviceForHostname(LOOPBACK);
                GlooDeviceVector devices = new GlooDeviceVector(loopback)) {
            var options = ProcessGroupGloo.Options.create(
                    new Milliseconds(meeting.patience().toMillis()));
            options.devices(devices);
            FileStore store = meeting.store("", size);
            return new GlooConnection(CLibrary.withoutChat(() -> new ProcessGroupGloo(store, rank, size, options)));
        } catch (RuntimeException failed) {
            throw meeting.missed(rank, size, failed);
        }
    }

    @Override
    public Backend together() {
        return gloo;
    }

    @Override
    public Backend messages(int from, int to) {
        return gloo;
    }

    @Override
    public void settle() {}

    @Override
    public void close() {
        gloo.close();
    }
}
