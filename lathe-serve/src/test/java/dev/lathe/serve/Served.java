package dev.lathe.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.model.tokenizer.ChatTemplate;
import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.serve.reply.ServedModel;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Is a server over a script. */
final class Served extends Client {
    static final String MODEL = "script";
    static final int CONTEXT = 4096;
    private static final Tokenizer TOKENIZER = ByteTokens.tokenizer();

    final ScriptedEngine engine;
    final Queue<Throwable> broken = new ConcurrentLinkedQueue<>();
    private final LatheServer server;

    private Served(ScriptedEngine engine, ChatTemplate template, ServerOptions options) {
        this.engine = engine;
        var model = new ServedModel(
                MODEL, engine, TOKENIZER, template, Set.of(ByteTokens.END), new int[0], List.of("pirate"));
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

    @Override
    int port() {
        return server.port();
    }

    /** Returns the text of the prompt of a request that came. */
    String promptOf(int index) {
        return TOKENIZER.decode(engine.requests().get(index).prompt(), false);
    }

    /** Waits until no reply is in progress. */
    void awaitIdle() throws InterruptedException {
        await(() -> engine.open() == 0);
    }

    /** Waits until a reply is in progress. */
    void awaitOpen() throws InterruptedException {
        await(() -> engine.open() > 0);
    }

    private void await(BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(engine.open() + " replies are in progress")
                    .isLessThan(end);
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        server.close();
        assertThat(broken).isEmpty();
    }
}
