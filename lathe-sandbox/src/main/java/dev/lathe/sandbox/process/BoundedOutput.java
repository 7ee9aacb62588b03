package dev.lathe.sandbox.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Keeps the start of an output, and reads the rest so that whoever writes it does not wait. */
final class BoundedOutput {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int limit;
    private final Thread reader;
    private volatile boolean more;

    BoundedOutput(InputStream stream, int limit) {
        this.limit = limit;
        reader = Thread.startVirtualThread(() -> drain(stream));
    }

    private void drain(InputStream stream) {
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                int room = Math.min(read, limit - kept.size());
                kept.write(buffer, 0, room);
                more |= room < read;
            }
        } catch (IOException ended) {
            // The process was killed; what came before counts.
            more = true;
        }
    }

    void await(Duration time) {
        try {
            reader.join(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }

    boolean truncated() {
        return more;
    }
}
