package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Holds what a GGUF file says: its metadata and its tensors under the names of the file, over the mapped file.
 *
 * @param path the file
 * @param metadata its keys and values
 * @param tensors its tensors; shapes in row-major order, the reverse of the file's
 */
record GgufFile(Path path, GgufMetadata metadata, SequencedMap<String, RawTensor> tensors) {
    private static final int MAGIC = 0x46554747;
    private static final long DEFAULT_ALIGNMENT = 32;
    private static final long MOST_ALIGNMENT = 1 << 20;

    /**
     * Reads the head of a file and maps the rest.
     *
     * @throws UserError if the file is missing, truncated, no GGUF, or holds a type that is unknown
     */
    static GgufFile open(Path path) {
        MemorySegment file = MappedFile.of(path);
        var cursor = new GgufCursor(path, file);
        if (file.byteSize() < 4 || cursor.int32() != MAGIC) {
            throw new UserError(path + ": not a GGUF file: it does not begin with the letters GGUF");
        }
        int version = cursor.int32();
        if (version != 2 && version != 3) {
            throw new UserError("%s: GGUF version %d is not supported; supported are 2 and 3".formatted(path, version));
        }
        long tensorCount = cursor.count("tensors");
        long metadataCount = cursor.count("metadata keys");
        GgufMetadata metadata = GgufMetadata.read(path, cursor, metadataCount);
        SequencedMap<String, GgufTensorInfo> infos = new LinkedHashMap<>();
        for (long i = 0; i < tensorCount; i++) {
            GgufTensorInfo info = GgufTensorInfo.read(path, cursor);
            if (infos.put(info.name(), info) != null) {
                throw new UserError("%s: tensor %s occurs twice".formatted(path, info.name()));
            }
        }
        long alignment = metadata.integer("general.alignment", DEFAULT_ALIGNMENT);
        if (alignment <= 0 || alignment > MOST_ALIGNMENT) {
            throw new UserError(
                    "%s: general.alignment must be 1 to %d, not %d".formatted(path, MOST_ALIGNMENT, alignment));
        }
        long start = Math.ceilDiv(cursor.position(), alignment) * alignment;
        SequencedMap<String, RawTensor> tensors = new LinkedHashMap<>();
        infos.forEach((name, info) -> tensors.put(name, info.tensor(path, file, start, alignment)));
        refuseOverlaps(path, infos.values());
        return new GgufFile(path, metadata, tensors);
    }

    private static void refuseOverlaps(Path path, Collection<GgufTensorInfo> infos) {
        long filled = 0;
        String before = "";
        for (GgufTensorInfo info : infos.stream()
                .sorted(Comparator.comparingLong(GgufTensorInfo::offset))
                .toList()) {
            if (info.offset() < filled) {
                throw new UserError("%s: the tensors %s and %s overlap at offset %d of the data"
                        .formatted(path, before, info.name(), info.offset()));
            }
            filled = info.offset() + info.bytes(path);
            before = info.name();
        }
    }
}
