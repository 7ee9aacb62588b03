package dev.lathe.cli;

import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.serve.LatheServer;
import dev.lathe.serve.ServerOptions;
import dev.lathe.serve.reply.MeanPooling;
import dev.lathe.serve.reply.ServedModel;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.pipeline.Policies;
import dev.lathe.train.pipeline.Policy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
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
    public Integer call() throws InterruptedException {
        ServerOptions options = limits.options(computation.batch());
        PrintWriter err = spec.commandLine().getErr();
        try (Policy policy = Policies.open(model);
                ServeAdapters.Opened adapters = lora.open(policy.config());
                InferenceEngine engine = computation.start(policy, adapters.all());
                MeanPooling embedder =
                        new MeanPooling(policy.config(), () -> parameters(policy), computation.threads());
                LatheServer server = LatheServer.start(
                        served(policy, engine, embedder).withAdapters(adapters.names()),
                        options,
                        failure -> failure.printStackTrace(err))) {
            err.println("lathe: serving %s at http://%s:%d (Ctrl-C stops)"
                    .formatted(served(), options.host(), server.port()));
            Interruption.awaitStop(err);
        }
        return 0;
    }

    /** Returns the parameters for embeddings: where the engine has packed its own and let go of these, they are read anew. */
    private Map<String, Tensor> parameters(Policy policy) {
        return computation.packs(policy.config(), lora.any())
                ? Policies.open(model).parameters()
                : policy.parameters();
    }

    private ServedModel served(Policy policy, InferenceEngine engine, MeanPooling embedder) {
        return ServedModel.of(
                served(),
                engine,
                policy.tokenizer(),
                policy.template(),
                policy.chat().endTokens(),
                embedder);
    }

    private String served() {
        String file = String.valueOf(model.toAbsolutePath().normalize().getFileName());
        return name.orElse(file.endsWith(".gguf") ? file.substring(0, file.length() - ".gguf".length()) : file);
    }
}
