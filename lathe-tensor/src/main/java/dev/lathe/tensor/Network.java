package dev.lathe.tensor;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Products of matrices, and what networks are made of. */
sealed interface Network extends Operand permits Tensor {
    /** Multiplies matrices: {@code [..., n, k]} by {@code [..., k, m]} gives {@code [..., n, m]}. */
    default Tensor matmul(Tensor other) {
        return Native.binary(this, other, "matmul", (a, b) -> a.matmul(b));
    }

    /** Applies a linear layer: {@code [..., in]} with weight {@code [out, in]} and bias {@code [out]} gives {@code [..., out]}. */
    default Tensor linear(Tensor weight, @Nullable Tensor bias) {
        return Native.binary(
                this,
                weight,
                "linear",
                (a, w) -> bias == null ? torch.linear(a, w) : torch.linear(a, w, bias.handle()));
    }

    /**
     * Divides each row by the root of its mean square, and scales: {@code x / sqrt(mean(x^2) + eps) * weight} along the last
     * dimension; weight {@code [width]}. Source: Zhang and Sennrich, Root Mean Square Layer Normalization, 2019.
     */
    default Tensor rmsNorm(Tensor weight, double eps) {
        return Native.binary(this, weight, "rms_norm", (a, w) -> {
            try (TensorOptional scale = new TensorOptional(w);
                    DoubleOptional small = new DoubleOptional(eps)) {
                return torch.rms_norm(a, new long[] {w.size(0)}, scale, small);
            }
        });
    }

    /**
     * Takes the log-probability of one target a row: {@code x[target] - log(sum(exp(x)))} of logits {@code [..., vocabulary]} and
     * INT64 targets {@code [...]}; shape {@code [...]}. 16-bit logits give FLOAT32.
     */
    default Tensor logProbabilities(Tensor targets) {
        Tensor self = (Tensor) this;
        try (Tensor logits = self.dtype().bytes() == 2 ? self.to(DType.FLOAT32) : self.reshape(self.shape());
                Tensor all = logits.logSoftmax(-1);
                Tensor places = targets.unsqueeze(-1);
                Tensor chosen = all.gather(-1, places)) {
            return chosen.squeeze(-1);
        }
    }

    /**
     * Attends from these queries to keys and values, by libtorch's fused kernel: {@code softmax(q k^T * scale + mask) v}.
     * Queries {@code [batch, heads, time, width]}, keys and values {@code [batch, keyHeads, keyTime, width]}, where
     * {@code keyHeads} divides {@code heads}. Training in BFLOAT16 on the CPU is faster with {@link Attention#explicit}.
     *
     * @param mask BOOL (true: may attend) or added to the scores, {@code [batch or 1, heads or 1, time, keyTime]}
     * @param causal whether time t sees keys up to t only; allowed without a mask
     * @param scale what the products are multiplied by; NaN for {@code 1 / sqrt(width)}
     */
    default Tensor scaledDotProductAttention(
            Tensor keys, Tensor values, @Nullable Tensor mask, boolean causal, double scale) {
        return Native.tensor("scaled_dot_product_attention", () -> {
            try (TensorOptional added = mask == null ? new TensorOptional() : new TensorOptional(mask.handle());
                    DoubleOptional factor = Double.isNaN(scale) ? new DoubleOptional() : new DoubleOptional(scale)) {
                boolean grouped = keys.size(1) != ((Tensor) this).size(1);
                return torch.scaled_dot_product_attention(
                        Native.of(this), keys.handle(), values.handle(), added, 0.0, causal, factor, grouped);
            }
        });
    }
}
