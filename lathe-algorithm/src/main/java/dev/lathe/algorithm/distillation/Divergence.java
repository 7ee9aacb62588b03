package dev.lathe.algorithm.distillation;

import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;

/**
 * Chooses how far a student's distribution {@code q} is from a teacher's, {@code p}. {@code KL(a || b) = sum_v a_v (log a_v - log
 * b_v)}, in nats, over the choices {@code v}.
 */
public sealed interface Divergence {
    /** Keeps a share of nothing a number. */
    double TINY = 1e-30;

    /**
     * Covers all that the teacher would say: {@code KL(p || q)}.
     *
     * @see <a href="https://arxiv.org/abs/1503.02531">Hinton et al. 2015, Distilling the Knowledge in a Neural Network</a>
     */
    record ForwardKl() implements Divergence {}

    /**
     * Keeps to what the teacher would say: {@code KL(q || p)}.
     *
     * @see <a href="https://arxiv.org/abs/2306.08543">Gu et al. 2023, MiniLLM</a>
     */
    record ReverseKl() implements Divergence {}

    /**
     * Moves the student's side towards the teacher, which bounds the loss: {@code KL(p || alpha p + (1 - alpha) q)}.
     *
     * @param alpha in [0, 1); 0 is the forward divergence
     * @see <a href="https://arxiv.org/abs/2402.03898">Ko et al. 2024, DistiLLM, equation 4</a>
     */
    record SkewedForwardKl(double alpha) implements Divergence {
        public SkewedForwardKl {
            requireShare("alpha", alpha, alpha >= 0 && alpha < 1);
        }
    }

    /**
     * Moves the teacher's side towards the student: {@code KL(q || alpha q + (1 - alpha) p)}.
     *
     * @param alpha in [0, 1); 0 is the reverse divergence
     * @see <a href="https://arxiv.org/abs/2402.03898">Ko et al. 2024, DistiLLM, equation 5</a>
     */
    record SkewedReverseKl(double alpha) implements Divergence {
        public SkewedReverseKl {
            requireShare("alpha", alpha, alpha >= 0 && alpha < 1);
        }
    }

    /**
     * Compares both with their mixture {@code m = beta p + (1 - beta) q}: {@code beta KL(p || m) + (1 - beta) KL(q || m)}.
     *
     * @param beta in (0, 1); one half is the Jensen-Shannon divergence
     * @see <a href="https://arxiv.org/abs/2306.13649">Agarwal et al. 2023, On-Policy Distillation, equation 1</a>
     */
    record JensenShannon(double beta) implements Divergence {
        public JensenShannon {
            requireShare("beta", beta, beta > 0 && beta < 1);
        }
    }

    /**
     * Weighs both directions by where the two differ: {@code h KL(p || q) + (1 - h) KL(q || p)}. {@code h} is the share of
     * {@code sum_v |p_v - q_v|} that falls on the teacher's head: its likeliest choice, and the next ones as long as they sum to at
     * most {@code head}. No gradient flows through {@code h}.
     *
     * @param head in (0, 1)
     * @see <a href="https://arxiv.org/abs/2404.02657">Wu et al. 2024, Rethinking Kullback-Leibler Divergence, section 4</a>
     */
    record Adaptive(double head) implements Divergence {
        public Adaptive {
            requireShare("head", head, head > 0 && head < 1);
        }
    }

    /**
     * Returns the divergence at each place, {@code [tokens]}, with gradient to the student.
     *
     * @param student log-probabilities in nats, normalised, {@code [tokens, choices]}
     * @param teacher log-probabilities in nats, normalised, {@code [tokens, choices]}
     */
    default Tensor of(Tensor student, Tensor teacher) {
        try (Scope scope = Scope.open()) {
            return scope.keep(
                    switch (this) {
                        case ForwardKl() -> kl(teacher, student);
                        case ReverseKl() -> kl(student, teacher);
                        case SkewedForwardKl(double alpha) -> kl(teacher, mixture(alpha, teacher, student));
                        case SkewedReverseKl(double alpha) -> kl(student, mixture(alpha, student, teacher));
                        case JensenShannon(double beta) -> {
                            Tensor middle = mixture(beta, teacher, student);
                            yield kl(teacher, middle)
                                    .mul(beta)
                                    .add(kl(student, middle).mul(1 - beta));
                        }
                        case Adaptive(double head) -> {
                            Tensor share = headShare(head, student.detach(), teacher.detach());
                            Tensor forward = kl(teacher, student).mul(share);
                            yield forward.add(
                                    kl(student, teacher).mul(share.neg().add(1)));
                        }
                    });
        }
    }

    private static Tensor kl(Tensor a, Tensor b) {
        return a.exp().mul(a.sub(b)).sum(-1, false);
    }

    /** Returns {@code log(share e^a + (1 - share) e^b)}. */
    private static Tensor mixture(double share, Tensor a, Tensor b) {
        if (share == 0) {
            return b;
        }
        Tensor largest = a.maximum(b).detach();
        return a.sub(largest)
                .exp()
                .mul(share)
                .add(b.sub(largest).exp().mul(1 - share))
                .log()
                .add(largest);
    }

    private static Tensor headShare(double head, Tensor student, Tensor teacher) {
        var ranked = teacher.exp().sort(-1, true);
        Tensor covered = ranked.values().cumsum(-1);
        Tensor inHead = Tensor.cat(
                List.of(
                        covered.narrow(-1, 0, 1).ge(0),
                        covered.narrow(-1, 1, covered.size(-1) - 1).le(head)),
                -1);
        Tensor gaps =
                ranked.values().sub(student.exp().gather(-1, ranked.indices())).abs();
        Tensor ofHead = gaps.mul(inHead.to(gaps.dtype())).sum(-1, false);
        return ofHead.div(gaps.sum(-1, false).add(TINY));
    }

    private static void requireShare(String name, double value, boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException("%s is %s, which is not between 0 and 1".formatted(name, value));
        }
    }
}
