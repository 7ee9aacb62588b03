package dev.lathe.train.run;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends one line a step to {@code metrics.jsonl}, and the same numbers to a TensorBoard event file beside it. Log a step before its
 * checkpoint: then a resumed run continues the file as if it had never stopped.
 */
public final class MetricsLog implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final EventFile events;
    private long lastStep;
    private double wallSeconds;

    private MetricsLog(Path file, FileChannel channel, EventFile events, List<MetricsLine> kept) {
        this.file = file;
        this.channel = channel;
        this.events = events;
        this.lastStep = kept.isEmpty() ? -1 : kept.getLast().step();
        this.wallSeconds = kept.isEmpty() ? 0 : kept.getLast().wallSeconds();
    }

    /**
     * Opens the log of a run that stands after a step, and drops lines past it.
     *
     * @param step the step of the checkpoint that the run continues from; 0 for a new run
     * @throws UserError if the file cannot be read or written, or a line before its last is malformed
     */
    public static MetricsLog open(RunFolder run, long step) {
        Path file = run.metrics();
        List<MetricsLine> kept = keepUntil(file, step);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE);
            try {
                return new MetricsLog(file, channel, EventFile.create(run.path(), step + 1), kept);
            } catch (IOException failed) {
                channel.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw cannotWrite(file, failed);
        }
    }

    /**
     * Reads the lines of a file; a last line that a killed run left unfinished is passed over. A missing file has no lines.
     *
     * @throws UserError if the file cannot be read or a line is malformed
     */
    public static List<MetricsLine> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            String text = Files.readString(file);
            List<String> lines =
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
            List<MetricsLine> parsed = new ArrayList<>(lines.size());
            for (int i = 0; i < lines.size(); i++) {
                parsed.add(MetricsCodec.parse(lines.get(i), file + ":" + (i + 1)));
            }
            return parsed;
        } catch (IOException failed) {
            throw new UserError("%s: cannot be read (%s)".formatted(file, AtomicFiles.reason(failed)), failed);
        }
    }

    /**
     * Appends the numbers of a step.
     *
     * @throws UserError if they cannot be written, for example because the disk is full; the file is as it was then
     * @throws IllegalArgumentException unless steps increase
     */
    public void log(MetricsLine line) {
        if (line.step() <= lastStep) {
            throw new IllegalArgumentException("step %d after step %d".formatted(line.step(), lastStep));
        }
        byte[] bytes = (MetricsCodec.line(line) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            append(bytes, line);
        } catch (IOException failed) {
            throw cannotWrite(file, failed);
        }
        lastStep = line.step();
        wallSeconds = line.wallSeconds();
    }

    /** Returns the seconds of training behind the newest line; 0 if there is none. */
    public double wallSeconds() {
        return wallSeconds;
    }

    @Override
    public void close() {
        try (channel;
                events) {
            channel.force(true);
        } catch (IOException failed) {
            throw cannotWrite(file, failed);
        }
    }

    private void append(byte[] text, MetricsLine line) throws IOException {
        long before = channel.size();
        try {
            for (ByteBuffer buffer = ByteBuffer.wrap(text); buffer.hasRemaining(); ) {
                channel.write(buffer);
            }
            events.write(line);
        } catch (IOException failed) {
            channel.truncate(before);
            throw failed;
        }
    }

    private static List<MetricsLine> keepUntil(Path file, long step) {
        List<MetricsLine> kept =
                read(file).stream().filter(line -> line.step() <= step).toList();
        if (Files.exists(file)) {
            StringBuilder text = new StringBuilder();
            kept.forEach(line -> text.append(MetricsCodec.line(line)).append('\n'));
            AtomicFiles.write(file, text.toString());
        }
        return kept;
    }

    private static UserError cannotWrite(Path file, IOException failed) {
        return new UserError("%s: cannot be written (%s)".formatted(file, AtomicFiles.reason(failed)), failed);
    }
}
