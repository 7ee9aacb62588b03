package dev.lathe.serve.reply;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads the replies of a job at the same time, so that each ends at its own stop string. */
public final class Together {
    /** Reads one reply to its end. */
    @FunctionalInterface
    public interface Reader {
        void read(int index, Reply reply) throws IOException;
    }

    private Together() {}

    /**
     * Reads all replies; if one cannot be read, all are aborted.
     *
     * @throws IOException if the client is gone
     */
    public static void read(Job job, List<Reply> replies, Reader reader) throws IOException {
        if (replies.size() == 1) {
            reader.read(0, replies.getFirst());
            return;
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> readings = new ArrayList<>();
            for (int i = 0; i < replies.size(); i++) {
                int index = i;
                readings.add(threads.submit(() -> {
                    reader.read(index, replies.get(index));
                    return null;
                }));
            }
            for (Future<?> reading : readings) {
                await(job, reading);
            }
        }
    }

    private static void await(Job job, Future<?> reading) throws IOException {
        try {
            reading.get();
        } catch (ExecutionException failure) {
            job.abort();
            switch (failure.getCause()) {
                case IOException gone -> throw gone;
                case RuntimeException broken -> throw broken;
                case null, default -> throw new IllegalStateException(failure);
            }
        } catch (InterruptedException stopped) {
            job.abort();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while replies were read", stopped);
        }
    }
}
