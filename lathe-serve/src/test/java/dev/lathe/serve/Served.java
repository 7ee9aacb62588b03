package dev.lathe.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.model.tokenizer.ChatTemplate;
import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.serve.reply.ServedModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Is a server over a script, and a client of it. */
final class Served implements AutoCloseable {
    static final String MODEL = "script";
    static final int CONTEXT = 4096;
    private static final Tokenizer TOKENIZER = ByteTokens.tokenizer();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final ScriptedEngine engine;
    final Queue<Throwable> broken = new ConcurrentLinkedQueue<>();
    private final LatheServer server;

    private Served(ScriptedEngine engine, ChatTemplate template, ServerOptions options) {
        this.engine = engine;
        var model = new ServedModel(
                MODEL, engine, TOKENIZER, template, Set.of(ByteTokens.END), new int[0], List.of("pirate"), tokens ->
                        new float[] {0.6f, 0.8f});
        server = LatheServer.start(model, options, broken::add);
    }

    static Served by(Function<String, String> script) {
        return by(script, Duration.ZERO, ServerOptions.usual(0));
    }

    static Served by(Function<String, String> script, Duration pace, ServerOptions options) {
        return new Served(new ScriptedEngine(TOKENIZER, script, pace, CONTEXT), ByteTokens.template(), options);
    }

    static Served withTemplate(ChatTemplate template, Function<String, String> script) {
        return new Served(
                new ScriptedEngine(TOKENIZER, script, Duration.ZERO, CONTEXT), template, ServerOptions.usual(0));
    }

    int port() {
        return server.port();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** Posts what must succeed and returns the JSON of the answer. */
    JsonNode ok(String path, String body) throws Exception {
        HttpResponse<String> response = post(path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response.body());
    }

    /** Posts what must be refused and returns the error of the answer. */
    JsonNode refused(int status, String path, String body) throws Exception {
        HttpResponse<String> response = post(path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return json(response.body()).path("error");
    }

    /** Returns the data of the events of a stream, without the mark at its end. */
    static List<JsonNode> events(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data: ") && !line.equals("data: [DONE]"))
                .map(line -> json(line.substring("data: ".length())))
                .toList();
    }

    static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    /** Returns the text of the prompt of a request that came. */
    String promptOf(int index) {
        return TOKENIZER.decode(engine.requests().get(index).prompt(), false);
    }

    /** Waits until no reply is in progress. */
    void awaitIdle() throws InterruptedException, IOException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (engine.open() > 0) {
            assertThat(System.nanoTime())
                    .as(engine.open() + " replies are stuck")
                    .isLessThan(end);
            Thread.sleep(10);
        }
    }

    @Override
    public void close() {
        server.close();
        assertThat(broken).isEmpty();
    }
}
