package dev.lathe.algorithm;

import dev.lathe.core.Chunk;
import dev.lathe.core.Metrics;
import dev.lathe.core.PolicyVersion;
import dev.lathe.core.Score;
import dev.lathe.core.TokenSpan;
import dev.lathe.core.Trajectory;
import dev.lathe.core.TrajectoryGroup;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Holds what bench/golden/algorithm.py worked out: four groups of trajectories and, per algorithm, what must come of them. */
record Golden(int maxTokens, List<List<Attempt>> groups, Map<String, Case> cases) {
    record Attempt(
            double score,
            int prompt,
            int[][] chunks,
            double[] behaviour,
            double[] current,
            double[] reference,
            double[] entropy) {}

    record Case(double[] advantages, double loss, double[] gradient, Map<String, Double> statistics) {}

    static Golden load() {
        try (InputStream json = Golden.class.getResourceAsStream("/golden/algorithm.json")) {
            return new JsonMapper().readValue(json, Golden.class);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    Algorithm algorithm(String name) {
        return switch (name) {
            case "grpo-penalised" ->
                Algorithms.named("grpo", maxTokens)
                        .withTerms(Terms.NONE.withEntropy(0.01).withLossKl(new LossPenalty(KlEstimator.K3, 0.05)));
            case "discounted-chunks" ->
                new Algorithm(
                        new ReturnEstimator.DiscountedChunkReturn(0.9),
                        new Baseline.Group(Deviation.NONE),
                        new ImportanceWeight.Token(),
                        new PolicyLoss.Vanilla(),
                        new LossReduction.TokenMean());
            default -> Algorithms.named(name, maxTokens);
        };
    }

    List<TrajectoryGroup> trajectoryGroups() {
        List<TrajectoryGroup> made = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            String task = "task-" + g;
            made.add(new TrajectoryGroup(
                    task,
                    groups.get(g).stream()
                            .map(attempt -> trajectory(task, attempt))
                            .toList()));
        }
        return made;
    }

    /** Returns what the reference policy says of each attempt. */
    List<ModelScores> scores() {
        return attempts().stream()
                .map(attempt -> ModelScores.NONE.withReference(floats(attempt.reference)))
                .toList();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int t = 0; t < values.length; t++) {
            floats[t] = (float) values[t];
        }
        return floats;
    }

    List<Attempt> attempts() {
        return groups.stream().flatMap(List::stream).toList();
    }

    /** Makes a trajectory whose tokens are 100, 101, ...: each tells where it stands. */
    private static Trajectory trajectory(String task, Attempt attempt) {
        int[] next = {100};
        var prompt = TokenSpan.prompt(tokens(attempt.prompt, next), PolicyVersion.INITIAL);
        List<Chunk> chunks = new ArrayList<>();
        int written = 0;
        for (int[] lengths : attempt.chunks) {
            float[] logProbs = new float[lengths[0]];
            for (int i = 0; i < logProbs.length; i++) {
                logProbs[i] = (float) attempt.behaviour[written + i];
            }
            written += logProbs.length;
            var action = TokenSpan.model(tokens(lengths[0], next), logProbs, PolicyVersion.INITIAL);
            var observation = TokenSpan.environment(tokens(lengths[1], next), PolicyVersion.INITIAL);
            chunks.add(new Chunk(action, "", observation, "", 0));
        }
        return new Trajectory(
                task, 0, prompt, "", chunks, Metrics.NONE, Score.of(attempt.score), Trajectory.EndReason.TERMINATED);
    }

    private static int[] tokens(int count, int[] next) {
        int[] tokens = new int[count];
        Arrays.setAll(tokens, i -> next[0]++);
        return tokens;
    }
}
