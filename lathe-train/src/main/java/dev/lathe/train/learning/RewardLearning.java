package dev.lathe.train.learning;

import dev.lathe.algorithm.preference.BradleyTerry;
import dev.lathe.algorithm.preference.RewardSample;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.engine.LanguageModel;
import dev.lathe.train.engine.Learning;
import dev.lathe.train.engine.Passage;
import dev.lathe.train.engine.Rows;
import java.util.List;

/**
 * Learns to score conversations at their last token.
 *
 * @param loss the loss
 */
public record RewardLearning(BradleyTerry loss) implements Learning<RewardSample> {
    @Override
    public List<Passage> passages(RewardSample sample) {
        return List.of(Passage.ending(sample.chosen()), Passage.ending(sample.rejected()));
    }

    @Override
    public Result learn(List<RewardSample> samples, Rows rows, LanguageModel model) {
        Tensor scores = model.scores(rows);
        return new Result(loss.loss(samples, scores), loss.statistics(samples, scores));
    }
}
