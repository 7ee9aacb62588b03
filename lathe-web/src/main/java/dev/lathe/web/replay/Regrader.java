package dev.lathe.web.replay;

import dev.lathe.core.Chunk;
import dev.lathe.core.Metrics;
import dev.lathe.core.StepResult;
import dev.lathe.core.UserError;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.desk.Goal;
import dev.lathe.shop.score.CompatScorer;
import dev.lathe.shop.score.CompatWords;
import dev.lathe.shop.score.NounExtractor;
import dev.lathe.shop.session.Outcome;
import dev.lathe.shop.session.ReplayStep;
import dev.lathe.shop.session.ShopScore;
import dev.lathe.web.session.Seat;
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

    private record Grade(double loose, double strict, boolean success) {
        static final Grade NOTHING = new Grade(0, 0, false);
        static final Grade ALL = new Grade(1, 1, true);
    }

    public Regrader(StoredRun run) {
        this.run = run;
        this.floor = run.floor();
    }

    /** Returns the names and versions of all scores that the run can be graded by, the shop's own first. */
    public List<String> scorers() {
        return run.isErrands()
                ? List.of(Goal.VERSION)
                : Stream.concat(
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
        if (!scorers().contains(scorer)) {
            throw new UserError("the score is one of %s, not '%s'".formatted(String.join(", ", scorers()), scorer));
        }
        return run.entries().stream().map(entry -> regraded(entry, scorer));
    }

    private Regraded regraded(StoredRun.Entry entry, String scorer) {
        Seat seat = run.seat(entry.task(), floor);
        List<String> replies = run.read(entry.file(), entry.line()).chunks().stream()
                .map(Chunk::actionText)
                .toList();
        Grade grade = switch (seat) {
            case Seat.InShop shop -> purchase(shop, replies, scorer);
            case Seat.AtDesk desk -> errand(desk, replies);
        };
        return new Regraded(
                floor.world().hash(),
                seat.task(),
                seat.taskHash(),
                scorer,
                entry.file(),
                entry.line(),
                grade.loose(),
                grade.strict(),
                grade.success());
    }

    private Grade purchase(Seat.InShop seat, List<String> replies, String scorer) {
        ShopTask task = seat.wanted();
        List<ReplayStep> steps = dev.lathe.shop.session.Replay.of(
                seat.environment(), seat.settings().format(), task, replies);
        if (steps.isEmpty()) {
            return Grade.NOTHING;
        }
        for (CompatScorer published : CompatScorer.values()) {
            if (published.id().equals(scorer)) {
                return compatible(published, task, steps);
            }
        }
        return own(steps);
    }

    /** Grades an errand, which is done or not done. */
    private static Grade errand(Seat.AtDesk seat, List<String> replies) {
        seat.begin();
        for (String reply : replies) {
            StepResult result = seat.step(reply);
            if (result.done()) {
                return Outcome.succeeded(result) ? Grade.ALL : Grade.NOTHING;
            }
        }
        return Grade.NOTHING;
    }

    private static Grade own(List<ReplayStep> steps) {
        StepResult last = steps.getLast().result();
        Metrics outcome = last.info();
        return new Grade(outcome.find("loose").orElse(0), outcome.find("strict").orElse(0), Outcome.succeeded(last));
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
