package dev.lathe.web.replay;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.Trajectory;
import dev.lathe.core.UserError;
import dev.lathe.train.pipeline.EvaluatedPairs;
import dev.lathe.train.report.ConversationPair;
import dev.lathe.train.report.ConversationPair.Attempt;
import dev.lathe.train.report.Report;
import dev.lathe.train.run.RunFolder;
import dev.lathe.train.run.Summary;
import dev.lathe.web.page.WishView;
import dev.lathe.web.replay.Replay.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes the results page of a run in the shop: table, curves, and conversations in which every mistake is named. */
public final class ShopReport {
    private static final int MOST_PAIRS = 10;

    /** What is said of the ends by which something was done. */
    private static final Map<String, String> ENDS = Map.of("bought", "bought", "done", "ended the errand");

    private final StoredRun run;
    private final Replayer replayer;

    private ShopReport(StoredRun run) {
        this.run = run;
        this.replayer = new Replayer(run.floor());
    }

    /**
     * Writes {@code report.html} anew from what a run has stored.
     *
     * @return the file
     * @throws UserError if the run was not in the shop, or has not ended
     */
    public static Path write(Path folder) {
        var report = new ShopReport(StoredRun.open(folder));
        try (RunFolder files = files(folder)) {
            if (!Files.exists(files.summary())) {
                throw new UserError("%s: has no summary.json yet; the run must have ended".formatted(folder));
            }
            Report.write(files, Summary.read(files.summary()), report.pairs(files));
            return files.report();
        }
    }

    /**
     * Returns the first held-out conversations of a run before and after reinforcement learning, in which every mistake is named.
     *
     * @throws UserError if the run was not in the shop
     */
    static List<ConversationPair> conversations(Path folder) {
        try (RunFolder files = files(folder)) {
            return new ShopReport(StoredRun.open(folder)).pairs(files);
        }
    }

    private static RunFolder files(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            return RunFolder.resume(
                    Objects.requireNonNull(path.getParent(), "a run lies in a folder"),
                    path.getFileName().toString(),
                    Files.readString(path.resolve("recipe.yaml")));
        } catch (IOException failed) {
            throw new UserError("%s: cannot be read (%s)".formatted(folder, AtomicFiles.reason(failed)), failed);
        }
    }

    private List<ConversationPair> pairs(RunFolder files) {
        return EvaluatedPairs.of(files).stream()
                .limit(MOST_PAIRS)
                .map(this::annotated)
                .toList();
    }

    private ConversationPair annotated(ConversationPair pair) {
        return new ConversationPair(
                pair.task(),
                annotated(pair.before().trajectory()),
                annotated(pair.after().trajectory()));
    }

    private Attempt annotated(Trajectory trajectory) {
        return new Attempt(trajectory, mistakes(trajectory));
    }

    /** Says what went wrong, by the index of the step: actions that could not be done, and what was wrong with a purchase or an errand. */
    private Map<Integer, String> mistakes(Trajectory trajectory) {
        Replay replay = replayer.of(run.name(), run.seat(trajectory.taskId(), replayer.floor()), trajectory);
        Map<Integer, String> mistakes = new HashMap<>();
        for (Frame frame : replay.frames()) {
            if (frame.refusal() != null) {
                mistakes.put(frame.step() - 1, "could not be done: " + frame.refusal());
            }
        }
        if (ENDS.containsKey(replay.end())) {
            Frame last = replay.frames().getLast();
            String broken = last.wishes().stream()
                    .filter(wish -> wish.state().equals("broken"))
                    .map(WishView::text)
                    .collect(Collectors.joining("; "));
            if (!broken.isEmpty()) {
                mistakes.put(last.step() - 1, ENDS.get(replay.end()) + ", and not met: " + broken);
            }
        }
        return mistakes;
    }
}
