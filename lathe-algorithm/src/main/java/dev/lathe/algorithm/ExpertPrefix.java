package dev.lathe.algorithm;

import dev.lathe.core.Trajectory;

/**
 * Holds an expert's trajectory up to its crucial fork: what is imitated where the rest is resampled. Chunk {@code k} of {@code K} is
 * worth {@code G_k = gamma^(K-1-k) R}, {@code gamma} being that of the algorithm's returns and {@code R} the expert's score.
 *
 * @param expert all of the expert's trajectory; its behaviour log-probabilities are not used
 * @param chunks how many of its chunks are imitated: those before the fork, at least 1
 * @see <a href="https://arxiv.org/abs/2512.24873">Let It Flow, 2025, section 3.2.4.4</a>
 */
public record ExpertPrefix(Trajectory expert, int chunks) {
    /**
     * Checks the fork.
     *
     * @throws IllegalArgumentException if the expert has not so many chunks, or did not succeed
     */
    public ExpertPrefix {
        int all = expert.chunks().size();
        Checks.require(
                chunks >= 1 && chunks <= all,
                "task %s: the fork is after chunk %s of %s",
                expert.taskId(),
                chunks,
                all);
        Checks.require(
                expert.score().value() > 0,
                "task %s: an expert's score must be positive, not %s",
                expert.taskId(),
                expert.score().value());
    }
}
