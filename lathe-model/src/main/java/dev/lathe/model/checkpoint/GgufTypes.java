package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Knows the numbers by which GGUF files name the types of tensors. */
final class GgufTypes {
    private static final Map<Integer, RawType> TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry(0, RawType.FLOAT32),
            Map.entry(1, RawType.FLOAT16),
            Map.entry(2, RawType.Q4_0),
            Map.entry(3, RawType.Q4_1),
            Map.entry(6, RawType.Q5_0),
            Map.entry(7, RawType.Q5_1),
            Map.entry(8, RawType.Q8_0),
            Map.entry(10, RawType.Q2_K),
            Map.entry(11, RawType.Q3_K),
            Map.entry(12, RawType.Q4_K),
            Map.entry(13, RawType.Q5_K),
            Map.entry(14, RawType.Q6_K),
            Map.entry(15, RawType.Q8_K),
            Map.entry(24, RawType.INT8),
            Map.entry(25, RawType.INT16),
            Map.entry(26, RawType.INT32),
            Map.entry(27, RawType.INT64),
            Map.entry(28, RawType.FLOAT64),
            Map.entry(30, RawType.BFLOAT16)));

    private GgufTypes() {}

    static RawType tensorType(Path path, String tensor, int number) {
        RawType type = TYPES.get(number);
        if (type == null) {
            throw new UserError("%s: tensor %s has the type %d, which is unknown; known are %s"
                    .formatted(path, tensor, number, TYPES));
        }
        return type;
    }

    /** Returns the number of a type that GGUF files hold. */
    static int number(RawType type) {
        return TYPES.entrySet().stream()
                .filter(entry -> entry.getValue() == type)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("GGUF files hold no " + type))
                .getKey();
    }
}
