package dev.lathe.model.cpu;

import static dev.lathe.model.vector.Memory.FLOATS;
import static dev.lathe.model.vector.Memory.LANES;

import dev.lathe.model.vector.Memory;
import jdk.incubator.vector.FloatVector;

/** Holds keys and values in float32. */
final class FloatPages implements Pages {
    private final int headDim;
    private final int width;

    FloatPages(int headDim) {
        this.headDim = headDim;
        width = Panels.roundUp(headDim, Panels.WIDTH);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public long keyBytes() {
        return (long) headDim * TOKENS * Float.BYTES;
    }

    @Override
    public long valueBytes() {
        return (long) width * TOKENS * Float.BYTES;
    }

    @Override
    public void append(long keys, long values, int slot, long key, long value) {
        for (int d = 0; d < headDim; d++) {
            Memory.putFloat(keys + 4L * (d * TOKENS + slot), Memory.getFloat(key + 4L * d));
        }
        for (int d = 0; d < width; d += LANES) {
            Memory.put(values + 4L * (slot * width + d), Memory.floats(value + 4L * d));
        }
    }

    @Override
    public void scores(long queries, long keys, long out, long stride) {
        for (int t = 0; t < TOKENS; t += 2 * LANES) {
            scoresPart(queries, keys, out, stride, t);
        }
    }

    private void scoresPart(long queries, long keys, long out, long stride, int t) {
        long row = 4L * headDim;
        FloatVector a0 = FloatVector.zero(FLOATS);
        FloatVector a1 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        for (int d = 0; d < headDim; d++) {
            long at = keys + 4L * (d * TOKENS + t);
            FloatVector k0 = Memory.floats(at);
            FloatVector k1 = Memory.floats(at + 4L * LANES);
            long query = queries + 4L * d;
            FloatVector q = Memory.broadcast(query);
            a0 = q.fma(k0, a0);
            a1 = q.fma(k1, a1);
            q = Memory.broadcast(query + row);
            b0 = q.fma(k0, b0);
            b1 = q.fma(k1, b1);
            q = Memory.broadcast(query + 2 * row);
            c0 = q.fma(k0, c0);
            c1 = q.fma(k1, c1);
            q = Memory.broadcast(query + 3 * row);
            d0 = q.fma(k0, d0);
            d1 = q.fma(k1, d1);
        }
        long to = out + 4L * t;
        put(to, a0, a1);
        put(to + 4 * stride, b0, b1);
        put(to + 8 * stride, c0, c1);
        put(to + 12 * stride, d0, d1);
    }

    @Override
    public void mix(long weights, long stride, long values, int tokens, long out) {
        for (int d = 0; d < width; d += 2 * LANES) {
            mixPart(weights, 4 * stride, values + 4L * d, tokens, out + 4L * d);
        }
    }

    private void mixPart(long weights, long next, long values, int tokens, long out) {
        long row = 4L * width;
        long half = 4L * LANES;
        FloatVector a0 = Memory.floats(out);
        FloatVector a1 = Memory.floats(out + half);
        FloatVector b0 = Memory.floats(out + row);
        FloatVector b1 = Memory.floats(out + row + half);
        FloatVector c0 = Memory.floats(out + 2 * row);
        FloatVector c1 = Memory.floats(out + 2 * row + half);
        FloatVector d0 = Memory.floats(out + 3 * row);
        FloatVector d1 = Memory.floats(out + 3 * row + half);
        for (int token = 0; token < tokens; token++) {
            FloatVector v0 = Memory.floats(values + row * token);
            FloatVector v1 = Memory.floats(values + row * token + half);
            long weight = weights + 4L * token;
            FloatVector w = Memory.broadcast(weight);
            a0 = w.fma(v0, a0);
            a1 = w.fma(v1, a1);
            w = Memory.broadcast(weight + next);
            b0 = w.fma(v0, b0);
            b1 = w.fma(v1, b1);
            w = Memory.broadcast(weight + 2 * next);
            c0 = w.fma(v0, c0);
            c1 = w.fma(v1, c1);
            w = Memory.broadcast(weight + 3 * next);
            d0 = w.fma(v0, d0);
            d1 = w.fma(v1, d1);
        }
        put(out, a0, a1);
        put(out + row, b0, b1);
        put(out + 2 * row, c0, c1);
        put(out + 3 * row, d0, d1);
    }

    private static void put(long address, FloatVector first, FloatVector second) {
        Memory.put(address, first);
        Memory.put(address + 4L * LANES, second);
    }
}
