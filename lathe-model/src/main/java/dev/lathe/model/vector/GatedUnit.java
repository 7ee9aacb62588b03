package dev.lathe.model.vector;

import static dev.lathe.model.vector.Memory.LANES;

import dev.lathe.tensor.Tensor;
import jdk.incubator.vector.FloatVector;

/**
 * Gates the second half of each row by the first, and takes gradients back, each in one pass. With {@code s = 1 / (1 + e^-g)},
 *
 * <pre>
 * y = g s u          dg = dy u (s + g s (1 - s))          du = dy g s
 * </pre>
 *
 * Tensors are on the CPU, FLOAT32 or BFLOAT16; widths are multiples of a vector's length. Source: Shazeer, GLU Variants Improve
 * Transformer, 2020 (SwiGLU).
 */
public final class GatedUnit {
    private GatedUnit() {}

    /** Returns {@code [rows, width]} for gates and what they gate, {@code [rows, 2 width]}. */
    public static Tensor of(Tensor both) {
        int rows = Math.toIntExact(both.size(0));
        int width = Math.toIntExact(both.size(1) / 2);
        Tensor output = Tensor.empty(both.dtype(), both.device(), rows, width);
        Elements elements = Elements.of(output);
        long in = Elements.address(both);
        long out = Elements.address(output);
        RowParts.each(rows, 3 * width, (_, from, to, room) -> {
            for (int row = from; row < to; row++) {
                long y = out + elements.bytes((long) row * width);
                long target = elements.target(y, room + 8L * width);
                gate(width, elements.read(in + elements.bytes(2L * row * width), 2 * width, room), target);
                elements.written(target, width, y);
            }
        });
        return output;
    }

    private static void gate(int width, long gates, long out) {
        long ups = gates + 4L * width;
        for (int i = 0; i < width; i += LANES) {
            FloatVector g = Memory.floats(gates + 4L * i);
            FloatVector silu = g.mul(VectorMath.sigmoid(g));
            Memory.put(out + 4L * i, silu.mul(Memory.floats(ups + 4L * i)));
        }
    }

    /**
     * Takes a gradient back, and computes the output again on the way.
     *
     * @param gradient of the output, {@code [rows, width]}
     */
    public static Back backward(Tensor both, Tensor gradient) {
        int rows = Math.toIntExact(both.size(0));
        int width = Math.toIntExact(both.size(1) / 2);
        Tensor back = Tensor.empty(both.dtype(), both.device(), both.shape());
        Tensor output = Tensor.empty(both.dtype(), both.device(), rows, width);
        Elements elements = Elements.of(gradient);
        long in = Elements.address(both);
        long out = Elements.address(back);
        long again = Elements.address(output);
        long flowing = Elements.address(gradient);
        RowParts.each(rows, 6 * width, (_, from, to, room) -> {
            for (int row = from; row < to; row++) {
                long at = elements.bytes(2L * row * width);
                long gates = elements.read(in + at, 2 * width, room);
                long dy = elements.read(flowing + at / 2, width, room + 8L * width);
                long target = elements.target(out + at, room + 12L * width);
                long y = elements.target(again + at / 2, room + 20L * width);
                back(width, gates, dy, target, y);
                elements.written(target, 2 * width, out + at);
                elements.written(y, width, again + at / 2);
            }
        });
        return new Back(back, output);
    }

    private static void back(int width, long gates, long gradient, long out, long output) {
        long half = 4L * width;
        for (long at = 0; at < half; at += 4L * LANES) {
            FloatVector g = Memory.floats(gates + at);
            FloatVector u = Memory.floats(gates + half + at);
            FloatVector dy = Memory.floats(gradient + at);
            FloatVector s = VectorMath.sigmoid(g);
            FloatVector silu = g.mul(s);
            // s + g s (1 - s)
            FloatVector slope = silu.sub(silu.mul(s)).add(s);
            Memory.put(out + at, dy.mul(u).mul(slope));
            Memory.put(out + half + at, dy.mul(silu));
            Memory.put(output + at, silu.mul(u));
        }
    }

    /**
     * Holds what comes back.
     *
     * @param both the gradient of gates and what they gate, {@code [rows, 2 width]}
     * @param output the output again, {@code [rows, width]}
     */
    public record Back(Tensor both, Tensor output) {}
}
