package dev.lathe.tensor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.pytorch.FileStore;

/**
 * Says how members of a group find each other.
 *
 * @param folder where each group has its files
 * @param name of the group's files
 * @param patience how long an operation waits for others
 * @param traffic what this process has spent in groups that met there
 */
record Meeting(Path folder, String name, Duration patience, AtomicReference<Traffic> traffic) {
    /** Begins what members find each other by. It serves one backend only: its native side does not bear a second owner. */
    FileStore store(String suffix, int size) {
        return new FileStore(folder.resolve(name + suffix).toString(), size);
    }

    /** Returns where a part of the group meets. */
    Meeting part(String part, Duration partsPatience) {
        return new Meeting(folder, name + "." + part, partsPatience, traffic);
    }

    /** Reports that a member did not find the others. */
    PeerException missed(int rank, int size, RuntimeException failed) {
        return new PeerException(
                "process %d of %d (%s) did not find the others: %s"
                        .formatted(rank, size, name, PeerException.reason(failed)),
                failed);
    }
}
