package dev.lathe.model.checkpoint;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes safetensors files. */
public final class SafetensorsWriter {
    private static final int ALIGNMENT = 8;
    private static final long PIECE = 1 << 26;

    private SafetensorsWriter() {}

    /**
     * Writes tensors into a file, those of the widest elements first so that all are aligned. Quantised ones become float32.
     *
     * @throws IOException if the disk is full or the file cannot be written; the file is incomplete then
     */
    public static void write(Path file, List<RawTensor> tensors) throws IOException {
        List<RawTensor> ordered = tensors.stream()
                .sorted(Comparator.comparingInt(
                                (RawTensor tensor) -> storedType(tensor).blockBytes())
                        .reversed())
                .toList();
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeAll(channel, head(ordered));
            for (RawTensor tensor : ordered) {
                writeData(channel, tensor);
            }
        }
    }

    private static RawType storedType(RawTensor tensor) {
        return tensor.type().quantized() ? RawType.FLOAT32 : tensor.type();
    }

    /** Returns the bytes that a tensor takes in a file. */
    static long storedBytes(RawTensor tensor) {
        return storedType(tensor).bytes(tensor.elements());
    }

    private static ByteBuffer head(List<RawTensor> tensors) {
        ObjectNode header = JsonMapper.shared().createObjectNode();
        header.putObject(SafetensorsFile.METADATA).put("format", "pt");
        long offset = 0;
        for (RawTensor tensor : tensors) {
            if (header.has(tensor.name())) {
                throw new IllegalArgumentException("two tensors are named " + tensor.name());
            }
            RawType type = storedType(tensor);
            ObjectNode entry = header.putObject(tensor.name()).put("dtype", SafetensorsTypes.nameOf(type));
            var shape = entry.putArray("shape");
            for (long extent : tensor.shape()) {
                shape.add(extent);
            }
            long end = offset + storedBytes(tensor);
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = JsonMapper.shared().writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        int padded = Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT;
        ByteBuffer head =
                ByteBuffer.allocate(SafetensorsFile.LENGTH_BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        head.putLong(padded).put(json);
        while (head.hasRemaining()) {
            head.put((byte) ' ');
        }
        return head.flip();
    }

    private static void writeData(FileChannel channel, RawTensor tensor) throws IOException {
        MemorySegment data = tensor.type().quantized() ? tensor.toFloat32().data() : tensor.data();
        for (long at = 0; at < data.byteSize(); at += PIECE) {
            writeAll(
                    channel,
                    data.asSlice(at, Math.min(PIECE, data.byteSize() - at)).asByteBuffer());
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
