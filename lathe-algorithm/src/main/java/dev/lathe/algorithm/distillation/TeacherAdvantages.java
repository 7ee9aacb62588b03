package dev.lathe.algorithm.distillation;

import java.util.List;

/**
 * Turns what teachers say of tokens that a student wrote into advantages: {@code A_t = sum_i c_i (log p_i(t) - log mu(t))}, an
 * estimate of {@code -sum_i c_i KL(mu || p_i)} from the token alone. As the advantages of a policy gradient without a baseline, they
 * distil on-policy; added to those of a reward, they hold a policy near its teachers while it learns.
 *
 * @see <a href="https://arxiv.org/abs/2306.08543">Gu et al. 2023, MiniLLM, equation 2</a>
 */
public final class TeacherAdvantages {
    private TeacherAdvantages() {}

    /**
     * Returns the advantage of each token, {@code [tokens]}.
     *
     * @param behaviour log-probabilities of the tokens in nats under the policy that wrote them, {@code [tokens]}
     * @param teachers the same under each teacher, {@code [teachers][tokens]}
     * @param weights what each teacher weighs, {@code [teachers]}
     * @throws IllegalArgumentException if the sizes differ
     */
    public static float[] of(float[] behaviour, List<float[]> teachers, double[] weights) {
        if (weights.length != teachers.size()) {
            throw new IllegalArgumentException("%d weights for %d teachers".formatted(weights.length, teachers.size()));
        }
        float[] advantages = new float[behaviour.length];
        for (int t = 0; t < behaviour.length; t++) {
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                requireLength(teachers.get(i), behaviour.length);
                sum += weights[i] * (teachers.get(i)[t] - behaviour[t]);
            }
            advantages[t] = (float) sum;
        }
        return advantages;
    }

    private static void requireLength(float[] teacher, int length) {
        if (teacher.length != length) {
            throw new IllegalArgumentException(
                    "a teacher has said something of %d tokens, not of %d".formatted(teacher.length, length));
        }
    }
}
