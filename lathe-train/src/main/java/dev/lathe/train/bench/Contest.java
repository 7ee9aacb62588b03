package dev.lathe.train.bench;

import dev.lathe.core.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Measures works in turn with peers that do the same: Lathe once to warm up, then once before and after each peer, so that both meet the
 * same machine. Its best run counts, as that of the peers.
 *
 * @param works what is measured
 * @param threads threads of all
 * @param dtype the type of Lathe's numbers
 */
record Contest(List<Work> works, int threads, String dtype, Progress progress) {
    /**
     * Is something that can be measured again and again.
     *
     * @param name what peers call it too
     * @param unit what is counted
     * @param lessIsBetter whether the value is a cost, such as memory; then the worst run counts
     * @param value does it, and returns how fast it was or what it cost
     */
    record Work(String name, String unit, boolean lessIsBetter, DoubleSupplier value) {
        /** Is something whose rate is measured. */
        static Work rate(String name, String unit, DoubleSupplier rate) {
            return new Work(name, unit, false, rate);
        }
    }

    /** Returns a row for each work and peer, or one without peer where there is none. */
    List<BenchRow> against(List<Peer> peers) {
        lathe(new HashMap<>());
        Map<String, Double> best = new HashMap<>();
        lathe(best);
        List<Map<String, Double>> theirs = new ArrayList<>();
        for (Peer peer : peers) {
            progress.phase("measure " + peer.name(), 0, "works");
            theirs.add(peer.measure(progress));
            lathe(best);
        }
        List<BenchRow> rows = new ArrayList<>();
        for (Work work : works) {
            BenchRow alone = BenchRow.alone(work.name(), work.unit(), best.getOrDefault(work.name(), 0.0), threads)
                    .withDtype(dtype);
            if (peers.isEmpty()) {
                rows.add(alone);
            }
            for (int i = 0; i < peers.size(); i++) {
                rows.add(alone.beside(peers.get(i).name(), theirs.get(i).get(work.name()), work.lessIsBetter()));
            }
        }
        return rows;
    }

    private void lathe(Map<String, Double> best) {
        progress.phase("measure Lathe", works.size(), "works");
        for (Work work : works) {
            best.merge(work.name(), work.value().getAsDouble(), Math::max);
            progress.advance(1);
        }
    }
}
