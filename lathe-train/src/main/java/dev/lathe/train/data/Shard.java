package dev.lathe.train.data;

import dev.lathe.core.Seeds;
import dev.lathe.core.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds the files of one data set end to end. */
final class Shard implements AutoCloseable {
    private final DataSource source;
    private final List<Table> tables;
    private final long size;
    private final @Nullable Curriculum curriculum;

    Shard(DataSource source) {
        this.source = source;
        tables = DataFiles.of(source.path(), source.split()).stream()
                .map(DataFiles::open)
                .toList();
        size = tables.stream().mapToLong(Table::size).sum();
        if (size <= source.heldOut()) {
            close();
            throw new UserError("%s: %d rows leave nothing to train on with %d held out"
                    .formatted(source.path(), size, source.heldOut()));
        }
        String key = source.curriculum();
        curriculum = key == null ? null : new Curriculum(key, trainingSize(), this::row);
    }

    DataSource source() {
        return source;
    }

    long size() {
        return size;
    }

    long trainingSize() {
        return size - source.heldOut();
    }

    /**
     * Returns the row that comes up at some turn; every {@link #trainingSize} turns, all rows have come up once, in a new order: at
     * random, or the first time by the curriculum.
     */
    Row training(long ordinal, int attempt, long seed) {
        long rows = trainingSize();
        long epoch = ordinal / rows;
        long place = (ordinal + attempt) % rows;
        return row(
                epoch == 0 && curriculum != null
                        ? curriculum.at(place)
                        : new Permutation(rows, Seeds.of(seed, epoch)).at(place));
    }

    Row row(long number) {
        long rest = number;
        for (Table table : tables) {
            if (rest < table.size()) {
                return new Row(source, table, rest);
            }
            rest -= table.size();
        }
        throw new IllegalArgumentException("no row " + number);
    }

    @Override
    public void close() {
        tables.forEach(Table::close);
    }
}
