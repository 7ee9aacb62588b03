package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.model.Adapter;
import dev.lathe.model.DecoderChoices;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.LowRank;
import dev.lathe.model.Parameters;
import dev.lathe.model.checkpoint.Checkpoint;
import dev.lathe.model.checkpoint.CheckpointWriter;
import dev.lathe.model.checkpoint.PeftAdapters;
import dev.lathe.model.checkpoint.RawTensor;
import dev.lathe.tensor.Scope;
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
import java.util.OptionalInt;
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
    private static final String DRAIN_SECONDS = "120";
    private static final String STREAM = "\"stream\":true,\"ignore_eos\":true,\"max_tokens\":%d";
    private static final int SMALL_WIDTH = 64;

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

    private String serve(Path model, String... more) throws Exception {
        List<String> command = new ArrayList<>(OwnProcess.command(
                "serve", "--model", model.toString(), "--name", "smol", "--port", "0", "--drain", DRAIN_SECONDS));
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
        String url = serve(MODEL, "--context", "512", "--api-key-file", keys.toString());
        assertThat(client.send(asking(url, "smol", STREAM.formatted(60)), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
        assertStreamOutlivesSigterm(asking(url, "smol", STREAM.formatted(60), "Authorization", "Bearer sesame"), 50);
        assertThat(said()).doesNotContain("sesame");
    }

    @Test
    void sigtermLetsProcessesThatComputeTogetherEnd() throws Exception {
        Path model = folder.resolve("model");
        writeModel(model);
        Path adapter = folder.resolve("adapter");
        writeAdapter(adapter, SMALL_WIDTH);
        String url = serve(model, "--tensor", "2", "--dtype", "BFLOAT16", "--lora", "pirate=" + adapter);
        assertThat(reply(url, "pirate")).isNotEqualTo(reply(url, "smol"));
        List<ProcessHandle> others = running().descendants().toList();
        assertThat(others).hasSize(1);
        assertStreamOutlivesSigterm(asking(url, "pirate", STREAM.formatted(200)), 100);
        for (ProcessHandle other : others) {
            other.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void assertStreamOutlivesSigterm(HttpRequest asking, int lines) throws Exception {
        HttpResponse<Stream<String>> reply = client.send(asking, BodyHandlers.ofLines());
        List<String> read = new ArrayList<>();
        try (Stream<String> body = reply.body()) {
            Iterator<String> written = body.filter(line -> !line.isEmpty()).iterator();
            read.add(written.next());
            running().destroy();
            written.forEachRemaining(read::add);
        }
        assertThat(read).hasSizeGreaterThan(lines).last().isEqualTo("data: [DONE]");
        assertThat(read.get(read.size() - 2)).contains("\"finish_reason\":\"length\"");
        assertThat(exitCode()).isEqualTo(143);
        assertThat(said()).contains("taking no more requests");
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
        writeAdapter(adapter, Checkpoint.open(MODEL).config().hiddenSize());
        String url = serve(MODEL, "--context", "512", "--lora", "pirate=" + adapter);
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

    /** Writes a random model that two processes can share, with the tokenizer of a real one. */
    private static void writeModel(Path target) {
        Checkpoint real = Checkpoint.open(MODEL);
        DecoderConfig config = new DecoderConfig(
                real.config().vocabSize(),
                SMALL_WIDTH,
                SMALL_WIDTH,
                2,
                4,
                2,
                SMALL_WIDTH / 4,
                1e-5,
                10_000,
                false,
                true,
                false,
                false,
                2048,
                OptionalInt.empty(),
                real.config().eosTokens(),
                OptionalInt.empty(),
                DecoderChoices.plain("llama", 2, SMALL_WIDTH));
        try (Scope _ = Scope.open()) {
            List<RawTensor> tensors = Parameters.initialize(config, 1).entrySet().stream()
                    .map(entry -> RawTensor.of(
                            entry.getKey(),
                            entry.getValue().toFloats(),
                            entry.getValue().shape()))
                    .toList();
            CheckpointWriter.write(
                    target,
                    config,
                    tensors,
                    real.tokenizer(),
                    real.chatTemplate().orElseThrow());
        }
    }

    private static void writeAdapter(Path target, int width) {
        SequencedMap<String, LowRank> changes = new LinkedHashMap<>();
        changes.put("model.layers.1.self_attn.o_proj", new LowRank(noise(1, 2, width), noise(2, width, 2), 1));
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
