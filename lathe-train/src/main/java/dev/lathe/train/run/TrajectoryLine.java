package dev.lathe.train.run;

import dev.lathe.core.Chunk;
import dev.lathe.core.Metrics;
import dev.lathe.core.PolicyVersion;
import dev.lathe.core.Score;
import dev.lathe.core.TokenSpan;
import dev.lathe.core.Trajectory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/** Gives a trajectory the shape that it has in a file: what a person reads stands before the token ids. */
record TrajectoryLine(
        String task,
        long seed,
        String end,
        double score,
        LinkedHashMap<String, Double> parts,
        LinkedHashMap<String, Double> outcome,
        Prompt prompt,
        List<Turn> chunks) {
    record Prompt(String text, int[] tokens, long version) {}

    record Turn(
            String action,
            String observation,
            double reward,
            int[] actionTokens,
            float[] logProbs,
            long version,
            int[] observationTokens,
            long observationVersion) {}

    static TrajectoryLine of(Trajectory trajectory) {
        return new TrajectoryLine(
                trajectory.taskId(),
                trajectory.seed(),
                trajectory.end().name().toLowerCase(Locale.ROOT),
                trajectory.score().value(),
                mutable(trajectory.score().parts().values()),
                mutable(trajectory.outcome().values()),
                new Prompt(
                        trajectory.promptText(),
                        trajectory.prompt().tokens(),
                        trajectory.prompt().version().steps()),
                trajectory.chunks().stream().map(TrajectoryLine::turn).toList());
    }

    Trajectory toTrajectory() {
        return new Trajectory(
                task,
                seed,
                TokenSpan.prompt(prompt.tokens, new PolicyVersion(prompt.version)),
                prompt.text,
                chunks.stream().map(TrajectoryLine::chunk).toList(),
                new Metrics(outcome),
                new Score(score, new Metrics(parts)),
                Trajectory.EndReason.valueOf(end.toUpperCase(Locale.ROOT)));
    }

    private static Turn turn(Chunk chunk) {
        return new Turn(
                chunk.actionText(),
                chunk.observationText(),
                chunk.reward(),
                chunk.action().tokens(),
                chunk.action().logProbs(),
                chunk.action().version().steps(),
                chunk.observation().tokens(),
                chunk.observation().version().steps());
    }

    private static Chunk chunk(Turn turn) {
        return new Chunk(
                TokenSpan.model(turn.actionTokens, turn.logProbs, new PolicyVersion(turn.version)),
                turn.action,
                TokenSpan.environment(turn.observationTokens, new PolicyVersion(turn.observationVersion)),
                turn.observation,
                turn.reward);
    }

    private static LinkedHashMap<String, Double> mutable(SequencedMap<String, Double> values) {
        return new LinkedHashMap<>(values);
    }
}
