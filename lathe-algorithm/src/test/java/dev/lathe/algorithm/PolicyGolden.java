package dev.lathe.algorithm;

import dev.lathe.core.Chunk;
import dev.lathe.core.Metrics;
import dev.lathe.core.PolicyVersion;
import dev.lathe.core.Score;
import dev.lathe.core.TokenSpan;
import dev.lathe.core.Trajectory;
import dev.lathe.core.Trajectory.EndReason;
import dev.lathe.core.TrajectoryGroup;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Holds what bench/golden/policy_losses.py worked out: four groups of trajectories and, per case, what must come of them. */
record PolicyGolden(
        int maxTokens,
        List<List<Attempt>> groups,
        Attempt expert,
        int expertChunks,
        double[] runningSeen,
        Adaptive adaptive,
        Value value,
        Map<String, Case> cases) {
    record Attempt(
            double score,
            int prompt,
            int[][] chunks,
            double[] steps,
            String[] states,
            boolean overlong,
            float[] behaviour,
            float[] proximal,
            float[] reference,
            float[] divergences,
            float[] values,
            double[] entropy,
            double[] current) {
        ModelScores scores() {
            return new ModelScores(proximal, reference, divergences, values);
        }

        /** Makes the trajectory, whose tokens are 100, 101, ...: each tells where it stands. */
        Trajectory trajectory(String task) {
            int[] next = {100};
            var first = TokenSpan.prompt(tokens(prompt, next), PolicyVersion.INITIAL);
            List<Chunk> made = new ArrayList<>();
            int written = 0;
            for (int k = 0; k < chunks.length; k++) {
                float[] logProbs = Arrays.copyOfRange(behaviour, written, written + chunks[k][0]);
                written += logProbs.length;
                var action = TokenSpan.model(tokens(logProbs.length, next), logProbs, PolicyVersion.INITIAL);
                var observation = TokenSpan.environment(tokens(chunks[k][1], next), PolicyVersion.INITIAL);
                made.add(new Chunk(action, "", observation, "", steps[k], states[k]));
            }
            EndReason end = overlong ? EndReason.TOKEN_LIMIT : EndReason.TERMINATED;
            return new Trajectory(task, 0, first, "", made, Metrics.NONE, Score.of(score), end);
        }

        private static int[] tokens(int count, int[] next) {
            int[] tokens = new int[count];
            Arrays.setAll(tokens, i -> next[0]++);
            return tokens;
        }
    }

    record Case(double[] advantages, double loss, double[] gradient) {}

    record Adaptive(double target, double horizon, double coefficient, double next) {}

    record Value(double clip, double[] values, double[] returns, double loss, double[] gradient) {}

    static PolicyGolden load() {
        try (InputStream json = PolicyGolden.class.getResourceAsStream("/golden/policy-losses.json")) {
            return new JsonMapper().readValue(json, PolicyGolden.class);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    List<Attempt> attempts() {
        return groups.stream().flatMap(List::stream).toList();
    }

    List<TrajectoryGroup> trajectoryGroups() {
        List<TrajectoryGroup> made = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            String task = "task-" + g;
            made.add(new TrajectoryGroup(
                    task,
                    groups.get(g).stream()
                            .map(attempt -> attempt.trajectory(task))
                            .toList()));
        }
        return made;
    }

    /** Returns the attempts that an algorithm learns from, in order. */
    List<Attempt> learned(Algorithm algorithm) {
        return attempts().stream()
                .filter(attempt -> algorithm.terms().selection().keeps(attempt.trajectory("")))
                .toList();
    }

    List<ExpertPrefix> experts(String name) {
        return name.equals("ipa-mixture")
                ? List.of(new ExpertPrefix(expert.trajectory("task-0"), expertChunks))
                : List.of();
    }

    AlgorithmState state(Algorithm algorithm) {
        AlgorithmState start = AlgorithmState.start(algorithm);
        return algorithm.baseline() instanceof Baseline.Running ? start.seen(List.of(runningSeen)) : start;
    }

    SampleBatch batch(String name, Algorithm algorithm) {
        List<ModelScores> scores =
                learned(algorithm).stream().map(Attempt::scores).toList();
        return PolicySamples.of(new Experience(trajectoryGroups(), scores, experts(name)), algorithm, state(algorithm));
    }
}
