package dev.lathe.train.pipeline;

import dev.lathe.algorithm.Algorithm;
import dev.lathe.algorithm.ModelScores;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.train.engine.TrainingEngine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks models about the sequences of a step before it is made: the policy itself, and the one that reinforcement began with. */
final class Judges {
    private final LivePolicy live;
    private final @Nullable TrainingEngine reference;
    private final Algorithm algorithm;

    /**
     * Prepares.
     *
     * @param reference the policy that reinforcement began with; none where the algorithm does not need it
     */
    Judges(LivePolicy live, @Nullable TrainingEngine reference, Algorithm algorithm) {
        this.live = live;
        this.reference = reference;
        this.algorithm = algorithm;
    }

    /** Returns what the algorithm needs of each sequence; nothing if it needs nothing. */
    List<ModelScores> scores(List<TrainingSample> sequences) {
        if (!algorithm.needsProximal() && reference == null) {
            return List.of();
        }
        List<float[]> proximal = algorithm.needsProximal() ? live.logProbs(sequences) : List.of();
        List<float[]> referred = reference == null ? List.of() : reference.logProbs(sequences);
        List<ModelScores> scores = new ArrayList<>();
        for (int i = 0; i < sequences.size(); i++) {
            ModelScores score = ModelScores.NONE;
            score = proximal.isEmpty() ? score : score.withProximal(proximal.get(i));
            scores.add(referred.isEmpty() ? score : score.withReference(referred.get(i)));
        }
        return scores;
    }
}
