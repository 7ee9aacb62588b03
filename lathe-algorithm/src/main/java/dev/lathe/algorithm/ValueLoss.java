package dev.lathe.algorithm;

import dev.lathe.tensor.Tensor;
import java.util.List;

/**
 * Teaches a critic: {@code l_t = max((V_t - R_t)^2, (V'_t - R_t)^2) / 2} with
 * {@code V'_t = V_old,t + clip(V_t - V_old,t, -clip, clip)}, {@code R_t} being the return that it is to expect before token {@code t}.
 * The loss of a batch is {@code sum_t w_t l_t}, over samples of {@link SampleBatch#valueSamples}.
 *
 * @param clip in units of reward, positive
 * @see <a href="https://arxiv.org/abs/1707.06347">Schulman et al. 2017</a>
 * @see <a href="https://arxiv.org/abs/2005.12729">Engstrom et al. 2020, Implementation Matters in Deep Policy Gradients</a>
 */
public record ValueLoss(double clip) {
    public ValueLoss {
        Checks.positive("clip", clip);
    }

    /**
     * Returns the summed loss, shape {@code []}, with gradient.
     *
     * @param samples with returns, and the values that the critic gave before the step
     * @param values FLOAT32 or FLOAT64, {@code [learned]}: what the critic says now
     * @throws IllegalArgumentException if the samples have no values or returns
     */
    public Tensor loss(List<TrainingSample> samples, Tensor values) {
        var columns = new Columns(samples, values);
        Tensor returns = columns.required("returns", TrainingSample::returns);
        Tensor before =
                columns.required("a critic's values", sample -> sample.scores().values());
        Tensor clipped = before.add(values.sub(before).clamp(-clip, clip));
        Tensor losses =
                values.sub(returns).square().maximum(clipped.sub(returns).square());
        return losses.mul(columns.required("weights", TrainingSample::weights))
                .sum()
                .div(2);
    }
}
