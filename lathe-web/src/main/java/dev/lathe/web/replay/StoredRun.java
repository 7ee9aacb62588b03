package dev.lathe.web.replay;

import dev.lathe.core.DisplayName;
import dev.lathe.core.Trajectory;
import dev.lathe.core.UserError;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.serve.http.ApiError;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.train.pipeline.RolloutPlan;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.run.TrajectoryLog;
import dev.lathe.web.session.ShopFloor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Is a run whose policy shopped: its world and the trajectories that it kept. */
public final class StoredRun {
    /**
     * Lists one trajectory.
     *
     * @param file the file that holds it
     * @param line its place there, from 1
     */
    public record Entry(String file, int line, String task, double score, int turns, String end) {}

    private final Path folder;
    private final EnvironmentRecipe.Shop world;
    private final List<Entry> entries;

    private StoredRun(Path folder, EnvironmentRecipe.Shop world, List<Entry> entries) {
        this.folder = folder;
        this.world = world;
        this.entries = List.copyOf(entries);
    }

    /**
     * Opens a run.
     *
     * @throws UserError if it is none, was not in the shop, or cannot be read
     */
    public static StoredRun open(Path folder) {
        Path file = folder.resolve("recipe.yaml");
        if (!Files.exists(file)) {
            throw new UserError("%s: is no run, since it has no recipe.yaml".formatted(folder));
        }
        Recipe recipe = Recipes.has(file.toString(), "recipe")
                ? Recipes.load(file, RolloutPlan.class, List.of()).recipe()
                : Recipes.load(file, Recipe.class, List.of());
        if (!(recipe.environment() instanceof EnvironmentRecipe.Shop world)) {
            throw new UserError("%s: its environment is %s, not the shop"
                    .formatted(folder, recipe.environment().name()));
        }
        return new StoredRun(folder, world, entries(folder.resolve("trajectories")));
    }

    private static List<Entry> entries(Path folder) {
        List<Entry> entries = new ArrayList<>();
        for (Path file : TrajectoryLog.files(folder).values()) {
            List<Trajectory> trajectories = TrajectoryLog.read(file);
            for (int line = 1; line <= trajectories.size(); line++) {
                Trajectory trajectory = trajectories.get(line - 1);
                entries.add(new Entry(
                        file.getFileName().toString(),
                        line,
                        trajectory.taskId(),
                        trajectory.score().value(),
                        trajectory.chunks().size(),
                        DisplayName.of(trajectory.end())));
            }
        }
        return entries;
    }

    public String name() {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    /** Opens the shop again in which the run took place. */
    public ShopFloor floor() {
        return new ShopFloor(new Shop(world.open()), world.catalogueSeed());
    }

    /**
     * Returns a task of the run.
     *
     * @throws UserError if the shop has none of this id
     */
    ShopTask task(String id, ShopFloor floor) {
        try {
            return floor.tasks().find(id);
        } catch (ApiError unknown) {
            throw new UserError("%s: the shop has no task '%s'".formatted(folder, id), unknown);
        }
    }

    /** Returns how the run presented the shop. */
    ShopSettings settings(Language language) {
        return world.settings(language);
    }

    /** Returns all trajectories, in the order of the run. */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * Reads a trajectory.
     *
     * @throws ApiError if there is none
     */
    Trajectory read(String file, int line) {
        if (entries.stream().noneMatch(entry -> entry.file().equals(file) && entry.line() == line)) {
            throw ApiError.of(ApiError.Kind.NOT_FOUND, "file", "unknown_trajectory", "The run has no such trajectory.");
        }
        return TrajectoryLog.read(folder.resolve("trajectories").resolve(file)).get(line - 1);
    }
}
