package dev.lathe.train.pipeline;

import dev.lathe.core.Metrics;
import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.shop.ShopTask;
import dev.lathe.train.parallel.Launch;
import dev.lathe.train.parallel.Team;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.MetricsLog;
import dev.lathe.train.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Runs a small job in a small shop: two phases of supervised learning, and steps of reinforcement learning whose reward comes by chance. */
final class TinyJob {
    /** Starts no other process. */
    static final Launch ALONE = new Launch("", List.of(), line -> {});

    static final String RECIPE = """
            name: tiny
            policy: {kind: from_scratch, layers: 1, hidden_size: 32, intermediate_size: 64, heads: 2, key_value_heads: 1}
            environment: {kind: shop, products: 800, turn_limit: 3}
            compute: {workers: 2, threads_per_worker: 1, micro_batch_tokens: 512, conversations: 8, conversation_tokens: 256}
            sft:
              phases:
                - {steps: 2, first_turns: 4, item_pages: 2, warmup: 1}
                - {steps: 3, first_turns: 2, episodes: 1, warmup: 1, optimizer: {kind: adamw}, validate_every: 2}
            rl: {steps: 3, tasks: 2, group_size: 4, turn_tokens: 12, warmup: 0, optimizer: {kind: adamw, learning_rate: 1e-3}}
            evaluation: {held_out: 3, validation: 2, shown: 2}
            checkpoint_every: 2
            """;

    /** Evaluations and steps of all parts. */
    static final int LINES = 1 + 2 + 3 + 1 + 3 + 1;

    private TinyJob() {}

    static Recipe recipe(Path folder, String... overrides) {
        Path file = folder.resolve("tiny.yaml");
        try {
            Files.writeString(file, RECIPE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Recipes.load(file, Recipe.class, List.of(overrides));
    }

    static TaskSource<ShopTask> source(Recipe recipe) {
        return new ChanceSource(new ShopSource((EnvironmentRecipe.Shop) recipe.environment(), recipe.seed()));
    }

    /** Runs a new job to its end, and returns the SHA-256 of its last weights. */
    static String run(Path root, Recipe recipe, TaskSource<ShopTask> source) {
        try (RunFolder folder = RunFolder.create(root, "tiny", Recipes.write(recipe))) {
            run(recipe, folder, source, Progress.SILENT, new StopRequest());
            return weights(folder);
        }
    }

    /** Goes on with a job until it is done or stopped, and returns whether it is done. */
    static boolean resume(Path root, Recipe recipe, TaskSource<ShopTask> source, Progress progress, StopRequest stop) {
        try (RunFolder folder = RunFolder.resume(root, "tiny", Recipes.write(recipe))) {
            return run(recipe, folder, source, progress, stop);
        }
    }

    static boolean run(
            Recipe recipe, RunFolder folder, TaskSource<ShopTask> source, Progress progress, StopRequest stop) {
        try (var job = new TrainJob<>(recipe, folder, source, progress, stop, Team.alone())) {
            return job.run();
        }
    }

    static String weights(RunFolder folder) {
        return sha(folder.checkpoint(folder.newestCheckpoint().orElseThrow()).resolve("model.safetensors"));
    }

    /** Returns what a run has logged, without times. */
    static List<MetricsLine> lines(Path root) {
        return MetricsLog.read(root.resolve("tiny/metrics.jsonl")).stream()
                .map(line -> new MetricsLine(line.step(), line.stage(), 0, withoutTimes(line.metrics())))
                .toList();
    }

    private static Metrics withoutTimes(Metrics metrics) {
        SequencedMap<String, Double> kept = new LinkedHashMap<>(metrics.values());
        kept.keySet().removeIf(name -> name.endsWith("_seconds"));
        return new Metrics(kept);
    }

    /** Returns the hash of each trajectory file. */
    static Map<String, String> trajectories(Path root) {
        Map<String, String> hashes = new LinkedHashMap<>();
        files(root.resolve("tiny/trajectories"))
                .forEach(file -> hashes.put(file.getFileName().toString(), sha(file)));
        return hashes;
    }

    /** Returns all files and folders below a folder, sorted. */
    static List<Path> files(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> !path.equals(folder)).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Returns the command that runs a program of the tests in a process of its own. */
    static List<String> java(Class<?> program, Path argument) {
        return Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin/java")
                                        .toString(),
                                "-Xshare:auto"),
                        Stream.of(
                                "--add-modules=jdk.incubator.vector",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:-UsePerfData",
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.getName(),
                                argument.toString()))
                .toList();
    }

    private static String sha(Path file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
