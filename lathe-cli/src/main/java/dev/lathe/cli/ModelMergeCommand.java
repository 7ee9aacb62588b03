package dev.lathe.cli;

import dev.lathe.model.Adapter;
import dev.lathe.model.checkpoint.Checkpoint;
import dev.lathe.model.checkpoint.PeftAdapters;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds an adapter to its model. */
@Command(name = "merge", description = "Add a LoRA adapter to its model for good.")
final class ModelMergeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "BASE", description = "A GGUF file, or a folder.")
    private Path base = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "ADAPTER",
            description = "A folder with adapter_config.json and adapter_model.safetensors.")
    private Path folder = Path.of("");

    @Parameters(index = "2", paramLabel = "TARGET", description = "A name that ends with .gguf, or a folder.")
    private Path target = Path.of("");

    @Mixin
    private ModelTarget form;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Checkpoint checkpoint = Checkpoint.open(base);
        try (Adapter adapter = PeftAdapters.read(folder, folder.toString(), checkpoint.config())) {
            form.write(target, checkpoint, PeftAdapters.merge(checkpoint, adapter));
        }
        spec.commandLine().getOut().println(target);
        return 0;
    }
}
