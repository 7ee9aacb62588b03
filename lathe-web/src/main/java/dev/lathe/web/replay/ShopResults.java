package dev.lathe.web.replay;

import dev.lathe.core.AtomicFiles;
import dev.lathe.train.pipeline.ShopSource;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.report.ConversationPair;
import dev.lathe.train.report.ResultsPage;
import dev.lathe.web.replay.ResultRun.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes the results page of several runs in the shop: table, questions, errors, changed wishes, curves and conversations. */
public final class ShopResults {
    private final Map<EnvironmentRecipe.Shop, ShopSource> sources = new HashMap<>();

    private ShopResults() {}

    /**
     * Writes the page.
     *
     * @param places folders of runs that have ended, and files of lines that {@link #lines} returned, one for each run
     * @param file the page
     * @throws dev.lathe.core.UserError if one of them was not in the shop, or has not ended
     */
    public static void write(List<Path> places, Path file) {
        List<ResultRun> runs = new ShopResults().read(places);
        AtomicFiles.write(
                file,
                ResultsPage.html(
                        runs.stream().map(ResultRun::shown).toList(), ShopQuestions.of(runs), dialogues(runs)));
    }

    /**
     * Returns a line of JSON for each run, from which its part of a page can be written when its folder is gone; conversations are not
     * kept.
     *
     * @param places as in {@link #write}
     * @throws dev.lathe.core.UserError as {@link #write} does
     */
    public static List<String> lines(List<Path> places) {
        return new ShopResults()
                .read(places).stream().map(KeptRun::of).map(KeptRun::line).toList();
    }

    private List<ResultRun> read(List<Path> places) {
        return places.stream().flatMap(this::read).toList();
    }

    private Stream<ResultRun> read(Path place) {
        return Files.isRegularFile(place)
                ? KeptRun.read(place, this::source).stream()
                : Stream.of(EndedRun.read(place, this::source));
    }

    private ShopSource source(EnvironmentRecipe.Shop shop) {
        return sources.computeIfAbsent(shop, each -> new ShopSource(each, 0));
    }

    private static List<ConversationPair> dialogues(List<ResultRun> runs) {
        return runs.stream()
                .filter(run -> run.kind() == Kind.MAIN)
                .map(ResultRun::folder)
                .filter(Objects::nonNull)
                .map(ShopReport::conversations)
                .filter(pairs -> !pairs.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
