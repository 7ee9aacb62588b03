package dev.lathe.train.data;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.node.ObjectNode;

/** Reads Parquet files. The row groups that were used last are kept in memory, decoded. */
final class ParquetTable implements Table {
    private static final int KEPT_GROUPS = 4;

    private final Path file;
    private final ParquetFileReader reader;
    private final long[] starts;
    private final SequencedMap<Integer, List<ObjectNode>> groups = new LinkedHashMap<>();

    private ParquetTable(Path file, ParquetFileReader reader) {
        this.file = file;
        this.reader = reader;
        List<RowGroup> all = reader.getFileMetaData().rowGroups();
        starts = new long[all.size() + 1];
        for (int group = 0; group < all.size(); group++) {
            starts[group + 1] = starts[group] + all.get(group).numRows();
        }
    }

    /**
     * Reads what the file says of itself.
     *
     * @throws UserError if it cannot be read or is no Parquet
     */
    static ParquetTable open(Path file) {
        try {
            return new ParquetTable(file, ParquetFileReader.open(InputFile.of(file)));
        } catch (IOException failed) {
            throw unreadable(file, failed);
        } catch (RuntimeException damaged) {
            throw new UserError("%s: not a Parquet file (%s)".formatted(file, damaged.getMessage()), damaged);
        }
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public long size() {
        return starts[starts.length - 1];
    }

    @Override
    public String where(long number) {
        return file + ": row " + (number + 1);
    }

    @Override
    public synchronized ObjectNode row(long number) {
        int group = 0;
        while (starts[group + 1] <= number) {
            group++;
        }
        List<ObjectNode> rows = groups.remove(group);
        if (rows == null) {
            rows = decode(group);
        }
        groups.putLast(group, rows);
        if (groups.size() > KEPT_GROUPS) {
            groups.pollFirstEntry();
        }
        return rows.get((int) (number - starts[group]));
    }

    private List<ObjectNode> decode(int group) {
        List<ObjectNode> rows = new ArrayList<>();
        long count = starts[group + 1] - starts[group];
        try (RowReader from =
                reader.buildRowReader().skip(starts[group]).head(count).build()) {
            while (from.hasNext()) {
                from.next();
                rows.add(ParquetJson.object(from));
            }
        } catch (RuntimeException damaged) {
            throw new UserError(
                    "%s: rows %d to %d cannot be decoded (%s)"
                            .formatted(file, starts[group] + 1, starts[group + 1], damaged.getMessage()),
                    damaged);
        }
        return rows;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    private static UserError unreadable(Path file, IOException failed) {
        return new UserError("%s: cannot be read (%s)".formatted(file, AtomicFiles.reason(failed)), failed);
    }
}
