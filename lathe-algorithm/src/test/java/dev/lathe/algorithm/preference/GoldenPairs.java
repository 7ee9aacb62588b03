package dev.lathe.algorithm.preference;

import dev.lathe.algorithm.ObjectivesGolden;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Holds the pairs of the golden file. */
final class GoldenPairs {
    static final ObjectivesGolden GOLDEN = ObjectivesGolden.load();
    static final int COUNT = GOLDEN.lengths().length;

    private GoldenPairs() {}

    static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int p = 0; p < COUNT; p++) {
            pairs.add(new Pair(
                    ObjectivesGolden.answer(GOLDEN.lengths()[p][0]),
                    ObjectivesGolden.answer(GOLDEN.lengths()[p][1]),
                    new Pair.Reference(GOLDEN.references()[p][0], GOLDEN.references()[p][1])));
        }
        return pairs;
    }

    static double[] logProbs() {
        return GOLDEN.pairLogProbs().clone();
    }

    /** Returns the tokens of some pairs, from one up to another. */
    static double[] slice(double[] tokens, int from, int to) {
        return Arrays.copyOfRange(tokens, start(from), start(to));
    }

    private static int start(int pair) {
        return Arrays.stream(GOLDEN.lengths(), 0, pair)
                .mapToInt(both -> both[0] + both[1])
                .sum();
    }
}
