package dev.lathe.train.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * Appends scalars to a TensorBoard event file: protocol buffer messages {@code Event} (tensorflow/core/util/event.proto) in TFRecord
 * frames.
 */
final class EventFile implements AutoCloseable {
    private static final String PREFIX = "events.out.tfevents.";
    private static final int SESSION_START = 1;

    private final OutputStream out;

    private EventFile(OutputStream out) {
        this.out = out;
    }

    /**
     * Begins a file in a folder, behind those that it has.
     *
     * @param nextStep the first step that will come; readers forget what earlier files say of it and of later ones
     */
    static EventFile create(Path folder, long nextStep) throws IOException {
        long seconds = Math.max(System.currentTimeMillis() / 1000, newest(folder) + 1);
        Path file = folder.resolve("%s%010d.%s".formatted(PREFIX, seconds, host()));
        var events =
                new EventFile(new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)));
        events.writeEvent(event(0).text(3, "brain.Event:2"));
        events.writeEvent(event(nextStep).message(7, new ProtobufMessage().varint(1, SESSION_START)));
        events.out.flush();
        return events;
    }

    /** Writes each number under its stage and name. */
    void write(MetricsLine line) throws IOException {
        var summary = new ProtobufMessage();
        line.metrics().values().forEach((name, value) -> {
            String tag = line.stage().fileName() + "/" + name;
            summary.message(1, new ProtobufMessage().text(1, tag).float32(2, value.floatValue()));
        });
        writeEvent(event(line.step()).message(5, summary));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static ProtobufMessage event(long step) {
        return new ProtobufMessage()
                .float64(1, System.currentTimeMillis() / 1000.0)
                .varint(2, step);
    }

    private void writeEvent(ProtobufMessage event) throws IOException {
        out.write(TfRecord.frame(event.bytes()));
    }

    /** Readers take the files of a folder in the order of their names, so a new one must have a later time. */
    private static long newest(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("events\\.out\\.tfevents\\.\\d{10}\\..*"))
                    .mapToLong(name -> Long.parseLong(name.substring(PREFIX.length(), PREFIX.length() + 10)))
                    .max()
                    .orElse(0);
        }
    }

    private static String host() {
        try {
            byte[] name = InetAddress.getLocalHost().getHostName().getBytes(StandardCharsets.UTF_8);
            return new String(name, StandardCharsets.UTF_8).replaceAll("[^A-Za-z0-9.-]", "-");
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }
}
