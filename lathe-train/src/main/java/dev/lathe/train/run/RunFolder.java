package dev.lathe.train.run;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds one run on disk, for this process alone until it is closed. */
public final class RunFolder implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*");
    private static final String RECIPE = "recipe.yaml";

    private final Path path;
    private final RunLock lock;

    private RunFolder(Path path, RunLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Begins a run.
     *
     * @param root the folder of all runs
     * @param name the name of this one
     * @param recipe the resolved recipe, as YAML
     * @throws UserError if the name is no folder name, the folder is in use or holds a run, or it cannot be written
     */
    public static RunFolder create(Path root, String name, String recipe) {
        Path path = pathOf(root, name);
        return open(path, () -> {
            if (Files.exists(path.resolve(RECIPE))) {
                throw new UserError("run '%s' exists in %s; continue it by --resume, or choose another --name"
                        .formatted(name, root));
            }
            if (!holdsNothing(path)) {
                throw new UserError("%s holds files that are no run's; choose another --name".formatted(path));
            }
            AtomicFiles.write(path.resolve(RECIPE), recipe);
        });
    }

    /**
     * Opens a run that was stopped or killed, and removes what it left half-written.
     *
     * @param root the folder of all runs
     * @param name the name of this one
     * @param recipe the resolved recipe, as YAML
     * @throws UserError if there is no such run, it is in use, or it was begun with another recipe
     */
    public static RunFolder resume(Path root, String name, String recipe) {
        Path path = pathOf(root, name);
        if (!Files.exists(path.resolve(RECIPE))) {
            throw new UserError("no run '%s' to resume in %s; there %s".formatted(name, root, namesOf(runs(root))));
        }
        return open(path, () -> {
            RecipeComparison.requireSame(name, Files.readString(path.resolve(RECIPE)), recipe);
            AtomicFiles.recover(path);
            for (Path folder :
                    List.of(path.resolve("checkpoints"), path.resolve("trajectories"), path.resolve("evaluations"))) {
                if (Files.isDirectory(folder)) {
                    AtomicFiles.recover(folder);
                }
            }
        });
    }

    public Path path() {
        return path;
    }

    public String name() {
        return String.valueOf(path.getFileName());
    }

    public Path recipe() {
        return path.resolve(RECIPE);
    }

    public Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    public Path trajectories() {
        return path.resolve("trajectories");
    }

    public Path summary() {
        return path.resolve("summary.json");
    }

    Path timeline() {
        return path.resolve("timeline.json");
    }

    /** Returns the file that names this run at an MLflow server. */
    Path mlflow() {
        return path.resolve("mlflow-run");
    }

    public Path report() {
        return path.resolve("report.html");
    }

    /** Returns where the checkpoint of a step belongs. */
    public Path checkpoint(long step) {
        return path.resolve("checkpoints").resolve(StepFiles.name(step, ""));
    }

    /**
     * Returns the steps of all checkpoints.
     *
     * @throws UserError if the folder cannot be read
     */
    public SortedSet<Long> checkpoints() {
        return new TreeSet<>(StepFiles.in(path.resolve("checkpoints"), "").keySet());
    }

    /**
     * Returns the step of the newest checkpoint, if there is one.
     *
     * @throws UserError if the folder cannot be read
     */
    public OptionalLong newestCheckpoint() {
        return checkpoints().stream().mapToLong(Long::longValue).max();
    }

    /**
     * Removes a checkpoint.
     *
     * @throws UserError if it cannot be removed
     */
    public void deleteCheckpoint(long step) {
        AtomicFiles.remove(checkpoint(step));
    }

    /**
     * Lets {@code checkpoints/best} lead to a checkpoint.
     *
     * @throws UserError if it cannot
     */
    public void linkBest(long step) {
        Path link = path.resolve("checkpoints").resolve("best");
        Path fresh = link.resolveSibling(".best.partial");
        try {
            Files.deleteIfExists(fresh);
            Files.createSymbolicLink(fresh, checkpoint(step).getFileName());
            Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UserError("%s: cannot be linked (%s)".formatted(link, AtomicFiles.reason(failed)), failed);
        }
    }

    /** Takes a run back that has come to nothing, so that its name is free again once what was wrong is mended. */
    public void withdraw() {
        if (MetricsLog.read(metrics()).isEmpty() && checkpoints().isEmpty()) {
            AtomicFiles.remove(path);
        }
    }

    @Override
    public void close() {
        lock.close();
    }

    private interface Preparation {
        void run() throws IOException;
    }

    private static RunFolder open(Path path, Preparation preparation) {
        try {
            Files.createDirectories(path);
            RunLock lock = RunLock.take(path);
            try {
                preparation.run();
                return new RunFolder(path, lock);
            } catch (IOException | RuntimeException failed) {
                lock.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new UserError(
                    "run folder %s cannot be opened (%s)".formatted(path, AtomicFiles.reason(failed)), failed);
        }
    }

    private static Path pathOf(Path root, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new UserError(
                    "run name '%s': allowed are letters, digits, '.', '_' and '-', beginning with a letter or digit"
                            .formatted(name));
        }
        return root.resolve(name);
    }

    /** A run that was killed before it wrote its recipe has left a lock, and perhaps a part of the recipe. */
    private static boolean holdsNothing(Path path) {
        return entries(path).stream().allMatch(entry -> {
            String name = entry.getFileName().toString();
            return name.equals(RunLock.FILE) || name.equals("." + RECIPE + ".partial");
        });
    }

    private static List<String> runs(Path root) {
        return entries(root).stream()
                .filter(entry -> Files.exists(entry.resolve(RECIPE)))
                .map(entry -> entry.getFileName().toString())
                .sorted()
                .toList();
    }

    private static String namesOf(List<String> runs) {
        return runs.isEmpty() ? "is none" : "are " + runs.stream().collect(Collectors.joining(", "));
    }

    private static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.toList();
        } catch (IOException failed) {
            throw new UserError("%s: cannot be read (%s)".formatted(folder, AtomicFiles.reason(failed)), failed);
        }
    }
}
