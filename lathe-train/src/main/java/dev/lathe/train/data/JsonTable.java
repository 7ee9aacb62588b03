package dev.lathe.train.data;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON objects, one a line. Only the places of every so many lines are kept in memory: of each line up to a million of them, of
 * fewer in longer files.
 */
final class JsonTable implements Table {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int MOST_PLACES = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private long[] places = new long[1024];
    private int kept;
    private long stride = 1;
    private long lines;
    private long unconfirmed;

    private JsonTable(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Finds the lines of a file. Blank lines at its end are none.
     *
     * @throws UserError if the file cannot be read
     */
    static JsonTable open(Path file) {
        try {
            JsonTable table = new JsonTable(file, FileChannel.open(file));
            table.index();
            return table;
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    private void index() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        long at = 0;
        long line = 0;
        boolean blank = true;
        for (channel.position(0); channel.read(buffer.clear()) >= 0; ) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                at++;
                blank &= next <= ' ' && next >= 0;
                if (next == '\n') {
                    add(line, blank);
                    line = at;
                    blank = true;
                }
            }
        }
        if (at > line) {
            add(line, blank);
        }
    }

    /** Counts a line; blank ones count only if another one follows. */
    private void add(long place, boolean blank) {
        keep(lines + unconfirmed, place);
        unconfirmed++;
        if (!blank) {
            lines += unconfirmed;
            unconfirmed = 0;
        }
    }

    private void keep(long line, long place) {
        if (line % stride != 0) {
            return;
        }
        if (kept == MOST_PLACES) {
            for (int i = 0; i < kept / 2; i++) {
                places[i] = places[2 * i];
            }
            kept /= 2;
            stride *= 2;
            if (line % stride != 0) {
                return;
            }
        }
        if (kept == places.length) {
            places = Arrays.copyOf(places, 2 * kept);
        }
        places[kept++] = place;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public long size() {
        return lines;
    }

    @Override
    public String where(long number) {
        return file + ":" + (number + 1);
    }

    @Override
    public ObjectNode row(long number) {
        String text = text(number);
        try {
            JsonNode node = JSON.readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new BadRow(where(number), "not a JSON object");
        } catch (JacksonException malformed) {
            throw new BadRow(where(number), "not JSON (%s)".formatted(malformed.getOriginalMessage()));
        }
    }

    private String text(long number) {
        try (InputStream from =
                new BufferedInputStream(Channels.newInputStream(new Window(places[(int) (number / stride)])))) {
            for (long skipped = 0; skipped < number % stride; skipped++) {
                line(from);
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line(from)))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new BadRow(where(number), "not UTF-8 text");
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    private static byte[] line(InputStream from) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        for (int next = from.read(); next >= 0 && next != '\n'; next = from.read()) {
            line.write(next);
        }
        return line.toByteArray();
    }

    private static UserError unreadable(Path file, IOException failed) {
        return new UserError("%s: cannot be read (%s)".formatted(file, AtomicFiles.reason(failed)), failed);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    /** Reads from a place on without moving the channel, so that many threads can. */
    private final class Window implements ReadableByteChannel {
        private long at;

        Window(long at) {
            this.at = at;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int count = channel.read(target, at);
            at += Math.max(0, count);
            return count;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() {}
    }
}
