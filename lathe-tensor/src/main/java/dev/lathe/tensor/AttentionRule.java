package dev.lathe.tensor;

/**
 * Says how attention scores a query and a key, and which keys a query sees.
 *
 * @param scale what the products are multiplied by; NaN for {@code 1 / sqrt(width)}
 * @param softCap the bound c by which a scaled score s becomes {@code c tanh(s / c)} (Gemma 2); 0 for none
 * @param window how many positions a query sees, its own included; 0 for all up to its own
 */
public record AttentionRule(double scale, double softCap, int window) {
    /** Scales by the width and sees all that came before. */
    public static final AttentionRule PLAIN = new AttentionRule(Double.NaN, 0, 0);

    public AttentionRule {
        if (softCap < 0 || window < 0) {
            throw new IllegalArgumentException(
                    "softCap and window must not be negative: %s, %d".formatted(softCap, window));
        }
    }

    /** Returns what products of vectors of this width are multiplied by. */
    public double factor(long width) {
        return Double.isNaN(scale) ? 1 / Math.sqrt((double) width) : scale;
    }

    /** Bounds scaled scores. */
    public Tensor cap(Tensor scores) {
        return softCap == 0 ? scores : scores.div(softCap).tanh().mul(softCap);
    }

    /** Returns the first position that a query at {@code position} sees. */
    public int first(int position) {
        return window == 0 ? 0 : Math.max(0, position - window + 1);
    }

    /** Makes the mask of a whole sequence, BOOL {@code [time, time]}: true where a position sees another. */
    public Tensor mask(long time, Device device) {
        Tensor past = Attention.causalMask(time, time, device);
        return window == 0 || window >= time ? past : past.triu(1L - window);
    }
}
