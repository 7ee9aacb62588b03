package dev.lathe.model.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/** Reads arrays as the Python scripts write them: a shape and hexadecimal float32. */
final class HexFloats {
    private HexFloats() {}

    static float[] values(JsonNode array) {
        byte[] bytes = HexFormat.of().parseHex(array.get("values").asString());
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    static long[] shape(JsonNode array) {
        return array.get("shape").valueStream().mapToLong(JsonNode::asLong).toArray();
    }
}
