package dev.lathe.train.data;

import dev.lathe.core.UserError;
import java.util.Comparator;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Orders rows from those that are solved most often to those that are solved least; rows of one rate stay in their order. */
final class Curriculum {
    private final int[] order;

    /**
     * Reads the pass rates of all rows.
     *
     * @param key under which each row has its pass rate, a number
     * @param row gives a row by its number
     * @throws UserError if there are too many rows to be ordered, or a row that can be read has no such number
     */
    Curriculum(String key, long rows, LongFunction<Row> row) {
        if (rows > Integer.MAX_VALUE - 8) {
            throw new UserError("sources.curriculum: %d rows are too many to be put in order".formatted(rows));
        }
        double[] rates = new double[(int) rows];
        for (int number = 0; number < rates.length; number++) {
            rates[number] = rate(key, row.apply(number));
        }
        order = IntStream.range(0, rates.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer number) -> -rates[number]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Rows that cannot be read come last, where it is said what is wrong with them. */
    private static double rate(String key, Row row) {
        Row loaded;
        try {
            loaded = row.load();
        } catch (BadRow broken) {
            return Double.NEGATIVE_INFINITY;
        }
        JsonNode value = loaded.find(key);
        if (value == null || !value.isNumber()) {
            throw new UserError("%s: sources.curriculum: no number under the key '%s'; there are %s"
                    .formatted(loaded.where(), key, loaded.keys()));
        }
        return value.asDouble();
    }

    /** Returns the number of the row at a place. */
    long at(long place) {
        return order[(int) place];
    }
}
