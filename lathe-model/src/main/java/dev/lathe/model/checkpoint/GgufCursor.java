package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a GGUF file from its beginning, value by value. */
final class GgufCursor {
    private static final int STRING = 8;
    private static final int ARRAY = 9;
    private static final int LONGEST_NAME = 256;

    private final Path path;
    private final MemorySegment file;
    private long at;

    GgufCursor(Path path, MemorySegment file) {
        this.path = path;
        this.file = file;
    }

    long position() {
        return at;
    }

    int int32() {
        return file.get(LittleEndian.INT, take(4));
    }

    long int64() {
        return file.get(LittleEndian.LONG, take(8));
    }

    /** Reads how many of something follow; each takes a byte at least. */
    long count(String what) {
        long count = int64();
        if (count < 0 || count > file.byteSize() - at) {
            throw new UserError("%s: truncated or damaged: %s %s in a file of %d bytes"
                    .formatted(path, Long.toUnsignedString(count), what, file.byteSize()));
        }
        return count;
    }

    String string() {
        long length = count("bytes of a string");
        byte[] bytes = file.asSlice(take(length), length).toArray(ValueLayout.JAVA_BYTE);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Reads the name of a key or tensor. */
    String name() {
        String name = string();
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new UserError("%s: damaged: a key or tensor is named '%s'".formatted(path, Brief.of(name)));
        }
        return name;
    }

    /**
     * Reads a value of a metadata type: a Long for integers, a Double for floating-point numbers, a Boolean, a String or a List.
     *
     * @param key whose value it is, for errors
     */
    Object value(String key, int type) {
        return switch (type) {
            case 0 -> (long) LittleEndian.unsignedByte(file, take(1));
            case 1 -> (long) file.get(ValueLayout.JAVA_BYTE, take(1));
            case 2 -> (long) Short.toUnsignedInt(file.get(LittleEndian.SHORT, take(2)));
            case 3 -> (long) file.get(LittleEndian.SHORT, take(2));
            case 4 -> Integer.toUnsignedLong(int32());
            case 5 -> (long) int32();
            case 6 -> (double) file.get(LittleEndian.FLOAT, take(4));
            case 7 -> file.get(ValueLayout.JAVA_BYTE, take(1)) != 0;
            case STRING -> string();
            case ARRAY -> array(key);
            case 10, 11 -> int64();
            case 12 -> file.get(LittleEndian.DOUBLE, take(8));
            default ->
                throw new UserError("%s: metadata key %s has the type %d, which is unknown; known are 0 to 12"
                        .formatted(path, key, type));
        };
    }

    private List<Object> array(String key) {
        int type = int32();
        if (type == ARRAY) {
            throw new UserError(
                    "%s: metadata key %s is an array of arrays, which is not supported".formatted(path, key));
        }
        long length = count("elements of " + key);
        List<Object> values = new ArrayList<>();
        for (long i = 0; i < length; i++) {
            values.add(value(key, type));
        }
        return values;
    }

    private long take(long bytes) {
        if (bytes > file.byteSize() - at) {
            throw new UserError("%s: truncated: %d bytes are needed at offset %d, the file has %d"
                    .formatted(path, bytes, at, file.byteSize()));
        }
        long start = at;
        at += bytes;
        return start;
    }
}
