package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import java.nio.file.Path;
import java.util.List;

/** Knows every family that works. */
final class Families {
    private static final List<Family> ALL = List.of(
            new LlamaFamily(),
            new MistralFamily(),
            new SmolLm3Family(),
            new Qwen2Family(),
            new Qwen3Family(),
            new Qwen3MoeFamily(),
            new Gemma2Family(),
            new Gemma3Family());

    private static final int MOST_LAYERS = 10_000;

    private Families() {}

    /**
     * Returns the family of a config.json.
     *
     * @param architecture the class in transformers; empty if the file names none
     * @throws UserError naming those that work if this one does not
     */
    static Family ofFolder(Path path, String modelType, String architecture) {
        return ALL.stream()
                .filter(family -> family.traits().modelType().equals(modelType))
                .filter(family -> architecture.isEmpty()
                        || architecture.equals(family.traits().architecture()))
                .findFirst()
                .orElseThrow(() -> new UserError("%s: the architecture %s (%s) is not supported; supported are %s"
                        .formatted(path, Brief.of(architecture), Brief.of(modelType), architectures())));
    }

    /**
     * Returns the family of a GGUF file.
     *
     * @throws UserError naming those that work if this one does not
     */
    static Family ofGguf(Path path, String architecture) {
        return ALL.stream()
                .filter(family -> family.traits().ggufArchitecture().equals(architecture))
                .findFirst()
                .orElseThrow(() -> new UserError("%s: the architecture %s is not supported; supported are %s"
                        .formatted(path, Brief.of(architecture), ggufArchitectures())));
    }

    /** Returns the family that a description names. */
    static Family named(String modelType) {
        return ALL.stream()
                .filter(family -> family.traits().modelType().equals(modelType))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no family is named " + modelType));
    }

    /**
     * Returns a number of layers if it is one that a checkpoint can have.
     *
     * @throws IllegalArgumentException if it is not, before anything is made for each of them
     */
    static int checkedLayers(String key, int layers) {
        if (layers < 1 || layers > MOST_LAYERS) {
            throw new IllegalArgumentException("%s must be 1 to %d, not %d".formatted(key, MOST_LAYERS, layers));
        }
        return layers;
    }

    private static String architectures() {
        return String.join(
                ", ", ALL.stream().map(family -> family.traits().architecture()).toList());
    }

    private static String ggufArchitectures() {
        return String.join(
                ", ",
                ALL.stream()
                        .map(family -> family.traits().ggufArchitecture())
                        .distinct()
                        .toList());
    }
}
