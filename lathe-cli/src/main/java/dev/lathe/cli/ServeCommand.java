package dev.lathe.cli;

import dev.lathe.core.UserError;
import dev.lathe.model.checkpoint.Checkpoint;
import dev.lathe.model.engine.DividedRunner;
import dev.lathe.model.engine.EngineOptions;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.model.engine.TensorTeam;
import dev.lathe.model.tokenizer.ChatTemplate;
import dev.lathe.model.tokenizer.ConversationTokens;
import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.serve.LatheServer;
import dev.lathe.serve.ServerOptions;
import dev.lathe.serve.reply.ServedModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a model to clients of OpenAI's and of Anthropic's API, and to people in their browser. */
@Command(
        name = "serve",
        description = "Serve a model to clients of OpenAI's and Anthropic's API, with a page to chat on.",
        footer = {
            "",
            "lathe serve --model FILE.gguf        then open http://127.0.0.1:8000 in a browser, or",
            "curl http://127.0.0.1:8000/v1/chat/completions -H 'Content-Type: application/json' \\",
            "  -d '{\"model\": \"FILE\", \"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]}'",
            "",
            "Ctrl-C or SIGTERM takes no more requests, lets those in progress end, and stops."
        })
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE_OR_DIR",
            description = "A GGUF file, or a folder with config.json and safetensors.")
    private Path model = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The name that clients ask for; that of the file or folder if not given.")
    private Optional<String> name = Optional.empty();

    @Mixin
    private ServeAdapters lora;

    @Mixin
    private ServeEngine computation;

    @Mixin
    private ServeLimits limits;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ServerOptions options = limits.options(computation.batch());
        Checkpoint checkpoint = Checkpoint.open(model);
        EngineOptions sizes = computation.options(checkpoint.config(), lora.any());
        try (ServeAdapters.Opened adapters = lora.open(checkpoint.config(), computation.type())) {
            computation
                    .tensor()
                    .run(
                            "start the server again",
                            team -> serve(checkpoint, adapters, sizes, options, team),
                            team -> DividedRunner.follow(checkpoint.config(), sizes, adapters.all(), team));
        }
        return 0;
    }

    private int serve(
            Checkpoint checkpoint,
            ServeAdapters.Opened adapters,
            EngineOptions sizes,
            ServerOptions options,
            Optional<TensorTeam> team) {
        PrintWriter err = spec.commandLine().getErr();
        try (InferenceEngine engine = computation.start(
                        checkpoint.config(), checkpoint.parametersOnDemand(), sizes, adapters.all(), team);
                LatheServer server = LatheServer.start(
                        served(checkpoint, engine).withAdapters(adapters.names()),
                        options,
                        failure -> failure.printStackTrace(err))) {
            err.println("lathe: serving %s at http://%s:%d (Ctrl-C stops)"
                    .formatted(served(), options.host(), server.port()));
            Interruption.awaitStop(err);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private ServedModel served(Checkpoint checkpoint, InferenceEngine engine) {
        ChatTemplate template =
                checkpoint.chatTemplate().orElseThrow(() -> new UserError(model + ": has no chat template"));
        Tokenizer tokenizer = checkpoint.tokenizer();
        var chat =
                new ConversationTokens(tokenizer, template, checkpoint.config().eosTokens());
        return ServedModel.of(served(), engine, tokenizer, template, chat.endTokens());
    }

    private String served() {
        String file = String.valueOf(model.toAbsolutePath().normalize().getFileName());
        return name.orElse(file.endsWith(".gguf") ? file.substring(0, file.length() - ".gguf".length()) : file);
    }
}
