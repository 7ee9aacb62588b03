package dev.lathe.web.replay;

import dev.lathe.core.Chunk;
import dev.lathe.core.Metrics;
import dev.lathe.core.UserError;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.score.CompatScorer;
import dev.lathe.shop.score.CompatWords;
import dev.lathe.shop.score.NounExtractor;
import dev.lathe.shop.session.ReplayStep;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopScore;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.web.session.ShopFloor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Plays the episodes of a run again and grades them, by the shop's own score or by that of a published simulator. */
public final class Regrader {
    /** The published scores ask a tagger for nouns; here every word of a title is one. */
    private static final NounExtractor NOUNS =
            title -> Set.copyOf(List.of(title.toLowerCase(Locale.ROOT).split("\\s+")));

    private final StoredRun run;
    private final ShopFloor floor;

    /** Is what a score says of an episode that was played again. */
    private interface Grading {
        Grade of(ShopTask task, List<ReplayStep> steps);
    }

    private record Grade(double loose, double strict, boolean success) {
        static final Grade NOTHING = new Grade(0, 0, false);
    }

    public Regrader(StoredRun run) {
        this.run = run;
        this.floor = run.floor();
    }

    /** Returns the names and versions of all scores, the shop's own first. */
    public static List<String> scorers() {
        return Stream.concat(
                        Stream.of(ShopScore.VERSION),
                        Arrays.stream(CompatScorer.values()).map(CompatScorer::id))
                .toList();
    }

    /**
     * Grades all episodes, in the order of the run.
     *
     * @param scorer one of {@link #scorers}
     * @throws UserError if there is no such score, or the shop has not the task of an episode
     */
    public Stream<Regraded> all(String scorer) {
        Grading grading = grading(scorer);
        return run.entries().stream().map(entry -> regraded(entry, scorer, grading));
    }

    private Grading grading(String scorer) {
        if (scorer.equals(ShopScore.VERSION)) {
            return Regrader::own;
        }
        for (CompatScorer published : CompatScorer.values()) {
            if (published.id().equals(scorer)) {
                return (task, steps) -> compatible(published, task, steps);
            }
        }
        throw new UserError("the score is one of %s, not '%s'".formatted(String.join(", ", scorers()), scorer));
    }

    private Regraded regraded(StoredRun.Entry entry, String scorer, Grading grading) {
        ShopTask task = run.task(entry.task(), floor);
        List<ReplayStep> steps = steps(entry, task);
        Grade grade = steps.isEmpty() ? Grade.NOTHING : grading.of(task, steps);
        return new Regraded(
                floor.world().hash(),
                task.id(),
                task.hash(),
                scorer,
                entry.file(),
                entry.line(),
                grade.loose(),
                grade.strict(),
                grade.success());
    }

    private List<ReplayStep> steps(StoredRun.Entry entry, ShopTask task) {
        List<String> replies = run.read(entry.file(), entry.line()).chunks().stream()
                .map(Chunk::actionText)
                .toList();
        ShopSettings settings = run.settings(task.language());
        try (ShopEnvironment environment = floor.environment(settings)) {
            return dev.lathe.shop.session.Replay.of(environment, settings.format(), task, replies);
        }
    }

    private static Grade own(ShopTask task, List<ReplayStep> steps) {
        Metrics outcome = steps.getLast().result().info();
        return new Grade(
                outcome.find("loose").orElse(0),
                outcome.find("strict").orElse(0),
                outcome.find("success").orElse(0) == 1);
    }

    private Grade compatible(CompatScorer scorer, ShopTask task, List<ReplayStep> steps) {
        var words = new CompatWords(floor.world(), task.language());
        return steps.getLast()
                .purchase(floor.world())
                .map(bought -> scorer.score(words.goal(task), words.purchase(bought), NOUNS))
                .map(score -> new Grade(score.loose(), score.strict(), score.success()))
                .orElse(Grade.NOTHING);
    }
}
