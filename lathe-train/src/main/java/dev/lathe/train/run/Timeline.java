package dev.lathe.train.run;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.Metrics;
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
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes when each step began and ended, and what its time went to, as a trace that Perfetto and Chrome open. The file is whole JSON
 * after every event, so that it can be looked at while the run goes on or after a kill.
 *
 * @see <a href="https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU">Trace Event Format</a>
 */
public final class Timeline implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SECONDS = "_seconds";
    private static final byte[] END = "\n]\n".getBytes(StandardCharsets.UTF_8);

    private final Path file;
    private final FileChannel channel;
    private final long origin;

    private Timeline(Path file, FileChannel channel, long origin) {
        this.file = file;
        this.channel = channel;
        this.origin = origin;
    }

    /**
     * Opens the timeline of a run.
     *
     * @param secondsBefore seconds of training behind the run, after which its events stand
     * @throws UserError if the file cannot be written
     */
    public static Timeline open(RunFolder run, double secondsBefore) {
        Path file = run.timeline();
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Timeline timeline = new Timeline(file, channel, System.nanoTime() - (long) (secondsBefore * 1e9));
            timeline.forget((long) (secondsBefore * 1e6));
            return timeline;
        } catch (IOException failed) {
            throw cannotWrite(file, failed);
        }
    }

    /** Takes events out that ended later, in microseconds: a run that goes on makes them again. */
    private void forget(long later) throws IOException {
        List<ObjectNode> kept = new ArrayList<>();
        for (JsonNode event : events()) {
            if (event.get("ts").asLong() + event.get("dur").asLong() <= later) {
                kept.add((ObjectNode) event);
            }
        }
        channel.truncate(0);
        kept.forEach(this::write);
    }

    /** Returns the events of the file; none if it ends in the middle, as after a loss of power. */
    private List<JsonNode> events() throws IOException {
        try {
            return List.copyOf(JSON.readTree(Files.readString(file)).values());
        } catch (JacksonException damaged) {
            return List.of();
        }
    }

    /** Returns the moment that a span begins, for {@link #span}. */
    public long now() {
        return System.nanoTime();
    }

    /**
     * Writes a span that began at a moment and ends now, with its parts: each metric that ends in {@code _seconds}, one behind the
     * other.
     *
     * @throws UserError if it cannot be written
     */
    public void span(String name, long began, Metrics metrics) {
        write(event(name, began, System.nanoTime() - began));
        long at = began;
        for (Map.Entry<String, Double> metric : metrics.values().entrySet()) {
            if (metric.getKey().endsWith(SECONDS)) {
                long length = (long) (metric.getValue() * 1e9);
                String part = metric.getKey().substring(0, metric.getKey().length() - SECONDS.length());
                write(event(part, at, length));
                at += length;
            }
        }
    }

    /** Returns one complete event; its times are in microseconds. */
    private ObjectNode event(String name, long began, long length) {
        return JSON.createObjectNode()
                .put("name", name)
                .put("ph", "X")
                .put("ts", (began - origin) / 1000)
                .put("dur", length / 1000)
                .put("pid", 1)
                .put("tid", 1);
    }

    private void write(ObjectNode event) {
        try {
            long end = channel.size();
            boolean first = end < END.length;
            String text = (first ? "[\n" : ",\n") + JSON.writeValueAsString(event);
            ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3 + END.length);
            bytes.put(text.getBytes(StandardCharsets.UTF_8)).put(END).flip();
            for (long at = first ? 0 : end - END.length; bytes.hasRemaining(); ) {
                at += channel.write(bytes, at);
            }
        } catch (IOException failed) {
            throw cannotWrite(file, failed);
        }
    }

    @Override
    public void close() {
        try (channel) {
            channel.force(true);
        } catch (IOException failed) {
            throw cannotWrite(file, failed);
        }
    }

    private static UserError cannotWrite(Path file, IOException failed) {
        return new UserError("%s: cannot be written (%s)".formatted(file, AtomicFiles.reason(failed)), failed);
    }
}
