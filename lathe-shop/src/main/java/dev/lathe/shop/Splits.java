package dev.lathe.shop;

import dev.lathe.core.Seeds;

/** Divides things among the splits: 70 of 100 to training, 5 to validation, 25 are held out. */
public final class Splits {
    private static final int TRAIN = 70;
    private static final int VALIDATION = 5;

    private Splits() {}

    /** Returns the split of a family, whatever the catalogue. */
    public static Split ofFamily(int index) {
        return of(Seeds.of(Seeds.of(0, "families"), index));
    }

    static Split of(long hash) {
        long place = Long.remainderUnsigned(hash, 100);
        if (place < TRAIN) {
            return Split.TRAIN;
        }
        return place < TRAIN + VALIDATION ? Split.VALIDATION : Split.HELD_OUT;
    }
}
