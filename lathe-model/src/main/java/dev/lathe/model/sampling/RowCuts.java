package dev.lathe.model.sampling;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Looks through a row that is weighed for what reaches a bound, and removes the rest. */
final class RowCuts {
    /** So many floats beyond the last one that is asked for may be written by {@link #gatherLogits} and {@link #gatherWeights}. */
    static final int SLACK = LogitRow.BLOCK;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /** Blocks whose weights are added up in single precision before they join a sum in double precision. */
    private static final int FLUSH = 16;

    private final LogitRow row;

    RowCuts(LogitRow row) {
        this.row = row;
    }

    /** Returns the sum of the weights that reach a bound. */
    double massFrom(float least) {
        double total = 0;
        FloatVector sum = FloatVector.zero(SPECIES);
        int pending = 0;
        for (int block = 0; block < row.blocks(); block++) {
            if (row.sums()[block] < least) {
                continue;
            }
            for (int i = block * LogitRow.BLOCK; i < (block + 1) * LogitRow.BLOCK; i += SPECIES.length()) {
                FloatVector weights = FloatVector.fromArray(SPECIES, row.weights(), i);
                sum = sum.add(weights, weights.compare(VectorOperators.GE, least));
            }
            if (++pending == FLUSH) {
                total += Lanes.sum(sum);
                sum = FloatVector.zero(SPECIES);
                pending = 0;
            }
        }
        return total + Lanes.sum(sum);
    }

    /** Collects the logits that reach a bound, and returns how many there are. */
    int gatherLogits(float least, float[] found) {
        int count = 0;
        for (int block = 0; block < row.blocks(); block++) {
            if (row.maxima()[block] < least) {
                continue;
            }
            for (int i = block * LogitRow.BLOCK; i < (block + 1) * LogitRow.BLOCK; i += SPECIES.length()) {
                FloatVector logits = FloatVector.fromArray(SPECIES, row.logits(), i);
                VectorMask<Float> reaching = logits.compare(VectorOperators.GE, least);
                logits.compress(reaching).intoArray(found, count);
                count += reaching.trueCount();
            }
        }
        return count;
    }

    /** Collects the weights that reach one bound and not the other, and returns how many there are. */
    int gatherWeights(float least, float below, float[] found) {
        int count = 0;
        for (int block = 0; block < row.blocks(); block++) {
            if (row.sums()[block] < least) {
                continue;
            }
            for (int i = block * LogitRow.BLOCK; i < (block + 1) * LogitRow.BLOCK; i += SPECIES.length()) {
                FloatVector weights = FloatVector.fromArray(SPECIES, row.weights(), i);
                VectorMask<Float> between =
                        weights.compare(VectorOperators.GE, least).and(weights.compare(VectorOperators.LT, below));
                weights.compress(between).intoArray(found, count);
                count += between.trueCount();
            }
        }
        return count;
    }

    /** Makes the weights of smaller logits 0, and returns the sum of the others. */
    double keepLogits(float least) {
        return keep(row.logits(), least);
    }

    /** Makes smaller weights 0, and returns the sum of the others. */
    double keepWeights(float least) {
        return keep(row.weights(), least);
    }

    private double keep(float[] measure, float least) {
        double total = 0;
        for (int block = 0; block < row.blocks(); block++) {
            if (row.sums()[block] == 0) {
                continue;
            }
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int i = block * LogitRow.BLOCK; i < (block + 1) * LogitRow.BLOCK; i += SPECIES.length()) {
                VectorMask<Float> small =
                        FloatVector.fromArray(SPECIES, measure, i).compare(VectorOperators.LT, least);
                FloatVector kept =
                        FloatVector.fromArray(SPECIES, row.weights(), i).blend(0, small);
                kept.intoArray(row.weights(), i);
                sum = sum.add(kept);
            }
            row.sums()[block] = Lanes.sum(sum);
            total += row.sums()[block];
        }
        return total;
    }
}
