package dev.lathe.train.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps values to places in a drawing.
 *
 * @param low the value at {@code from}
 * @param high the value at {@code to}; more than {@code low}
 * @param from a coordinate
 * @param to a coordinate
 */
record Scale(double low, double high, double from, double to) {
    /** Spans some values with a margin, and reaches to zero if that is near. */
    static Scale spanning(double smallest, double largest, double from, double to) {
        double low = smallest >= 0 && smallest < 0.5 * largest ? 0 : smallest;
        double high = largest <= 0 && largest > 0.5 * smallest ? 0 : largest;
        double margin = high > low ? 0.05 * (high - low) : Math.max(Math.abs(high) * 0.1, 1e-9);
        return new Scale(low == 0 ? 0 : low - margin, high == 0 && low < 0 ? 0 : high + margin, from, to);
    }

    double at(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    /** Returns round values within the scale, no more than about {@code wanted}. */
    List<Double> ticks(int wanted) {
        double rough = (high - low) / wanted;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power * roundUp(rough / power);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private static double roundUp(double fraction) {
        if (fraction <= 1) {
            return 1;
        }
        if (fraction <= 2) {
            return 2;
        }
        return fraction <= 5 ? 5 : 10;
    }
}
