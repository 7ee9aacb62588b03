package dev.lathe.model.cpu;

import static dev.lathe.model.vector.Memory.LANES;

import dev.lathe.model.vector.Memory;
import jdk.incubator.vector.FloatVector;

/** Holds cosines and sines of the positions met so far, and turns heads by them. */
final class RotaryTable implements AutoCloseable {
    private static final int STEP = 512;

    private final double[] frequencies;
    private final double amplitude;
    private final int half;
    private Slabs slabs = new Slabs();
    private long address;
    private int positions;

    RotaryTable(double[] frequencies, double amplitude) {
        this.frequencies = frequencies;
        this.amplitude = amplitude;
        half = frequencies.length;
    }

    /** Makes the table long enough for a number of positions. */
    void prepare(int wanted) {
        if (wanted > positions) {
            positions = Panels.roundUp(wanted + wanted / 2, STEP);
            slabs.close();
            slabs = new Slabs();
            address = slabs.take(8L * half * positions);
            for (int position = 0; position < positions; position++) {
                fill(position);
            }
        }
    }

    private void fill(int position) {
        long row = address + 8L * half * position;
        for (int i = 0; i < half; i++) {
            double angle = position * frequencies[i];
            Memory.putFloat(row + 4L * i, (float) (amplitude * Math.cos(angle)));
            Memory.putFloat(row + 4L * (half + i), (float) (amplitude * Math.sin(angle)));
        }
    }

    /** Turns a head, whose pairs lie half of it apart. */
    void turn(long head, int position) {
        long cosines = address + 8L * half * position;
        long bytes = 4L * half;
        int i = 0;
        for (; i + LANES <= half; i += LANES) {
            long at = 4L * i;
            FloatVector x = Memory.floats(head + at);
            FloatVector y = Memory.floats(head + at + bytes);
            FloatVector cosine = Memory.floats(cosines + at);
            FloatVector sine = Memory.floats(cosines + at + bytes);
            Memory.put(head + at, x.mul(cosine).sub(y.mul(sine)));
            Memory.put(head + at + bytes, y.mul(cosine).add(x.mul(sine)));
        }
        for (; i < half; i++) {
            long at = head + 4L * i;
            float x = Memory.getFloat(at);
            float y = Memory.getFloat(at + bytes);
            float cosine = Memory.getFloat(cosines + 4L * i);
            float sine = Memory.getFloat(cosines + 4L * i + bytes);
            Memory.putFloat(at, x * cosine - y * sine);
            Memory.putFloat(at + bytes, y * cosine + x * sine);
        }
    }

    @Override
    public void close() {
        slabs.close();
    }
}
