package dev.lathe.web.replay;

import dev.lathe.core.AtomicFiles;
import dev.lathe.train.pipeline.ShopSource;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.report.ConversationPair;
import dev.lathe.train.report.ResultsPage;
import dev.lathe.web.replay.ResultRun.Kind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the results page of several runs in the shop: table, questions, errors, changed wishes, curves and conversations. */
public final class ShopResults {
    private ShopResults() {}

    /**
     * Writes the page.
     *
     * @param folders runs that have ended
     * @param file the page
     * @throws dev.lathe.core.UserError if one of them was not in the shop, or has not ended
     */
    public static void write(List<Path> folders, Path file) {
        Map<EnvironmentRecipe.Shop, ShopSource> sources = new HashMap<>();
        List<ResultRun> runs = folders.stream()
                .map(folder ->
                        new ResultRun(folder, shop -> sources.computeIfAbsent(shop, each -> new ShopSource(each, 0))))
                .toList();
        AtomicFiles.write(
                file,
                ResultsPage.html(
                        runs.stream().map(ResultRun::shown).toList(), ShopQuestions.of(runs), dialogues(runs)));
    }

    private static List<ConversationPair> dialogues(List<ResultRun> runs) {
        return runs.stream()
                .filter(run -> run.kind() == Kind.MAIN)
                .map(run -> ShopReport.conversations(run.folder()))
                .filter(pairs -> !pairs.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
