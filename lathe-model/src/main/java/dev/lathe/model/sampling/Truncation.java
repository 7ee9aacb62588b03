package dev.lathe.model.sampling;

/**
 * Removes from a row what top-k, top-p and min-p leave out. Nothing is sorted: a few looks at the whole row bracket the cut, and
 * selection finds it among the few numbers inside.
 */
final class Truncation {
    /** Each halves the bracket of top-p; more of them leave less to select from. */
    private static final int LOOKS = 8;

    private final LogitRow row;
    private final RowCuts cuts;
    private final float[] scratch;

    Truncation(LogitRow row) {
        this.row = row;
        cuts = new RowCuts(row);
        scratch = new float[row.weights().length + RowCuts.SLACK];
    }

    static boolean truncates(Sampling sampling) {
        return sampling.topK() > 0 || sampling.topP() < 1 || sampling.minP() > 0;
    }

    /**
     * Makes 0 the weights that a request does not want, and returns the sum of the others.
     *
     * @param total the sum of all weights of the row
     */
    double keep(Sampling sampling, double total) {
        double mass = total;
        if (sampling.topK() > 0 && sampling.topK() < row.vocabulary()) {
            mass = cuts.keepLogits(largest(sampling.topK()));
        }
        if (sampling.topP() < 1) {
            mass = keepMass(sampling.topP(), mass);
        }
        return sampling.minP() > 0 ? cuts.keepWeights((float) sampling.minP()) : mass;
    }

    /** Returns the k-th largest logit. */
    private float largest(int k) {
        int found = cuts.gatherLogits(boundOfLargest(k), scratch);
        return Thresholds.ofCount(scratch, found, k);
    }

    /** Returns a number that at least k logits reach: the k-th largest of the blocks' maxima. */
    private float boundOfLargest(int k) {
        if (k > row.blocks()) {
            return Float.NEGATIVE_INFINITY;
        }
        System.arraycopy(row.maxima(), 0, scratch, 0, row.blocks());
        return Thresholds.ofCount(scratch, row.blocks(), k);
    }

    /** Keeps the fewest tokens, the heaviest first, that have this share of the mass. */
    private double keepMass(double share, double total) {
        double wanted = share * total;
        // smaller weights have together no more than the share that may go
        int low = Float.floatToRawIntBits((float) ((1 - share) * total / row.vocabulary()));
        int high = Float.floatToRawIntBits(Math.nextUp(1f));
        double above = 0;
        for (int look = 0; look < LOOKS; look++) {
            int middle = (low + high) >>> 1;
            double mass = cuts.massFrom(Float.intBitsToFloat(middle));
            if (mass >= wanted) {
                low = middle;
            } else {
                high = middle;
                above = mass;
            }
        }
        float least = Float.intBitsToFloat(low);
        int found = cuts.gatherWeights(least, Float.intBitsToFloat(high), scratch);
        float cut = found == 0 ? least : Thresholds.ofMass(scratch, found, wanted - above);
        return removeTies(cut, cuts.keepWeights(cut), wanted);
    }

    /** Removes tokens at the cut that the mass can do without, those with the highest ids first. */
    private double removeTies(float cut, double mass, double wanted) {
        double left = mass;
        for (int token = row.vocabulary() - 1; token >= 0 && left - cut >= wanted; token--) {
            if (row.weights()[token] == cut) {
                row.remove(token);
                left -= cut;
            }
        }
        return left;
    }
}
