package dev.lathe.model.sampling;

/** Finds where to cut a list of numbers that is not sorted (Hoare's selection, three-way). */
final class Thresholds {
    private Thresholds() {}

    /** Returns the k-th largest of the first {@code length} numbers, whose order it changes. */
    static float ofCount(float[] values, int length, int k) {
        return find(values, length, k, false);
    }

    /**
     * Returns the largest number that with all larger ones has a sum of at least {@code mass}, or the smallest of all if they do not
     * reach it; changes the order of the numbers, of which none may be negative.
     */
    static float ofMass(float[] values, int length, double mass) {
        return find(values, length, mass, true);
    }

    private static float find(float[] values, int length, double wanted, boolean byMass) {
        int from = 0;
        int to = length;
        double missing = wanted;
        while (true) {
            float pivot = median(values[from], values[(from + to) >>> 1], values[to - 1]);
            int larger = from;
            int smaller = to;
            double mass = 0;
            for (int i = from; i < smaller; ) {
                float value = values[i];
                if (value > pivot) {
                    mass += byMass ? value : 1;
                    swap(values, larger++, i++);
                } else if (value < pivot) {
                    swap(values, --smaller, i);
                } else {
                    i++;
                }
            }
            double withEqual = mass + (smaller - larger) * (byMass ? pivot : 1.0);
            if (missing <= mass && larger > from) {
                to = larger;
            } else if (missing <= withEqual || smaller == to) {
                return pivot;
            } else {
                missing -= withEqual;
                from = smaller;
            }
        }
    }

    private static float median(float a, float b, float c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private static void swap(float[] values, int a, int b) {
        float value = values[a];
        values[a] = values[b];
        values[b] = value;
    }
}
