package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends what no client should send; every answer says so in the same form, and nothing breaks. */
class FuzzTests {
    private static final int REQUESTS = 10_000;
    private static final int THREADS = 4;
    private static final int SOUND_EVERY = 50;
    private static final List<String> JUNK = List.of(
            "null",
            "[]",
            "{}",
            "-1",
            "1e99",
            "3.5",
            "true",
            "\"\"",
            "\"\\u0000\"",
            "[[[]]]",
            "{\"a\":{}}",
            "99999999999999");

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sound = new AtomicInteger();

    private record Broken(String method, String path, String body) {}

    @Test
    void everyBadRequestIsRefusedAndHarmsNobody() throws Exception {
        try (Served served = Served.usual()) {
            String session = served.open("{\"turn_limit\":1000}");
            try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
                for (int thread = 0; thread < THREADS; thread++) {
                    var random = new Random(thread);
                    threads.execute(() -> {
                        for (int i = 0; i < REQUESTS / THREADS; i++) {
                            send(served, bad(session, random));
                            if (i % SOUND_EVERY == 0) {
                                sound(served);
                            }
                        }
                    });
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(sound.get()).isEqualTo(REQUESTS / SOUND_EVERY);
            assertThat(served.get(session).path("step").asInt()).isZero();
            assertThat(served.sessions()).isEqualTo(1);
        }
    }

    private void sound(Served served) {
        try {
            String session = served.open("{}");
            served.post(session + "/steps", Served.step(1, "search[kettle]"));
            served.delete(session);
            sound.incrementAndGet();
        } catch (Exception e) {
            wrong.add("a sound client: " + e);
        }
    }

    private void send(Served served, Broken request) {
        try {
            HttpResponse<String> response = served.send(request.method(), request.path(), request.body());
            boolean refused = response.statusCode() >= 400 && response.statusCode() < 500;
            if (!refused || !Served.json(response.body()).at("/error/message").isString()) {
                wrong.add(request + " -> " + response.statusCode() + " " + response.body());
            }
        } catch (Exception e) {
            wrong.add(request + " -> " + e);
        }
    }

    private static Broken bad(String session, Random random) {
        return switch (random.nextInt(8)) {
            case 0 ->
                new Broken("POST", "/v1/sessions", broken("{\"task\":\"x\",\"split\":\"x\",\"number\":-1}", random));
            case 1 -> new Broken("POST", session + "/steps", steps(random));
            case 2 -> new Broken("POST", session + "/" + pick(random, "restore", "steps"), noObject(random));
            case 3 -> new Broken(pick(random, "GET", "POST", "DELETE"), "/v1/sessions/" + word(random), "{}");
            case 4 -> new Broken("POST", session + "/restore", "{\"snapshot\":\"%s\"}".formatted(word(random)));
            case 5 ->
                new Broken("POST", "/apis/v1/envs/gem/" + pick(random, "make", "reset", "step", "close"), gem(random));
            case 6 ->
                new Broken(
                        "GET",
                        "/v1/tasks?" + pick(random, "split", "language", "from", "count") + "=%25" + word(random),
                        "");
            default -> new Broken(pick(random, "PUT", "PATCH", "GET", "POST"), "/" + word(random), noObject(random));
        };
    }

    private static String steps(Random random) {
        return pick(
                random,
                "{}",
                "{\"step\":7,\"action\":\"buy[]\"}",
                "{\"step\":-1,\"action\":\"buy[]\"}",
                "{\"step\":1,\"action\":" + pick(random, "3", "[]", "{}", "true") + "}",
                "{\"step\":" + pick(random, "\"1\"", "1.5", "[]", "1e99", "99999999999") + ",\"action\":\"buy[]\"}",
                "{\"call\":" + pick(random, "3", "[]", "\"buy\"", "{}") + "}",
                "{\"call\":{\"name\":\"buy\",\"arguments\":" + pick(random, "3", "[]", "\"{\"", "\"3\"", "true")
                        + "}}");
    }

    private static String gem(Random random) {
        return pick(
                random,
                "{}",
                noObject(random),
                "{\"env_id\":\"" + word(random) + "\"}",
                "{\"sandbox_id\":\"" + word(random) + "\",\"action\":\"buy[]\"}",
                "{\"sandbox_id\":" + pick(random, "3", "[]", "{}") + ",\"action\":3,\"env_id\":[]}");
    }

    /** Sets the fields of an object to junk. An object whose fields are all null asks for the usual, which is no mistake. */
    private static String broken(String sound, Random random) {
        ObjectNode object = (ObjectNode) Served.json(sound);
        for (String name : new ArrayList<>(object.propertyNames())) {
            JsonNode junk = Served.json(JUNK.get(random.nextInt(JUNK.size())));
            if (!junk.isNull() && random.nextBoolean()) {
                object.set(name, junk);
            }
        }
        return JsonMapper.shared().writeValueAsString(object);
    }

    private static String noObject(Random random) {
        return pick(random, "", "[]", "3", "\"a\"", "{", "{\"a\":", "[".repeat(1 + random.nextInt(5000)), word(random));
    }

    private static String word(Random random) {
        var word = new StringBuilder("q");
        int length = 1 + random.nextInt(30);
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private static String pick(Random random, String... all) {
        return all[random.nextInt(all.length)];
    }
}
