package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads safetensors files: the length of the header in eight bytes, the header as JSON, then the tensors, which fill the rest of the file
 * without gap or overlap.
 */
public final class SafetensorsFile {
    static final String METADATA = "__metadata__";
    static final int LENGTH_BYTES = Long.BYTES;

    /** What the format allows. */
    private static final long LONGEST_HEADER = 100_000_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path path;
    private final MemorySegment file;
    private final long start;

    private SafetensorsFile(Path path, MemorySegment file, long start) {
        this.path = path;
        this.file = file;
        this.start = start;
    }

    /**
     * Maps a file.
     *
     * @return its tensors by name, in the order of the header
     * @throws UserError if the file is missing, truncated, or its header does not describe it
     */
    public static SequencedMap<String, RawTensor> open(Path path) {
        MemorySegment file = MappedFile.of(path);
        long length = file.byteSize() < LENGTH_BYTES ? -1 : file.get(LittleEndian.LONG, 0);
        if (length < 2 || length > file.byteSize() - LENGTH_BYTES) {
            throw new UserError("%s: truncated or not a safetensors file: a header of %s bytes in a file of %d"
                    .formatted(path, length == -1 ? "unknown" : Long.toUnsignedString(length), file.byteSize()));
        }
        if (length > LONGEST_HEADER) {
            throw new UserError(
                    "%s: a header of %d bytes; at most %d are allowed".formatted(path, length, LONGEST_HEADER));
        }
        byte[] header = file.asSlice(LENGTH_BYTES, length).toArray(ValueLayout.JAVA_BYTE);
        return new SafetensorsFile(path, file, LENGTH_BYTES + length)
                .tensors(new String(header, StandardCharsets.UTF_8));
    }

    private SequencedMap<String, RawTensor> tensors(String header) {
        JsonNode root;
        try {
            root = JSON.readTree(header);
        } catch (JacksonException e) {
            throw new UserError("%s: the header is not JSON: %s".formatted(path, e.getOriginalMessage()), e);
        }
        if (!root.isObject()) {
            throw new UserError(path + ": the header is not a JSON object");
        }
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            if (!property.getKey().equals(METADATA)) {
                entries.add(entry(property.getKey(), property.getValue()));
            }
        }
        checkExtents(entries);
        SequencedMap<String, RawTensor> tensors = new LinkedHashMap<>();
        for (Entry entry : entries) {
            MemorySegment data = file.asSlice(start + entry.begin, entry.end - entry.begin);
            tensors.put(entry.name, new RawTensor(entry.name, entry.type, entry.shape, data));
        }
        return tensors;
    }

    private record Entry(String name, RawType type, long[] shape, long begin, long end) {}

    private Entry entry(String name, JsonNode node) {
        JsonNode offsets = node.path("data_offsets");
        JsonNode shape = node.path("shape");
        boolean complete =
                node.path("dtype").isString() && allIntegers(shape) && allIntegers(offsets) && offsets.size() == 2;
        if (!complete) {
            throw wrong(name, "needs dtype, shape and two data_offsets");
        }
        String dtype = node.get("dtype").asString();
        RawType type = SafetensorsTypes.typeOf(dtype)
                .orElseThrow(() ->
                        wrong(name, "has the type %s; supported are %s".formatted(dtype, SafetensorsTypes.names())));
        long[] extents = shape.valueStream().mapToLong(JsonNode::asLong).toArray();
        return new Entry(
                name, type, extents, offsets.get(0).asLong(), offsets.get(1).asLong());
    }

    private static boolean allIntegers(JsonNode array) {
        return array.isArray()
                && array.valueStream().allMatch(node -> node.canConvertToLong() && node.isIntegralNumber());
    }

    private void checkExtents(List<Entry> entries) {
        long available = file.byteSize() - start;
        long filled = 0;
        for (Entry entry : entries.stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList()) {
            long bytes = bytes(entry);
            if (entry.end > available) {
                throw wrong(
                        entry.name,
                        "ends at byte %d of the data, which has %d: the file is truncated"
                                .formatted(entry.end, available));
            }
            if (entry.begin < 0 || entry.end - entry.begin != bytes) {
                throw wrong(
                        entry.name,
                        "needs %d bytes; its offsets are [%d, %d]".formatted(bytes, entry.begin, entry.end));
            }
            if (entry.begin != filled) {
                throw wrong(
                        entry.name,
                        "begins at byte %d of the data, the one before it ends at %d".formatted(entry.begin, filled));
            }
            filled = entry.end;
        }
        if (filled != available) {
            throw new UserError("%s: %d bytes at the end belong to no tensor".formatted(path, available - filled));
        }
    }

    private long bytes(Entry entry) {
        try {
            long elements = 1;
            for (long extent : entry.shape) {
                if (extent < 0) {
                    throw new ArithmeticException("extent " + extent);
                }
                elements = Math.multiplyExact(elements, extent);
            }
            return entry.type.bytes(elements);
        } catch (ArithmeticException e) {
            throw wrong(entry.name, "has an impossible shape: " + e.getMessage());
        }
    }

    private UserError wrong(String name, String what) {
        return new UserError("%s: the tensor %s %s".formatted(path, name, what));
    }
}
