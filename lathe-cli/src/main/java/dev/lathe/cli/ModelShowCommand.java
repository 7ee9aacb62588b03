package dev.lathe.cli;

import dev.lathe.model.checkpoint.Checkpoint;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Says what a checkpoint is. */
@Command(
        name = "show",
        description = "Say what a checkpoint is, and what memory it needs.",
        footer = {"", "With --check, exit code 1 if a number is not finite or a tensor is unused."})
final class ModelShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE_OR_DIR", description = "A GGUF file, or a folder with config.json and safetensors.")
    private Path model = Path.of("");

    @Option(
            names = "--check",
            description = "Read every number; name tensors with NaN or infinite ones, and unused ones.")
    private boolean check;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ModelFacts facts = ModelFacts.of(Checkpoint.inspect(model), check);
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            out.println(JsonMapper.shared().writeValueAsString(facts));
        } else {
            print(facts, out);
        }
        return check && !facts.sound() ? 1 : 0;
    }

    private void print(ModelFacts facts, PrintWriter out) {
        line(out, "model", facts.path());
        line(out, "family", facts.family());
        line(
                out,
                "parameters",
                "%,d, stored as %s in %s".formatted(facts.parameters(), facts.dtype(), size(facts.bytes())));
        line(
                out,
                "shape",
                "%d layers, hidden size %d, %,d tokens".formatted(facts.layers(), facts.hidden(), facts.vocabulary()));
        line(
                out,
                "context",
                "%,d tokens%s"
                        .formatted(
                                facts.context(),
                                facts.window() == 0
                                        ? ""
                                        : ", of which some layers see the last %,d".formatted(facts.window())));
        line(
                out,
                "inference",
                "%s of weights in float32, %s in bfloat16; %s of cache for each token in float32 (%s for the whole context)"
                        .formatted(
                                size(facts.inferenceBytes()),
                                size(facts.inferenceBytes() / 2),
                                size(facts.cacheBytesPerToken()),
                                size(facts.cacheBytesPerToken() * facts.context())));
        line(
                out,
                "training",
                "%s of weights, gradients and AdamW's state in float32, and activations"
                        .formatted(size(facts.trainingBytes())));
        line(
                out,
                "template",
                facts.template()
                        .map(source -> "%,d characters".formatted(source.length()))
                        .orElse("none"));
        if (check) {
            line(out, "not finite", facts.notFinite().isEmpty() ? "none" : String.join(", ", facts.notFinite()));
            line(out, "unused", facts.unused().isEmpty() ? "none" : String.join(", ", facts.unused()));
        }
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println("%-11s %s".formatted(name, value));
    }

    private static String size(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit + 1 < units.length) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }
}
