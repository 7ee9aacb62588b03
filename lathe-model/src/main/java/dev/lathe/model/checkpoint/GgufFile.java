package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
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
        SequencedMap<String, TensorInfo> infos = new LinkedHashMap<>();
        for (long i = 0; i < tensorCount; i++) {
            TensorInfo info = TensorInfo.read(path, cursor);
            if (infos.put(info.name, info) != null) {
                throw new UserError("%s: tensor %s occurs twice".formatted(path, info.name));
            }
        }
        long alignment = metadata.integer("general.alignment", DEFAULT_ALIGNMENT);
        if (alignment <= 0) {
            throw new UserError("%s: general.alignment must be positive: %d".formatted(path, alignment));
        }
        long start = Math.ceilDiv(cursor.position(), alignment) * alignment;
        SequencedMap<String, RawTensor> tensors = new LinkedHashMap<>();
        infos.forEach((name, info) -> tensors.put(name, info.tensor(path, file, start)));
        return new GgufFile(path, metadata, tensors);
    }

    /** One entry of the table of tensors. */
    private record TensorInfo(String name, long[] shape, RawType type, long offset) {
        private static final int MOST_DIMENSIONS = 4;

        static TensorInfo read(Path path, GgufCursor cursor) {
            String name = cursor.string();
            int dimensions = cursor.int32();
            if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
                throw new UserError("%s: tensor %s has %d dimensions; allowed are 1 to %d"
                        .formatted(path, name, dimensions, MOST_DIMENSIONS));
            }
            long[] shape = new long[dimensions];
            for (int i = dimensions - 1; i >= 0; i--) {
                shape[i] = cursor.int64();
            }
            int type = cursor.int32();
            return new TensorInfo(name, shape, GgufTypes.tensorType(path, name, type), cursor.int64());
        }

        RawTensor tensor(Path path, MemorySegment file, long start) {
            long bytes = bytes(path);
            if (offset < 0 || offset > file.byteSize() - start - bytes) {
                throw new UserError("%s: truncated: tensor %s needs %d bytes at offset %d of the data, which has %d"
                        .formatted(path, name, bytes, offset, Math.max(0, file.byteSize() - start)));
            }
            return new RawTensor(name, type, shape, file.asSlice(start + offset, bytes));
        }

        private long bytes(Path path) {
            long elements = 1;
            try {
                for (long extent : shape) {
                    if (extent <= 0) {
                        throw new ArithmeticException("extent " + extent);
                    }
                    elements = Math.multiplyExact(elements, extent);
                }
                if (shape[shape.length - 1] % type.blockElements() != 0) {
                    throw new ArithmeticException("rows of %d elements in blocks of %d"
                            .formatted(shape[shape.length - 1], type.blockElements()));
                }
                return type.bytes(elements);
            } catch (ArithmeticException e) {
                throw new UserError(
                        "%s: tensor %s has an impossible extent: %s".formatted(path, name, e.getMessage()), e);
            }
        }
    }
}
