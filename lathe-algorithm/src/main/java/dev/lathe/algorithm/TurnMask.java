package dev.lathe.algorithm;

import dev.lathe.core.Trajectory;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses which turns of an episode are imitated: turn {@code k} is if {@code m_k = m_error m_task} is 1. With the mean over tokens,
 * the loss is {@code -1 / (sum_k m_k |c_k|) sum_k m_k log pi(c_k | s_k)}; turns that are left out stay in the context of those after
 * them.
 *
 * @param withoutErrors whether turns that failed, such as a call that the tool refused, are left out
 * @param withoutDetours whether turns that do not belong to the task at hand are left out
 * @see <a href="https://arxiv.org/abs/2512.24873">Let It Flow, 2025, equations 1 and 2</a>
 */
public record TurnMask(boolean withoutErrors, boolean withoutDetours) {
    /**
     * Says what became of a turn.
     *
     * @param failed whether it ended in an error
     * @param relevant whether it belongs to the task
     */
    public record Turn(boolean failed, boolean relevant) {}

    /** Returns {@code m_k}. */
    public boolean learns(Turn turn) {
        return !(withoutErrors && turn.failed()) && !(withoutDetours && !turn.relevant());
    }

    /**
     * Returns the demonstration that teaches the turns of an episode that are not left out.
     *
     * @param turns one a chunk
     * @throws IllegalArgumentException if there are more or fewer turns than chunks
     */
    public Demonstration of(Trajectory trajectory, List<Turn> turns) {
        if (turns.size() != trajectory.chunks().size()) {
            throw new IllegalArgumentException("%d turns for %d chunks"
                    .formatted(turns.size(), trajectory.chunks().size()));
        }
        FlatTrajectory flat = FlatTrajectory.of(trajectory);
        List<Integer> learned = new ArrayList<>();
        for (int t = 0; t < flat.positions().length; t++) {
            if (learns(turns.get(flat.chunks()[t]))) {
                learned.add(flat.positions()[t]);
            }
        }
        return new Demonstration(
                flat.tokens(), learned.stream().mapToInt(Integer::intValue).toArray());
    }
}
