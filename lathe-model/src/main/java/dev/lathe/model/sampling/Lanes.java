package dev.lathe.model.sampling;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Adds the lanes of a vector in one order: {@code reduceLanes} promises none, and its order changes when the compiler takes over. */
final class Lanes {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private Lanes() {}

    static float sum(FloatVector vector) {
        FloatVector sum = vector;
        for (int half = SPECIES.length() / 2; half > 0; half /= 2) {
            sum = sum.add(sum.rearrange(VectorShuffle.iota(SPECIES, half, 1, true)));
        }
        return sum.lane(0);
    }
}
