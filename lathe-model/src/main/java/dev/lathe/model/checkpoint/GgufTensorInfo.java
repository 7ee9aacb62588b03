package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * Holds one entry of the table of tensors of a GGUF file.
 *
 * @param name its name in the file
 * @param shape its extents in row-major order, the reverse of the file's
 * @param type how its elements are stored
 * @param offset where it begins, from the beginning of the data
 */
record GgufTensorInfo(String name, long[] shape, RawType type, long offset) {
    private static final int MOST_DIMENSIONS = 4;

    /**
     * Reads an entry.
     *
     * @throws UserError if it has too many dimensions or a type that is unknown
     */
    static GgufTensorInfo read(Path path, GgufCursor cursor) {
        String name = cursor.name();
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
        return new GgufTensorInfo(name, shape, GgufTypes.tensorType(path, name, type), cursor.int64());
    }

    /**
     * Returns the tensor over the file, whose data begin at {@code start}.
     *
     * @throws UserError if it does not lie in the file
     */
    RawTensor tensor(Path path, MemorySegment file, long start, long alignment) {
        long bytes = bytes(path);
        if (offset < 0 || offset > file.byteSize() - start - bytes) {
            throw new UserError("%s: truncated: tensor %s needs %d bytes at offset %d of the data, which has %d"
                    .formatted(path, name, bytes, offset, Math.max(0, file.byteSize() - start)));
        }
        if (offset % alignment != 0) {
            throw new UserError("%s: tensor %s begins at offset %d of the data; allowed are multiples of %d"
                    .formatted(path, name, offset, alignment));
        }
        return new RawTensor(name, type, shape, file.asSlice(start + offset, bytes));
    }

    /**
     * Returns what the elements take.
     *
     * @throws UserError if that is impossible
     */
    long bytes(Path path) {
        long elements = 1;
        try {
            for (long extent : shape) {
                if (extent <= 0) {
                    throw new ArithmeticException("extent " + extent);
                }
                elements = Math.multiplyExact(elements, extent);
            }
            if (shape[shape.length - 1] % type.blockElements() != 0) {
                throw new ArithmeticException(
                        "rows of %d elements in blocks of %d".formatted(shape[shape.length - 1], type.blockElements()));
            }
            return type.bytes(elements);
        } catch (ArithmeticException e) {
            throw new UserError("%s: tensor %s has an impossible extent: %s".formatted(path, name, e.getMessage()), e);
        }
    }
}
