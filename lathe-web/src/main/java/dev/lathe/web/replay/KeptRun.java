package dev.lathe.web.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.shop.ShopTask;
import dev.lathe.train.pipeline.ShopSource;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.report.ResultsPage;
import dev.lathe.train.run.ShopFindings;
import dev.lathe.train.run.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds what a results page says of a run and what it is compared by, on one line that outlives the run's folder.
 *
 * @param run its name
 * @param recipe in YAML
 * @param tasks names the held-out tasks by their hash
 * @param successes as in {@link ResultRun}
 * @param findings what was found in the held-out episodes, by evaluation
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeptRun(
        String run,
        String recipe,
        Summary summary,
        String tasks,
        SequencedMap<String, String> successes,
        SequencedMap<String, ShopFindings> findings,
        List<KeptCurve> curves) {
    private static final JsonMapper JSON = Summary.json()
            .rebuild()
            .disable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final List<String> KEYS =
            List.of("run", "recipe", "summary", "tasks", "successes", "findings", "curves");

    /** Keeps of a run what the page needs, conversations aside. */
    static KeptRun of(ResultRun run) {
        ResultsPage.Run shown = run.shown();
        return new KeptRun(
                run.name(),
                Recipes.write(run.recipe()),
                shown.summary(),
                shown.tasks(),
                run.successes(),
                shown.findings(),
                KeptCurve.of(shown.lines()));
    }

    String line() {
        return JSON.writeValueAsString(this);
    }

    /**
     * Reads runs, one a line; what else a line holds is passed over.
     *
     * @param sources opens shops, the same one again for the same recipe
     * @throws UserError if the file cannot be read, a line is no such run, or its tasks are no longer those that it was examined on
     */
    static List<ResultRun> read(Path file, Function<EnvironmentRecipe.Shop, ShopSource> sources) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<ResultRun> runs = new ArrayList<>(lines.size());
            for (int i = 0; i < lines.size(); i++) {
                String where = file + ":" + (i + 1);
                runs.add(parse(lines.get(i), where).again(where, sources));
            }
            return runs;
        } catch (IOException failed) {
            throw new UserError("%s: cannot be read (%s)".formatted(file, AtomicFiles.reason(failed)), failed);
        }
    }

    private static KeptRun parse(String line, String where) {
        try {
            JsonNode kept = JSON.readTree(line);
            KEYS.forEach(key -> kept.required(key).requireNonNull());
            return JSON.treeToValue(kept, KeptRun.class);
        } catch (JacksonException malformed) {
            throw new UserError(
                    "%s: no run that 'lathe shop report RUN --json' kept (%s)"
                            .formatted(where, malformed.getOriginalMessage()),
                    malformed);
        }
    }

    private ResultRun again(String where, Function<EnvironmentRecipe.Shop, ShopSource> sources) {
        Recipe read = Recipes.parse(recipe, where, Recipe.class);
        EnvironmentRecipe.Shop shop = EndedRun.shop(read, where);
        List<ShopTask> made = sources.apply(shop).heldOut(read.evaluation().heldOut());
        if (!ShopTask.hash(made).equals(tasks)) {
            throw new UserError(
                    "%s: %s was examined on other tasks than this version makes; run it again".formatted(where, run));
        }
        var shown = new ResultsPage.Run(
                run,
                summary,
                tasks,
                curves.stream().flatMap(curve -> curve.lines().stream()).toList(),
                findings);
        return new ResultRun(read, shop, made, shown, successes, null);
    }
}
