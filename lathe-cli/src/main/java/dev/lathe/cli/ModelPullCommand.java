package dev.lathe.cli;

import dev.lathe.cli.progress.LiveProgress;
import dev.lathe.core.UserError;
import dev.lathe.model.hub.Hub;
import dev.lathe.model.hub.HubDownload;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Downloads a checkpoint. */
@Command(
        name = "pull",
        description = "Download a checkpoint from a Hugging Face hub; called again, it goes on where it ended.",
        footer = {
            "",
            "lathe model pull HuggingFaceTB/SmolLM2-135M-Instruct",
            "lathe model pull OWNER/NAME-GGUF --include '*Q8_0.gguf'"
        })
final class ModelPullCommand implements Callable<Integer> {
    @Parameters(paramLabel = "OWNER/NAME", description = "The repository.")
    private String repository = "";

    @Option(
            names = "--revision",
            defaultValue = "main",
            description = "A branch, tag or commit (default: ${DEFAULT-VALUE}).")
    private String revision = "main";

    @Option(
            names = "--include",
            paramLabel = "PATTERN",
            description = "Files to download; may be given often (default: *.safetensors, *.json, *.jinja).")
    private @Nullable List<String> patterns;

    @Option(names = "--to", paramLabel = "DIR", description = "Where to (default: ~/.cache/lathe/OWNER/NAME).")
    private @Nullable Path folder;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = "${env:HF_ENDPOINT:-https://huggingface.co}",
            description = "The hub (default: HF_ENDPOINT, or https://huggingface.co).")
    private String endpoint = "";

    @Option(
            names = "--token",
            defaultValue = "${env:HF_TOKEN:-}",
            description = "What proves who asks (default: HF_TOKEN).")
    private String token = "";

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Path target = folder == null
                ? Path.of(System.getProperty("user.home"), ".cache", "lathe").resolve(repository)
                : folder;
        try (Hub hub = new Hub(address(), Optional.of(token).filter(secret -> !secret.isBlank()));
                LiveProgress progress = output.progress()) {
            HubDownload.run(
                    hub, repository, revision, target, patterns == null ? HubDownload.CHECKPOINT : patterns, progress);
        }
        if (!output.json()) {
            spec.commandLine().getOut().println(target);
        }
        return 0;
    }

    private URI address() {
        try {
            URI address = URI.create(endpoint);
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new UserError("--endpoint: '%s' is no address: %s".formatted(endpoint, e.getMessage()), e);
        }
        throw new UserError("--endpoint: '%s' is no address such as https://huggingface.co".formatted(endpoint));
    }
}
