package dev.lathe.cli;

import dev.lathe.model.checkpoint.Checkpoint;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a checkpoint in another form. */
@Command(name = "convert", description = "Write a checkpoint as a GGUF file or a folder, in another type if asked to.")
final class ModelConvertCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SOURCE", description = "A GGUF file, or a folder.")
    private Path source = Path.of("");

    @Parameters(index = "1", paramLabel = "TARGET", description = "A name that ends with .gguf, or a folder.")
    private Path target = Path.of("");

    @Mixin
    private ModelTarget form;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Checkpoint checkpoint = Checkpoint.open(source);
        form.write(
                target,
                checkpoint,
                checkpoint.tensorNames().stream().map(checkpoint::tensor).toList());
        spec.commandLine().getOut().println(target);
        return 0;
    }
}
