package dev.lathe.web.replay;

import dev.lathe.core.DisplayName;
import dev.lathe.core.Trajectory;
import dev.lathe.core.UserError;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.serve.http.ApiError;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.session.Shop;
import dev.lathe.train.pipeline.RolloutPlan;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.run.TrajectoryLog;
import dev.lathe.web.session.Seat;
import dev.lathe.web.session.ShopFloor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Is a run whose policy shopped or ran errands: its world and the trajectories that it kept. */
public final class StoredRun {
    /**
     * Lists one trajectory.
     *
     * @param file the file that holds it
     * @param line its place there, from 1
     */
    public record Entry(String file, int line, String task, double score, int turns, String end) {}

    private final Path folder;
    private final EnvironmentRecipe world;
    private final List<Entry> entries;

    private StoredRun(Path folder, EnvironmentRecipe world, List<Entry> entries) {
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
        EnvironmentRecipe world = recipe.environment();
        if (!(world instanceof EnvironmentRecipe.Shop) && !(world instanceof EnvironmentRecipe.Errands)) {
            throw new UserError(
                    "%s: its environment is %s, neither the shop nor errands in it".formatted(folder, world.name()));
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
        return switch (world) {
            case EnvironmentRecipe.Shop shop -> new ShopFloor(new Shop(shop.open()), shop.catalogueSeed());
            case EnvironmentRecipe.Errands errands -> new ShopFloor(new Shop(errands.open()), errands.catalogueSeed());
            case EnvironmentRecipe other -> throw elsewhere(other);
        };
    }

    /**
     * Sits down to a task of the run, which is presented as it was then.
     *
     * @throws UserError if the shop has none of this id
     */
    Seat seat(String task, ShopFloor floor) {
        try {
            return switch (world) {
                case EnvironmentRecipe.Shop shop -> {
                    ShopTask wanted = floor.tasks().find(task);
                    yield Seat.InShop.of(floor, shop.settings(wanted.language()), wanted);
                }
                case EnvironmentRecipe.Errands errands ->
                    Seat.AtDesk.of(floor, errands.settings(), floor.errands().find(task));
                case EnvironmentRecipe other -> throw elsewhere(other);
            };
        } catch (ApiError unknown) {
            throw new UserError("%s: the shop has no task '%s'".formatted(folder, task), unknown);
        }
    }

    private static IllegalStateException elsewhere(EnvironmentRecipe world) {
        return new IllegalStateException("a stored run is in the shop, not in " + world.name());
    }

    /** Returns whether the run's tasks are errands. */
    boolean isErrands() {
        return world instanceof EnvironmentRecipe.Errands;
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
