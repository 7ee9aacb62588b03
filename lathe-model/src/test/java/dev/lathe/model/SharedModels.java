package dev.lathe.model;

import dev.lathe.model.checkpoint.Checkpoint;
import java.nio.file.Path;

/** Says where the models are that tests read. */
public final class SharedModels {
    private static final Path MODELS = Path.of(System.getProperty("lathe.shared"), "models");

    public static final Path SMOLLM2 = MODELS.resolve("smollm2-135m-instruct/SmolLM2-135M-Instruct.Q4_1.gguf");
    public static final Path SMOLLM2_GOLDEN = MODELS.resolve("smollm2-135m-instruct/golden.json");
    public static final Path SMOLLM2_GOLDEN_TRAINING = MODELS.resolve("smollm2-135m-instruct/golden-training.json");
    public static final Path STORIES = MODELS.resolve("stories260k");
    public static final Path QWEN3_TOKENIZER = MODELS.resolve("qwen3-tokenizer");

    private SharedModels() {}

    /** Returns the real model, opened once for all tests. */
    public static Checkpoint smolLm2() {
        return Opened.SMOLLM2;
    }

    private static final class Opened {
        static final Checkpoint SMOLLM2 = Checkpoint.open(SharedModels.SMOLLM2);
    }
}
