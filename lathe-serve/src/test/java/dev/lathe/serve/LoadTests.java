package dev.lathe.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LoadTests {
    private static final int CLIENTS = 20;
    private static final Duration WARMING = Duration.ofSeconds(2);
    private static final Duration TIME = Duration.ofSeconds(8);
    private static final long MOST_GROWTH = 32L << 20;
    private static final String TEXT = "A reply of some length. ".repeat(6);

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger complete = new AtomicInteger();

    @Test
    void everyStreamOfManyClientsIsCompleteAndMemoryStaysFlat() throws Exception {
        try (Served served = Served.by(prompt -> TEXT, Duration.ofMillis(2), ServerOptions.usual(0))) {
            load(served, WARMING);
            served.engine.forgetRequests();
            long before = usedMemory();
            load(served, TIME);
            assertThat(wrong).isEmpty();
            assertThat(complete.get()).isGreaterThanOrEqualTo(CLIENTS);
            served.awaitIdle();
            served.engine.forgetRequests();
            assertThat(usedMemory() - before).isLessThan(MOST_GROWTH);
        }
    }

    private void load(Served served, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> {
                    while (System.nanoTime() < end) {
                        stream(served);
                    }
                });
            }
        }
    }

    /** Returns what lives on the heap. */
    private static long usedMemory() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private void stream(Served served) {
        try {
            String body = served.post(
                            "/v1/chat/completions",
                            "{\"model\":\"script\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                    .body();
            String text = Client.events(body).stream()
                    .map(chunk -> chunk.at("/choices/0/delta/content").asString(""))
                    .collect(Collectors.joining());
            if (text.equals(TEXT) && body.endsWith("data: [DONE]\n\n")) {
                complete.incrementAndGet();
            } else {
                wrong.add(body);
            }
        } catch (Exception e) {
            wrong.add(e.toString());
        }
    }
}
