package dev.lathe.web.session;

import dev.lathe.core.DisplayName;
import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.Check;
import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Difficulty;
import dev.lathe.shop.Language;
import dev.lathe.shop.Scenario;
import dev.lathe.shop.ScenarioTasks;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.ShopTasks;
import dev.lathe.shop.Split;
import dev.lathe.shop.exchange.ImportedTasks;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds tasks by id and by place: those of the scenarios, and, in a catalogue, those that policies from scratch learn from, which have no
 * scenario.
 */
public final class TaskBook {
    private static final Pattern PLAIN =
            Pattern.compile("(?:train|validation|held-out)-(en|zh)-f(\\d{1,9})-w(\\d{1,9}|1\\d{9})");
    private static final Pattern OF_SCENARIO = Pattern.compile(
            "((?:single|multi)(?:-persona)?)-(train|validation|held-out)-(en|zh)-(\\d{1,2})-[a-z]+(-infeasible)?-(\\d{6,9}|1\\d{9})");
    private static final Pattern OF_FILE = Pattern.compile("imported-(en|zh)-(\\d{6,9})");
    private static final List<Difficulty> DIFFICULTIES = List.of(Difficulty.EASY, Difficulty.MEDIUM, Difficulty.HARD);
    private static final List<String> DIFFICULTY_NAMES = List.of("easy", "medium", "hard");
    private static final int LISTED = 1_000_000;

    private final @Nullable Catalogue catalogue;
    private final @Nullable ShopTasks plain;
    private final @Nullable ScenarioTasks scenarios;
    private final @Nullable ImportedTasks imported;

    TaskBook(@Nullable Catalogue catalogue, @Nullable ShopTasks plain, ScenarioTasks scenarios) {
        this.catalogue = catalogue;
        this.plain = plain;
        this.scenarios = scenarios;
        this.imported = null;
    }

    /** Lists the tasks of a file. */
    TaskBook(ImportedTasks imported) {
        this.catalogue = null;
        this.plain = null;
        this.scenarios = null;
        this.imported = imported;
    }

    /**
     * Names a place among the tasks; what is null is the usual.
     *
     * @param scenario {@code single}, {@code single-persona}, {@code multi} or {@code multi-persona}; if null, a catalogue's plain tasks,
     *     and {@code single} where there are none
     * @param split {@code train}, {@code validation} or {@code held-out}
     * @param language {@code en} or {@code zh}
     * @param difficulty {@code easy}, {@code medium} or {@code hard}; plain tasks have none
     * @param infeasible whether nothing meets all wishes
     */
    public record Shelf(
            @Nullable String scenario,
            @Nullable String split,
            @Nullable String language,
            @Nullable String difficulty,
            @Nullable Boolean infeasible) {
        /** Names the plain tasks of a split. */
        public static Shelf of(String split, String language) {
            return new Shelf(null, split, language, null, null);
        }
    }

    /**
     * Returns a task by its id.
     *
     * @throws ApiError if there is none
     */
    public ShopTask find(String id) {
        ShopTask task = imported == null ? plain(id) : ofFile(imported, id);
        ShopTask found = task == null ? ofScenario(id) : task;
        if (found == null || !found.id().equals(id)) {
            throw ApiError.of(ApiError.Kind.NOT_FOUND, "task", "unknown_task", "There is no such task.");
        }
        return found;
    }

    private @Nullable ShopTask plain(String id) {
        Matcher matcher = PLAIN.matcher(id);
        if (catalogue == null || plain == null || !matcher.matches()) {
            return null;
        }
        int family = Integer.parseInt(matcher.group(2));
        return family < catalogue.families().size()
                ? plain.wording(
                        named("language", matcher.group(1), Language.values()),
                        family,
                        Integer.parseInt(matcher.group(3)))
                : null;
    }

    private static @Nullable ShopTask ofFile(ImportedTasks imported, String id) {
        Matcher matcher = OF_FILE.matcher(id);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) >= imported.size()) {
            return null;
        }
        return imported.task(
                named("language", matcher.group(1), Language.values()), Integer.parseInt(matcher.group(2)));
    }

    private @Nullable ShopTask ofScenario(String id) {
        Matcher matcher = OF_SCENARIO.matcher(id);
        ScenarioTasks made = scenarios;
        if (made == null || !matcher.matches()) {
            return null;
        }
        int wishes = Integer.parseInt(matcher.group(4));
        return DIFFICULTIES.stream()
                .filter(difficulty -> difficulty.wishes() == wishes)
                .findFirst()
                .map(difficulty -> made.task(
                        named("scenario", matcher.group(1), Scenario.values()),
                        named("split", matcher.group(2), Split.values()),
                        named("language", matcher.group(3), Language.values()),
                        matcher.group(5) == null ? difficulty : difficulty.withInfeasible(),
                        Integer.parseInt(matcher.group(6))))
                .orElse(null);
    }

    /**
     * Returns a task by its place.
     *
     * @throws ApiError if there is no such shelf, or the number is none
     */
    public ShopTask at(Shelf shelf, @Nullable Integer number) {
        int place = Check.range("number", number, 0, size(shelf) - 1, 0);
        Split split = split(shelf);
        Language language =
                shelf.language() == null ? Language.EN : named("language", shelf.language(), Language.values());
        ScenarioTasks made = scenarios;
        if (imported != null || made == null) {
            return ofFile(shelf, split, language, place);
        }
        boolean wantsPlain = shelf.scenario() == null && shelf.difficulty() == null && shelf.infeasible() == null;
        if (wantsPlain && plain != null) {
            return plain.task(split, language, place);
        }
        Scenario scenario =
                shelf.scenario() == null ? Scenario.SINGLE : named("scenario", shelf.scenario(), Scenario.values());
        return made.task(scenario, split, language, difficulty(shelf), place);
    }

    /**
     * Returns how many tasks of a shelf have a place.
     *
     * @throws ApiError if there is none
     */
    int size(Shelf shelf) {
        int size = imported == null ? LISTED : imported.size(split(shelf));
        if (size == 0) {
            throw Check.invalid("split", "expected another: the catalogue is so small that no task is in it");
        }
        return size;
    }

    private static Split split(Shelf shelf) {
        return shelf.split() == null ? Split.TRAIN : named("split", shelf.split(), Split.values());
    }

    private ShopTask ofFile(Shelf shelf, Split split, Language language, int place) {
        if (shelf.scenario() != null || shelf.difficulty() != null || shelf.infeasible() != null) {
            throw Check.invalid("scenario", "expected none: tasks of an imported catalogue tell everything");
        }
        return Objects.requireNonNull(imported).task(split, language, place);
    }

    private static Difficulty difficulty(Shelf shelf) {
        int place = shelf.difficulty() == null ? 0 : DIFFICULTY_NAMES.indexOf(shelf.difficulty());
        if (place < 0) {
            throw Check.invalid("difficulty", "expected one of " + String.join(", ", DIFFICULTY_NAMES));
        }
        Difficulty difficulty = DIFFICULTIES.get(place);
        return Boolean.TRUE.equals(shelf.infeasible()) ? difficulty.withInfeasible() : difficulty;
    }

    /**
     * Lists tasks, fewer where the shelf ends.
     *
     * @throws ApiError if there is no such shelf
     */
    public List<TaskEntry> list(Shelf shelf, int from, int count) {
        return IntStream.range(from, Math.min(from + count, size(shelf)))
                .mapToObj(number -> entry(number, at(shelf, number)))
                .toList();
    }

    private static TaskEntry entry(int number, ShopTask task) {
        return new TaskEntry(number, task.id(), task.instruction());
    }

    /** Returns the constant of a name. */
    static <E extends Enum<E>> E named(String param, String name, E[] all) {
        for (E one : all) {
            if (DisplayName.of(one).equals(name)) {
                return one;
            }
        }
        throw Check.invalid(
                param,
                "expected one of "
                        + String.join(
                                ", ", List.of(all).stream().map(DisplayName::of).toList()));
    }
}
