package dev.lathe.serve;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final String TEXT = "A reply of some length. ".repeat(6);

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger complete = new AtomicInteger();

    @Test
    void everyStreamOfManyClientsIsComplete() throws Exception {
        try (Served served = Served.by(prompt -> TEXT, Duration.ofMillis(2), ServerOptions.usual(0))) {
            long end = System.nanoTime() + TIME.toNanos();
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CLIENTS; i++) {
                    clients.execute(() -> {
                        while (System.nanoTime() < end) {
                            stream(served);
                        }
                    });
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(complete.get()).isGreaterThanOrEqualTo(CLIENTS);
            served.awaitIdle();
        }
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
