package dev.lathe.algorithm;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Holds what bench/golden/objectives.py worked out with TRL and torch. */
public record ObjectivesGolden(
        int[][] lengths,
        double[] pairLogProbs,
        double[][] references,
        Map<String, Case> preference,
        Map<String, KtoCase> kto,
        double[] scores,
        double[] margins,
        Map<String, Case> reward,
        double[][] student,
        double[][][] teachers,
        long[] targets,
        Map<String, DistillationCase> distillation,
        List<Turn> turns,
        Map<String, Imitation> imitation) {
    public record Case(double loss, double[] gradient) {}

    public record KtoCase(double loss, double[] gradient, double[] mismatched) {}

    public record DistillationCase(double loss, double[] gradient, double[] weights, double imitation) {}

    public record Turn(int written, int back, boolean failed, boolean relevant) {}

    public record Imitation(double loss, int[] learned, double[] logProbs) {}

    public static ObjectivesGolden load() {
        try (InputStream json = ObjectivesGolden.class.getResourceAsStream("/golden/objectives.json")) {
            return new JsonMapper().readValue(json, ObjectivesGolden.class);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Returns an answer of some tokens behind a prompt of two. */
    public static Demonstration answer(int tokens) {
        int[] positions = new int[tokens];
        Arrays.setAll(positions, i -> i + 2);
        return new Demonstration(new int[tokens + 2], positions);
    }
}
