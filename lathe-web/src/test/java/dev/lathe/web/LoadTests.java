package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.shop.ShopTask;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A hundred agents shop at once. */
class LoadTests {
    private static final int AGENTS = 100;
    private static final Duration WARMING = Duration.ofSeconds(2);
    private static final Duration TIME = Duration.ofSeconds(8);
    private static final long MOST_GROWTH = 24L << 20;

    private record Episode(ShopTask task, List<String> replies) {}

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger complete = new AtomicInteger();

    @Test
    void noEpisodeIsLostAndMemoryStaysFlat() throws Exception {
        List<Episode> episodes = IntStream.range(0, 20)
                .mapToObj(number -> Served.task("train", "en", number))
                .map(task -> new Episode(task, Served.oracle(task)))
                .toList();
        try (Served served = Served.usual()) {
            shop(served, episodes, WARMING);
            long before = liveBytes();
            shop(served, episodes, TIME);
            assertThat(wrong).isEmpty();
            assertThat(complete.get()).isGreaterThanOrEqualTo(AGENTS);
            assertThat(served.sessions()).isZero();
            assertThat(liveBytes() - before).isLessThan(MOST_GROWTH);
        }
    }

    private void shop(Served served, List<Episode> episodes, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int agent = 0; agent < AGENTS; agent++) {
                int first = agent;
                agents.execute(() -> {
                    for (int i = first; System.nanoTime() < end && wrong.isEmpty(); i++) {
                        play(served, episodes.get(i % episodes.size()));
                    }
                });
            }
        }
    }

    private void play(Served served, Episode episode) {
        try {
            String session =
                    served.open("{\"task\":\"%s\"}".formatted(episode.task().id()));
            JsonNode last = Served.json("{}");
            for (int i = 0; i < episode.replies().size(); i++) {
                last = served.post(
                        session + "/steps", Served.step(i + 1, episode.replies().get(i)));
            }
            served.delete(session);
            if (last.at("/score/success").asDouble() == 1) {
                complete.incrementAndGet();
            } else {
                wrong.add(episode.task().id() + ": " + last);
            }
        } catch (Exception e) {
            wrong.add(e.toString());
        }
    }

    private static long liveBytes() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
