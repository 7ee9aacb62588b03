package dev.lathe.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sends what no client should send, and now and then what every client sends. */
class BadInputTests {
    private static final int REQUESTS = 10_000;
    private static final int THREADS = 4;
    private static final int EVERY_VALID = 10;

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger valid = new AtomicInteger();

    @Test
    void isRefusedInTheFormOfTheInterfaceAndHarmsNobody() throws Exception {
        try (Served served = Served.by(prompt -> "fine")) {
            var mutations =
                    new Mutations(Client.json(served.get("/openapi.json").body()));
            try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
                for (int thread = 0; thread < THREADS; thread++) {
                    var random = new Random(thread);
                    threads.execute(() -> {
                        for (int i = 0; i < REQUESTS / THREADS; i++) {
                            send(served, mutations, random, i % EVERY_VALID == 0);
                        }
                    });
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(valid.get()).isEqualTo(REQUESTS / EVERY_VALID);
            served.awaitIdle();
            assertThat(served.get("/metrics").body()).contains("lathe_replies_in_progress 0.0\n");
        }
    }

    private void send(Served served, Mutations mutations, Random random, boolean good) {
        List<String> paths = Mutations.PATHS;
        String path = paths.get(random.nextInt(paths.size()));
        String body = good ? mutations.valid(path) : mutations.malformed(path, random);
        try {
            HttpResponse<String> response = served.post(path, body);
            boolean right = good ? response.statusCode() == 200 : isRefusal(path, response);
            if (good && right) {
                valid.incrementAndGet();
            } else if (!right) {
                wrong.add(path + " " + body + " -> " + response.statusCode() + " " + response.body());
            }
        } catch (Exception e) {
            wrong.add(path + " " + body + " -> " + e);
        }
    }

    private static boolean isRefusal(String path, HttpResponse<String> response) {
        JsonNode body = Client.json(response.body());
        boolean form =
                body.at("/error/message").isString() && body.at("/error/type").isString();
        boolean ours = path.startsWith("/v1/messages")
                ? body.path("type").asString().equals("error")
                : body.path("error").has("param");
        return response.statusCode() >= 400 && response.statusCode() < 500 && form && ours;
    }
}
