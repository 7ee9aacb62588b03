package dev.lathe.train.pipeline;

import dev.lathe.core.Trajectory;
import dev.lathe.train.report.ConversationPair;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.MetricsLog;
import dev.lathe.train.run.RunFolder;
import dev.lathe.train.run.Stage;
import dev.lathe.train.run.TrajectoryLog;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Sets the held-out conversations after supervised learning beside those at the end. */
public final class EvaluatedPairs {
    private EvaluatedPairs() {}

    /** Returns the conversations of a run, task by task; none if it had not both kinds of learning. */
    public static List<ConversationPair> of(RunFolder folder) {
        List<Trajectory> before = evaluated(folder, Stage.SFT);
        List<Trajectory> after = evaluated(folder, Stage.RL);
        List<ConversationPair> pairs = new ArrayList<>();
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            pairs.add(ConversationPair.of(before.get(i).promptText(), before.get(i), after.get(i)));
        }
        return pairs;
    }

    private static List<Trajectory> evaluated(RunFolder folder, Stage stage) {
        return MetricsLog.read(folder.metrics()).stream()
                .filter(line -> line.stage() == stage)
                .filter(line -> line.metrics().find("held_out_success_greedy").isPresent())
                .map(MetricsLine::step)
                .map(step -> folder.trajectories().resolve("step-" + step + ".jsonl"))
                .filter(Files::exists)
                .reduce((first, last) -> last)
                .map(TrajectoryLog::read)
                .map(Objects::requireNonNull)
                .orElse(List.of());
    }
}
