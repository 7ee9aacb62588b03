package dev.lathe.model.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Knows the names of types in safetensors files. */
enum SafetensorsTypes {
    F64(RawType.FLOAT64),
    F32(RawType.FLOAT32),
    F16(RawType.FLOAT16),
    BF16(RawType.BFLOAT16),
    F8_E4M3(RawType.FLOAT8_E4M3),
    F8_E5M2(RawType.FLOAT8_E5M2),
    I64(RawType.INT64),
    I32(RawType.INT32),
    I16(RawType.INT16),
    I8(RawType.INT8),
    U8(RawType.UINT8),
    BOOL(RawType.BOOL);

    private final RawType type;

    SafetensorsTypes(RawType type) {
        this.type = type;
    }

    static Optional<RawType> typeOf(String name) {
        return Arrays.stream(values())
                .filter(known -> known.name().equals(name))
                .map(known -> known.type)
                .findFirst();
    }

    /** Returns the name of a type that is not quantised. */
    static String nameOf(RawType type) {
        return Arrays.stream(values())
                .filter(known -> known.type == type)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("safetensors files hold no " + type))
                .name();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(SafetensorsTypes::name).toList();
    }
}
