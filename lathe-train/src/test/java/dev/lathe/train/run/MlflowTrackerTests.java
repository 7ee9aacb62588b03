package dev.lathe.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lathe.core.Metrics;
import dev.lathe.core.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the calls against a server that answers as MLflow's REST API does. */
class MlflowTrackerTests {
    private static final String API = "/api/2.0/mlflow/";

    private record Call(String path, JsonNode body) {}

    private final List<Call> calls = new ArrayList<>();
    private HttpServer server;
    private boolean knowsExperiment;
    private boolean broken;

    @TempDir
    private Path root;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(API, this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void reportsARunFromItsRecipeToItsEnd() {
        try (RunFolder folder = RunFolder.create(root, "first", "name: rlvr\nrl: {steps: 60, groups: [1, 2]}\n");
                MlflowTracker tracker = open(folder).orElseThrow()) {
            Metrics numbers = Metrics.of("reward", 0.5).with("grad_norm", Double.NaN);
            tracker.log(new MetricsLine(7, Stage.RL, 1.5, numbers));
            tracker.finish();
        }
        assertThat(calls.stream().map(Call::path))
                .containsExactly(
                        "experiments/get-by-name?experiment_name=my+runs",
                        "experiments/create",
                        "runs/create",
                        "runs/log-batch",
                        "runs/log-batch",
                        "runs/update");
        assertThat(calls.get(1).body()).isEqualTo(json("{\"name\": \"my runs\"}"));
        assertThat(calls.get(2).body().get("experiment_id").asString()).isEqualTo("3");
        assertThat(calls.get(2).body().get("run_name").asString()).isEqualTo("first");
        assertThat(calls.get(3).body()).isEqualTo(json("""
                                {"run_id": "r1", "params": [{"key": "name", "value": "rlvr"},
                                 {"key": "rl.steps", "value": "60"}, {"key": "rl.groups", "value": "[1,2]"}]}
                                """));
        JsonNode metrics = calls.get(4).body().get("metrics");
        assertThat(metrics.size()).isEqualTo(1);
        assertThat(metrics.get(0).get("key").asString()).isEqualTo("rl/reward");
        assertThat(metrics.get(0).get("value").asDouble()).isEqualTo(0.5);
        assertThat(metrics.get(0).get("step").asLong()).isEqualTo(7);
        assertThat(calls.get(5).body().get("status").asString()).isEqualTo("FINISHED");
    }

    @Test
    void goesOnInTheSameRunAfterAStop() {
        knowsExperiment = true;
        try (RunFolder folder = RunFolder.create(root, "first", "name: rlvr\n")) {
            open(folder).orElseThrow().close();
            assertThat(calls).hasSize(3);
            try (MlflowTracker resumed = open(folder).orElseThrow()) {
                resumed.log(new MetricsLine(8, Stage.SFT, 2, Metrics.of("loss", 1)));
            }
        }
        assertThat(calls).hasSize(4);
        assertThat(calls.getLast().body().get("run_id").asString()).isEqualTo("r1");
    }

    @Test
    void isLeftOutWhereNoServerIsNamed() {
        try (RunFolder folder = RunFolder.create(root, "first", "name: rlvr\n")) {
            assertThat(MlflowTracker.open(folder, Map.of(), "name: rlvr\n")).isEmpty();
        }
    }

    @Test
    void saysWhatTheServerRefuses() {
        broken = true;
        try (RunFolder folder = RunFolder.create(root, "first", "name: rlvr\n")) {
            assertThatThrownBy(() -> open(folder))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("refused experiments/get-by-name (500: out of order)");
            assertThatThrownBy(() -> MlflowTracker.open(folder, Map.of("MLFLOW_TRACKING_URI", "file:/runs"), "a: 1\n"))
                    .isInstanceOf(UserError.class)
                    .hasMessage("MLFLOW_TRACKING_URI: must be http://HOST:PORT, not 'file:/runs'");
        }
    }

    private Optional<MlflowTracker> open(RunFolder folder) {
        String url = "http://%s:%d/"
                .formatted(
                        InetAddress.getLoopbackAddress().getHostAddress(),
                        server.getAddress().getPort());
        return MlflowTracker.open(
                folder, Map.of("MLFLOW_TRACKING_URI", url, "MLFLOW_EXPERIMENT_NAME", "my runs"), recipe(folder));
    }

    private static String recipe(RunFolder folder) {
        try {
            return java.nio.file.Files.readString(folder.recipe());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString().substring(API.length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(new Call(path, json(body.isEmpty() ? "{}" : body)));
        int code = broken ? 500 : path.startsWith("experiments/get") && !knowsExperiment ? 404 : 200;
        byte[] reply = (broken ? "out of order" : reply(path)).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, reply.length);
        exchange.getResponseBody().write(reply);
        exchange.close();
    }

    private static String reply(String path) {
        return switch (path.replaceAll("\\?.*", "")) {
            case "experiments/get-by-name" -> "{\"experiment\": {\"experiment_id\": \"3\"}}";
            case "experiments/create" -> "{\"experiment_id\": \"3\"}";
            case "runs/create" -> "{\"run\": {\"info\": {\"run_id\": \"r1\"}}}";
            default -> "{}";
        };
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
