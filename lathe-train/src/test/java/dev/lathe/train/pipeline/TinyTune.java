package dev.lathe.train.pipeline;

import dev.lathe.core.Metrics;
import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.Parameters;
import dev.lathe.model.checkpoint.CheckpointWriter;
import dev.lathe.model.checkpoint.RawTensor;
import dev.lathe.model.checkpoint.RawType;
import dev.lathe.model.tokenizer.ChatTemplate;
import dev.lathe.model.tokenizer.SpecialTokens;
import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.model.tokenizer.WordTokenizer;
import dev.lathe.tensor.Scope;
import dev.lathe.train.recipe.TuneRecipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Makes models of a few thousand parameters, and data of a few words, for pipelines that learn from data. */
final class TinyTune {
    private static final String RECIPE = """
            name: tiny
            policy: {kind: pretrained, path: %s}
            method: %s
            data: {sources: [{path: %s, held_out: 8}], max_tokens: 48}
            compute: {workers: 2, threads_per_worker: 1, micro_batch_tokens: 256}
            steps: 12
            batch: 8
            optimizer: {kind: adamw, learning_rate: 1e-2}
            warmup: 0
            evaluate_every: 4
            checkpoint_every: 4
            """;

    private TinyTune() {}

    /** Writes a model with the words w0 to w19. */
    static Path model(Path folder, int layers, long seed) {
        Tokenizer tokenizer = Tokenizer.ofJson(WordTokenizer.json(words(), SpecialTokens.CHAT));
        DecoderConfig config = new DecoderConfig(
                tokenizer.vocabSize(),
                32,
                64,
                layers,
                2,
                1,
                16,
                1e-5,
                10_000,
                false,
                true,
                false,
                false,
                64,
                OptionalInt.empty(),
                List.of(tokenizer.idOf(SpecialTokens.CHAT.endOfTurn()).orElseThrow()),
                tokenizer.idOf(SpecialTokens.CHAT.padding()));
        try (Scope scope = Scope.open()) {
            List<RawTensor> tensors = Parameters.initialize(config, seed).entrySet().stream()
                    .map(entry -> new RawTensor(
                            entry.getKey(),
                            RawType.FLOAT32,
                            entry.getValue().shape(),
                            entry.getValue().memory()))
                    .toList();
            ChatTemplate template = ChatTemplate.of(SpecialTokens.CHAT_TEMPLATE, null, SpecialTokens.CHAT.endOfTurn());
            CheckpointWriter.write(folder, config, tensors, tokenizer, template);
        }
        return folder;
    }

    private static List<String> words() {
        return IntStream.range(0, 20).mapToObj(i -> "w" + i).toList();
    }

    /** Writes rows in which the right answer to w(i) is w(i + 1), and the wrong one w(i + 7). */
    static Path data(Path file) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int asked = i % 10;
            rows.add("""
                    {"prompt": "w%d", "completion": "w%d", "chosen": "w%d", "rejected": "w%d w3", "label": true}""".formatted(asked, asked + 1, asked + 1, asked + 7));
        }
        try {
            return Files.write(file, rows);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static TuneRecipe recipe(Path folder, Path model, Path data, String method, String... overrides) {
        Path file = folder.resolve("tune.yaml");
        try {
            Files.writeString(file, RECIPE.formatted(model, method, data));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Recipes.load(file, TuneRecipe.class, List.of(overrides));
    }

    static Training.Result run(TuneRecipe recipe, Path runs, String name) {
        return Tuning.run(recipe, runs, name, false, Progress.SILENT, new StopRequest(), TinyJob.ALONE);
    }

    /** Runs until some steps are done, then goes on. */
    static Training.Result runTwice(TuneRecipe recipe, Path runs, String name, int steps) {
        StopRequest stop = new StopRequest();
        Training.Result stopped = Tuning.run(recipe, runs, name, false, new Stopping(stop, steps), stop, TinyJob.ALONE);
        if (stopped.finished()) {
            throw new IllegalStateException("was not stopped");
        }
        return Tuning.run(recipe, runs, name, true, Progress.SILENT, new StopRequest(), TinyJob.ALONE);
    }

    /** Asks for a stop when some lines of numbers have been reported. */
    static final class Stopping implements Progress {
        private final StopRequest stop;
        private int left;

        Stopping(StopRequest stop, int lines) {
            this.stop = stop;
            left = lines;
        }

        @Override
        public void phase(String name, long total, String unit) {}

        @Override
        public void advance(long units) {}

        @Override
        public void metrics(Metrics metrics) {
            if (--left == 0) {
                stop.request();
            }
        }

        @Override
        public void note(String text) {}
    }
}
