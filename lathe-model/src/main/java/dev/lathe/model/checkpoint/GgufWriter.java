package dev.lathe.model.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** Writes GGUF files of version 3. */
final class GgufWriter {
    private static final int ALIGNMENT = 32;
    private static final long PIECE = 1 << 26;
    private static final int UINT32 = 4;
    private static final int INT32 = 5;
    private static final int FLOAT32 = 6;
    private static final int BOOL = 7;
    private static final int STRING = 8;
    private static final int ARRAY = 9;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();

    private GgufWriter() {}

    /**
     * Writes a file.
     *
     * @throws IOException if the disk is full or the file cannot be written; the file is incomplete then
     */
    static void write(Path file, GgufEntries entries, List<RawTensor> tensors) throws IOException {
        var writer = new GgufWriter();
        writer.putHead(entries.values(), tensors);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeAll(channel, ByteBuffer.wrap(writer.head.toByteArray()));
            for (RawTensor tensor : tensors) {
                writeData(channel, tensor.data());
            }
        }
    }

    private void putHead(Map<String, Object> entries, List<RawTensor> tensors) {
        put("GGUF".getBytes(StandardCharsets.UTF_8));
        putInt(3);
        putLong(tensors.size());
        putLong(entries.size());
        entries.forEach((key, value) -> {
            putString(key);
            putInt(type(value));
            putValue(value);
        });
        long offset = 0;
        for (RawTensor tensor : tensors) {
            putInfo(tensor, offset);
            offset += aligned(tensor.data().byteSize());
        }
        put(new byte[Math.toIntExact(aligned(head.size()) - head.size())]);
    }

    private void putInfo(RawTensor tensor, long offset) {
        putString(tensor.name());
        long[] shape = tensor.shape();
        putInt(shape.length);
        for (int i = shape.length - 1; i >= 0; i--) {
            putLong(shape[i]);
        }
        putInt(GgufTypes.number(tensor.type()));
        putLong(offset);
    }

    private static int type(Object value) {
        return switch (value) {
            case Integer _ -> UINT32;
            case Float _ -> FLOAT32;
            case Boolean _ -> BOOL;
            case String _ -> STRING;
            case List<?> _ -> ARRAY;
            default -> throw new IllegalArgumentException("GGUF files hold no " + value.getClass());
        };
    }

    private void putValue(Object value) {
        switch (value) {
            case Integer number -> putInt(number);
            case Float number -> putInt(Float.floatToRawIntBits(number));
            case Boolean flag -> put(new byte[] {(byte) (flag ? 1 : 0)});
            case String text -> putString(text);
            case List<?> list -> putList(list);
            default -> throw new IllegalArgumentException("GGUF files hold no " + value.getClass());
        }
    }

    private void putList(List<?> list) {
        int type = list.isEmpty() ? STRING : type(list.getFirst());
        putInt(type == UINT32 ? INT32 : type);
        putLong(list.size());
        list.forEach(this::putValue);
    }

    private void putString(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        putLong(bytes.length);
        put(bytes);
    }

    private void putInt(int value) {
        put(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    }

    private void putLong(long value) {
        put(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    }

    private void put(byte[] bytes) {
        head.writeBytes(bytes);
    }

    private static long aligned(long bytes) {
        return Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
    }

    private static void writeData(FileChannel channel, MemorySegment data) throws IOException {
        for (long at = 0; at < data.byteSize(); at += PIECE) {
            writeAll(
                    channel,
                    data.asSlice(at, Math.min(PIECE, data.byteSize() - at)).asByteBuffer());
        }
        writeAll(channel, ByteBuffer.allocate(Math.toIntExact(aligned(data.byteSize()) - data.byteSize())));
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
