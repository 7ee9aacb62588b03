package dev.lathe.train.data;

import dev.lathe.core.Seeds;
import dev.lathe.core.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Mixes data sets by their weights. What stands at a place of the mixture depends on the seed and the place alone, so a run that goes
 * on does so at the exact row. Safe for use by many threads.
 */
public final class Mixture implements AutoCloseable {
    /** In so many rows every data set has its share of rows. */
    private static final int CYCLE = 1000;
    /** So many rows in a row may be bad before the data are taken for wrong altogether. */
    private static final int PATIENCE = 100;

    private final DataRecipe recipe;
    private final long seed;
    private final List<Shard> shards = new ArrayList<>();
    private final int[] owner = new int[CYCLE];
    private final int[] rank = new int[CYCLE];
    private final int[] share;
    private final SortedSet<String> bad = new TreeSet<>();

    /**
     * Finds the rows of all data sets.
     *
     * @throws UserError if a file is missing or unreadable, or a data set has nothing left to train on or hardly any weight
     */
    public Mixture(DataRecipe recipe, long seed) {
        this.recipe = recipe;
        this.seed = Seeds.of(seed, "data");
        recipe.sources().forEach(source -> shards.add(new Shard(source)));
        share = new int[shards.size()];
        deal();
    }

    /** Deals the places of a cycle: each to the data set that is furthest behind its weight. */
    private void deal() {
        double all = recipe.sources().stream().mapToDouble(DataSource::weight).sum();
        for (int place = 0; place < CYCLE; place++) {
            int next = 0;
            double furthest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < share.length; i++) {
                double behind = (place + 1) * recipe.sources().get(i).weight() / all - share[i];
                if (behind > furthest) {
                    furthest = behind;
                    next = i;
                }
            }
            owner[place] = next;
            rank[place] = share[next]++;
        }
        for (int i = 0; i < share.length; i++) {
            if (share[i] == 0) {
                DataSource source = recipe.sources().get(i);
                throw new UserError(
                        "data.sources: %s has a weight of %s, which of the sum (%s) is less than one row of %d"
                                .formatted(source.path(), source.weight(), all, CYCLE));
            }
        }
    }

    /**
     * Returns what {@code reader} makes of the row at a place of the mixture.
     *
     * @param place from 0, without end
     * @throws UserError if the row is bad, and bad rows are not to be skipped, or too many are
     */
    public <E> E training(long place, Function<Row, E> reader) {
        String last = "";
        int slot = (int) (place % CYCLE);
        Shard shard = shards.get(owner[slot]);
        long ordinal = place / CYCLE * share[owner[slot]] + rank[slot];
        for (int attempt = 0; attempt < PATIENCE; attempt++) {
            Row row = shard.training(ordinal, attempt, Seeds.of(seed, owner[slot]));
            try {
                return reader.apply(row.load());
            } catch (BadRow broken) {
                report(broken);
                last = broken.getMessage();
            }
        }
        throw new UserError("%s: %d rows in a row cannot be used; the last: %s"
                .formatted(shard.source().path(), PATIENCE, last));
    }

    /** Returns what {@code reader} makes of the rows that are held out, data set by data set, without those that are skipped. */
    public <E> List<E> heldOut(Function<Row, E> reader) {
        List<E> all = new ArrayList<>();
        for (Shard shard : shards) {
            LongStream.range(shard.trainingSize(), shard.size()).forEach(number -> {
                try {
                    all.add(reader.apply(shard.row(number).load()));
                } catch (BadRow broken) {
                    report(broken);
                }
            });
        }
        return all;
    }

    private void report(BadRow broken) {
        if (recipe.onBad() == DataRecipe.OnBad.FAIL) {
            throw new UserError(
                    broken.getMessage() + "; --on-bad-data skip goes on without such rows and lists them", broken);
        }
        synchronized (bad) {
            bad.add(broken.getMessage());
        }
    }

    /** Counts rows as skipped that were so before the run was stopped. */
    public void remember(List<String> skipped) {
        bad.addAll(skipped);
    }

    /** Returns what was wrong with the rows that were skipped, sorted. */
    public List<String> bad() {
        synchronized (bad) {
            return List.copyOf(bad);
        }
    }

    @Override
    public void close() {
        shards.forEach(Shard::close);
    }
}
