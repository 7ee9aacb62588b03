package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.model.Adapter;
import dev.lathe.model.LowRank;
import dev.lathe.model.checkpoint.PeftAdapters;
import dev.lathe.tensor.Tensor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Serves a real model in a process of its own. */
class ServeCommandTests {
    private static final Path MODEL =
            Path.of(System.getProperty("lathe.shared"), "models/smollm2-135m-instruct/SmolLM2-135M-Instruct.Q4_1.gguf");
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+");
    private static final long PATIENCE_SECONDS = 120;
    private static final int WIDTH = 576;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    private @Nullable Process server;

    @AfterEach
    void endServer() {
        if (server != null) {
            server.destroyForcibly();
        }
    }

    private String serve(String... more) throws Exception {
        List<String> command = new ArrayList<>(OwnProcess.command(
                "serve", "--model", MODEL.toString(), "--name", "smol", "--port", "0", "--context", "512"));
        command.addAll(List.of(more));
        Process started = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        server = started;
        return address(started);
    }

    private String address(Process started) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            String said = said();
            Matcher address = ADDRESS.matcher(said);
            if (address.find()) {
                return address.group();
            }
            assertThat(started.isAlive()).as(said).isTrue();
            assertThat(System.nanoTime()).as(said).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private String said() throws Exception {
        return Files.readString(folder.resolve("err"));
    }

    private static HttpRequest asking(String url, String model, String more, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"%s\",\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\"Tell me a story.\"}],%s}"
                                .formatted(model, more)));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    @Test
    void sigtermLetsRepliesInProgressEnd() throws Exception {
        Path keys = Files.writeString(folder.resolve("keys"), "sesame\n");
        String url = serve("--api-key-file", keys.toString());
        String stream = "\"stream\":true,\"ignore_eos\":true,\"max_tokens\":60";
        assertThat(client.send(asking(url, "smol", stream), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
        HttpResponse<Stream<String>> reply =
                client.send(asking(url, "smol", stream, "Authorization", "Bearer sesame"), BodyHandlers.ofLines());
        List<String> lines = new ArrayList<>();
        try (Stream<String> body = reply.body()) {
            Iterator<String> written = body.filter(line -> !line.isEmpty()).iterator();
            lines.add(written.next());
            running().destroy();
            written.forEachRemaining(lines::add);
        }
        assertThat(lines).hasSizeGreaterThan(50).last().isEqualTo("data: [DONE]");
        assertThat(lines.get(lines.size() - 2)).contains("\"finish_reason\":\"length\"");
        assertThat(exitCode()).isEqualTo(143);
        assertThat(said()).contains("taking no more requests").doesNotContain("sesame");
    }

    private Process running() {
        return Objects.requireNonNull(server);
    }

    private int exitCode() throws Exception {
        assertThat(running().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return running().exitValue();
    }

    @Test
    void servesAdaptersUnderTheirNames() throws Exception {
        Path adapter = folder.resolve("adapter");
        writeAdapter(adapter);
        String url = serve("--lora", "pirate=" + adapter);
        JsonNode models = json(client.send(
                        HttpRequest.newBuilder(URI.create(url + "/v1/models")).build(), BodyHandlers.ofString())
                .body());
        assertThat(models.at("/data/1/id").asString()).isEqualTo("pirate");
        assertThat(models.at("/data/1/parent").asString()).isEqualTo("smol");
        assertThat(reply(url, "pirate")).isNotEqualTo(reply(url, "smol"));
    }

    private String reply(String url, String model) throws Exception {
        HttpResponse<String> response = client.send(asking(url, model, "\"max_tokens\":8"), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response.body()).at("/choices/0/message/content").asString();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static void writeAdapter(Path target) {
        SequencedMap<String, LowRank> changes = new LinkedHashMap<>();
        changes.put("model.layers.3.self_attn.o_proj", new LowRank(noise(1, 2, WIDTH), noise(2, WIDTH, 2), 1));
        try (Adapter adapter = new Adapter("pirate", changes)) {
            PeftAdapters.write(target, adapter, "smol");
        }
    }

    private static Tensor noise(long seed, long rows, long columns) {
        float[] numbers = new float[Math.toIntExact(rows * columns)];
        var random = new Random(seed);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return Tensor.of(numbers, rows, columns);
    }
}
