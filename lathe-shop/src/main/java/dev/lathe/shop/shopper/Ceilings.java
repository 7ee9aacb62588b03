package dev.lathe.shop.shopper;

import java.util.SplittableRandom;

/** Draws ceilings that are hard to tell from a price. */
final class Ceilings {
    private static final int EQUAL_ONE_IN = 10;
    private static final int[] PLACES = {100, 10, 1};

    private Ceilings() {}

    /**
     * Returns a number of three digits that is the price itself or differs from it first in a random place, each equally often.
     *
     * @param price whole units, 100 to 999
     */
    static int near(int price, SplittableRandom random) {
        if (random.nextInt(EQUAL_ONE_IN) == 0) {
            return price;
        }
        int place = PLACES[random.nextInt(PLACES.length)];
        int higher = price / (place * 10) * (place * 10);
        int digit = otherDigit(price / place % 10, place == PLACES[0] ? 1 : 0, random);
        return higher + digit * place + random.nextInt(place);
    }

    private static int otherDigit(int digit, int least, SplittableRandom random) {
        int other = least + random.nextInt(9 - least);
        return other >= digit ? other + 1 : other;
    }
}
