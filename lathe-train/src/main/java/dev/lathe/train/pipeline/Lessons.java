package dev.lathe.train.pipeline;

import dev.lathe.train.data.Mixture;
import dev.lathe.train.data.Row;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Supplies the rows of steps, read in some way.
 *
 * @param mixture the data
 * @param batch rows a step
 * @param reader reads a row
 */
record Lessons<E>(Mixture mixture, int batch, Function<Row, E> reader) {
    List<E> step(int step) {
        long first = (long) step * batch;
        return LongStream.range(first, first + batch)
                .parallel()
                .mapToObj(place -> mixture.training(place, reader))
                .toList();
    }

    List<E> heldOut() {
        return mixture.heldOut(reader);
    }
}
