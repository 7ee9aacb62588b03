package dev.lathe.algorithm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the steps of a group that were taken in the same state. */
final class StepAdvantages {
    private final Baseline.TwoLevel baseline;
    private final List<double[]> advantages;
    private final Map<Anchor, List<Step>> anchors = new HashMap<>();

    private record Anchor(int group, String state) {}

    private record Step(int trajectory, int chunk, double value) {}

    /**
     * Compares the steps of some trajectories.
     *
     * @param returns of each chunk of each trajectory
     */
    StepAdvantages(Baseline.TwoLevel baseline, List<Learned> learned, List<double[]> returns) {
        this.baseline = baseline;
        advantages = returns.stream().map(values -> new double[values.length]).toList();
        for (int i = 0; i < learned.size(); i++) {
            add(learned.get(i), i, returns.get(i));
        }
        anchors.values().forEach(this::compare);
    }

    /** Returns the weighed advantage of each chunk of a trajectory, {@code [chunks]}. */
    double[] of(int trajectory) {
        return advantages.get(trajectory);
    }

    private void add(Learned learned, int trajectory, double[] returns) {
        for (int k = 0; k < returns.length; k++) {
            String state = learned.trajectory().chunks().get(k).state();
            if (state == null) {
                throw new IllegalArgumentException(
                        "task %s: chunk %d has no hash of its state, so that its steps cannot be compared"
                                .formatted(learned.trajectory().taskId(), k));
            }
            anchors.computeIfAbsent(new Anchor(learned.group(), state), anchor -> new ArrayList<>())
                    .add(new Step(trajectory, k, returns[k]));
        }
    }

    private void compare(List<Step> steps) {
        double[] values = steps.stream().mapToDouble(Step::value).toArray();
        double[] centered = Advantages.centered(values);
        double[] compared = baseline.divide() ? Advantages.divide(centered, Advantages.deviation(values)) : centered;
        for (int s = 0; s < compared.length; s++) {
            Step step = steps.get(s);
            advantages.get(step.trajectory)[step.chunk] = baseline.stepWeight() * compared[s];
        }
    }
}
