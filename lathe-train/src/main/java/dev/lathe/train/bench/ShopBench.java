package dev.lathe.train.bench;

import dev.lathe.core.Progress;
import dev.lathe.shop.Disclosure;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.Product;
import dev.lathe.shop.ProductAxis;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Split;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.search.IndexForm;
import dev.lathe.shop.search.MarketIndex;
import dev.lathe.shop.search.MarketSearch;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures a market: how long its index takes to be built and opened, how much processor time a search takes, and how many steps
 * sessions make in a second, in one process, whose peak of resident memory is told too. Pages are English; the index holds both
 * languages.
 */
public final class ShopBench {
    private static final int QUERIES = 10_000;
    private static final int WARM_UP = 2_000;
    private static final int EPISODES = 4_000;
    private static final long MEASURED_NANOS = 8_000_000_000L;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final ActionFormat FORMAT = ActionFormat.TEXT;
    private static final ShopTask NOTHING =
            new ShopTask("bench", Split.TRAIN, Language.EN, "", List.of(), 0, 0, Disclosure.ALL_SAID);

    private final Market market;
    private final Path folder;
    private final int threads;
    private final Progress progress;
    private final List<BenchRow> rows = new ArrayList<>();

    private ShopBench(Market market, Path folder, int threads, Progress progress) {
        this.market = market;
        this.folder = folder;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * Returns a row for each kind of work.
     *
     * @param folder where the indexes are written; they stay
     */
    public static List<BenchRow> run(Market market, Path folder, int threads, Progress progress) {
        var bench = new ShopBench(market, folder, threads, progress);
        bench.index(IndexForm.COMBINED, folder.resolve("combined"), "");
        bench.index(IndexForm.FIVE_FIELDS, folder.resolve("five-fields"), ", five fields");
        bench.sessions();
        PeakMemory.mebibytes().ifPresent(peak -> bench.add("memory, peak resident", "MiB", peak, 1));
        return bench.rows;
    }

    private void index(IndexForm form, Path index, String suffix) {
        progress.phase("build index" + suffix, 0, "products");
        long start = System.nanoTime();
        MarketIndex.build(market, form, index, threads);
        add("index build" + suffix, "s", (System.nanoTime() - start) / NANOS_PER_SECOND, threads);
        start = System.nanoTime();
        MarketSearch search = MarketIndex.open(market, form, Language.EN, index);
        add("index open" + suffix, "s", (System.nanoTime() - start) / NANOS_PER_SECOND, 1);
        search(search, suffix);
    }

    private void search(MarketSearch search, String suffix) {
        progress.phase("search" + suffix, QUERIES, "queries");
        List<String> queries = new ShopQueries(market, Language.EN).make(QUERIES + WARM_UP);
        queries.subList(QUERIES, QUERIES + WARM_UP).forEach(query -> search.find(query, null));
        var clock = ManagementFactory.getThreadMXBean();
        long[] nanos = new long[QUERIES];
        for (int i = 0; i < QUERIES; i++) {
            long start = clock.getCurrentThreadCpuTime();
            search.find(queries.get(i), null);
            nanos[i] = clock.getCurrentThreadCpuTime() - start;
        }
        Arrays.sort(nanos);
        add("search p50" + suffix, "ms", nanos[QUERIES / 2] / NANOS_PER_MILLI, 1);
        add("search p99" + suffix, "ms", nanos[QUERIES * 99 / 100] / NANOS_PER_MILLI, 1);
    }

    private void sessions() {
        Shop shop = Shop.of(market, IndexForm.COMBINED, folder.resolve("combined"));
        progress.phase("sessions", 0, "steps");
        List<List<String>> episodes = new ArrayList<>();
        List<String> queries = new ShopQueries(market, Language.EN).make(EPISODES);
        for (String query : queries) {
            episodes.add(episode(shop, query));
        }
        add("steps with search", "steps/s", rate(shop, episodes, true), threads);
        add("steps without search", "steps/s", rate(shop, episodes, false), threads);
    }

    /** Searches, looks at three results, chooses the options of the first. */
    private List<String> episode(Shop shop, String query) {
        List<String> actions = new ArrayList<>();
        actions.add(FORMAT.write(new ShopAction.Search(query, null)));
        List<Integer> hits = shop.search(Language.EN).find(query, null);
        for (int slot = Math.min(3, hits.size()); slot >= 1; slot--) {
            actions.add(FORMAT.write(new ShopAction.Open(slot)));
        }
        if (!hits.isEmpty()) {
            Product first = market.product(hits.getFirst());
            for (ProductAxis axis : first.axes()) {
                String value = market.axis(axis.axis())
                        .value(axis.values().getFirst())
                        .name()
                        .en();
                actions.add(FORMAT.write(new ShopAction.Choose(value)));
            }
        }
        return actions;
    }

    /**
     * Returns how many steps all threads make in a second.
     *
     * @param search whether every episode searches; else each thread searches once and goes on among the results
     */
    private double rate(Shop shop, List<List<String>> episodes, boolean search) {
        run(shop, episodes, search, MEASURED_NANOS / 4);
        return run(shop, episodes, search, MEASURED_NANOS);
    }

    private double run(Shop shop, List<List<String>> episodes, boolean search, long nanos) {
        try (var workers = Executors.newFixedThreadPool(threads)) {
            List<Future<Double>> rates = new ArrayList<>();
            for (int worker = 0; worker < threads; worker++) {
                int first = worker * episodes.size() / threads;
                rates.add(workers.submit(() -> steps(shop, episodes, first, search, nanos)));
            }
            double sum = 0;
            for (Future<Double> rate : rates) {
                sum += rate.get();
            }
            return sum;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a session failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sessions ran", interrupted);
        }
    }

    private static double steps(Shop shop, List<List<String>> episodes, int first, boolean search, long nanos) {
        var settings =
                ShopSettings.of(Language.EN).withTurnLimit(Integer.MAX_VALUE).withInvalidLimit(Integer.MAX_VALUE);
        long steps = 0;
        long start = System.nanoTime();
        try (var environment = new ShopEnvironment(shop, settings)) {
            environment.reset(NOTHING, 0);
            for (int number = first; System.nanoTime() - start < nanos; number++) {
                List<String> actions = episodes.get(search ? number % episodes.size() : first);
                boolean goesOn = !search && number > first;
                for (String action : goesOn ? actions.subList(1, actions.size()) : actions) {
                    environment.step(action);
                    steps++;
                }
            }
        }
        return steps * NANOS_PER_SECOND / (System.nanoTime() - start);
    }

    private void add(String work, String unit, double value, int used) {
        double rounded = value < 10 ? Math.round(value * 1000) / 1000.0 : Math.round(value * 10) / 10.0;
        rows.add(new BenchRow(work, unit, rounded, null, null, null, used, "none"));
    }
}
