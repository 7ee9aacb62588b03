package dev.lathe.cli;

import dev.lathe.model.Adapter;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.checkpoint.PeftAdapters;
import dev.lathe.tensor.DType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Says which adapters are served beside a model. */
final class ServeAdapters {
    @Option(
            names = "--lora",
            paramLabel = "NAME=DIR",
            description = "Serve a LoRA adapter in PEFT's format under a name of its own; may be given often.")
    private Map<String, Path> folders = new LinkedHashMap<>();

    boolean any() {
        return !folders.isEmpty();
    }

    /** Holds adapters that were read. */
    record Opened(List<Adapter> all) implements AutoCloseable {
        List<String> names() {
            return all.stream().map(Adapter::name).toList();
        }

        @Override
        public void close() {
            all.forEach(Adapter::close);
        }
    }

    /** Reads the adapters, which must fit a model, in the type that it is computed in. */
    Opened open(DecoderConfig config, DType type) {
        List<Adapter> all = new ArrayList<>();
        folders.forEach((name, folder) -> {
            try (Adapter read = PeftAdapters.read(folder, name, config)) {
                all.add(read.to(type));
            }
        });
        return new Opened(all);
    }
}
