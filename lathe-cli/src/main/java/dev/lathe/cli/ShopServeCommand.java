package dev.lathe.cli;

import dev.lathe.web.ShopServer;
import dev.lathe.web.ShopServerOptions;
import dev.lathe.web.mcp.McpLines;
import dev.lathe.web.session.ShopFloor;
import dev.lathe.web.session.ShopService;
import dev.lathe.web.wire.ShopLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the shop to agents. */
@Command(
        name = "serve",
        description = "Serve the shop to agents: JSON over HTTP or standard streams, MCP, and GEM's protocol.",
        footer = {
            "",
            "lathe shop serve                    then, for one,",
            "curl -d '{\"language\": \"en\", \"number\": 3}' http://127.0.0.1:8001/v1/sessions",
            "lathe shop serve --catalogue items.json --catalogue-format webshop",
            "MCP is at http://127.0.0.1:8001/mcp, GEM at http://127.0.0.1:8001/apis/v1/envs/gem.",
            "No answer tells what an agent must not know. SIGTERM ends it."
        })
final class ShopServeCommand implements Callable<Integer> {
    /** Says how a client speaks that has started this process. */
    enum Stream {
        JSON,
        MCP
    }

    @Mixin
    private ShopWorldOptions world;

    @Mixin
    private CatalogueOptions catalogue;

    @Mixin
    private ShopServeOptions limits;

    @Option(
            names = "--stdio",
            paramLabel = "json|mcp",
            description = "Serve one client over standard streams, by JSON lines or by MCP, instead of HTTP.")
    private Optional<Stream> stream = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ShopServerOptions options = limits.options();
        ShopFloor floor = catalogue.tasks().map(ShopFloor::new).orElseGet(world::floor);
        if (stream.isPresent()) {
            speak(new ShopService(floor, options.sessions(), options.clock()), stream.get());
            return 0;
        }
        PrintWriter err = spec.commandLine().getErr();
        try (ShopServer server = ShopServer.start(floor, options, failure -> failure.printStackTrace(err))) {
            err.println(
                    "lathe: serving the shop at http://%s:%d (Ctrl-C stops)".formatted(options.host(), server.port()));
            Interruption.awaitStop(err);
        }
        return 0;
    }

    private void speak(ShopService service, Stream how) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        switch (how) {
            case JSON -> new ShopLines(service, failure -> failure.printStackTrace(err)).answerAll(in, out);
            case MCP -> McpLines.answerAll(service, in, out, failure -> failure.printStackTrace(err));
        }
    }
}
