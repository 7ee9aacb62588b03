package dev.lathe.algorithm;

import dev.lathe.core.TrajectoryGroup;
import java.util.List;

/**
 * Holds what one optimiser batch is made of.
 *
 * @param groups all groups of the optimiser step, none of them split between two steps
 * @param scores of {@link PolicySamples#sequences}, in that order; empty where the algorithm needs none
 * @param experts prefixes to be imitated; usually none
 */
public record Experience(List<TrajectoryGroup> groups, List<ModelScores> scores, List<ExpertPrefix> experts) {
    public Experience {
        groups = List.copyOf(groups);
        scores = List.copyOf(scores);
        experts = List.copyOf(experts);
    }

    public Experience(List<TrajectoryGroup> groups) {
        this(groups, List.of(), List.of());
    }
}
