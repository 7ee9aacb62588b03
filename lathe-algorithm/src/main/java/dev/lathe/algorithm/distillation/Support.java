package dev.lathe.algorithm.distillation;

import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;

/** Chooses the choices over which a student is compared with a teacher. */
public sealed interface Support {
    /** Compares over the whole vocabulary. */
    record Vocabulary() implements Support {}

    /**
     * Compares over the teacher's likeliest tokens at each place.
     *
     * @param count how many, at least 1
     * @param rest what becomes of all other tokens
     */
    record Top(int count, Rest rest) implements Support {
        public Top {
            if (count < 1) {
                throw new IllegalArgumentException("count must be at least 1, not " + count);
            }
        }
    }

    /** Says what becomes of the tokens outside the teacher's likeliest. */
    enum Rest {
        /** They are forgotten: both distributions are scaled to sum 1 over the likeliest. */
        FORGOTTEN,
        /** They count as one more choice. */
        ONE_CHOICE
    }

    /**
     * Holds two distributions over the same choices: log-probabilities in nats, normalised, {@code [tokens, choices]}.
     *
     * @param student with gradient
     * @param teacher without
     */
    record Compared(Tensor student, Tensor teacher) {}

    /**
     * Returns both distributions over the choices of this support.
     *
     * @param student log-probabilities in nats, normalised, {@code [tokens, vocabulary]}
     * @param teacher log-probabilities in nats, normalised, {@code [tokens, vocabulary]}
     * @throws dev.lathe.tensor.TorchException if the vocabulary has fewer than {@code count} tokens
     */
    default Compared of(Tensor student, Tensor teacher) {
        return switch (this) {
            case Vocabulary() -> new Compared(student, teacher);
            case Top(int count, Rest rest) -> {
                var likeliest = teacher.topk(count, -1);
                yield top(student, likeliest.indices(), likeliest.values(), rest);
            }
        };
    }

    /**
     * Returns both distributions over tokens that a teacher has recorded as its likeliest.
     *
     * @param student log-probabilities in nats, normalised, {@code [tokens, vocabulary]}
     * @param ids the teacher's likeliest tokens, INT64, {@code [tokens, count]}
     * @param teacher their log-probabilities in nats over the whole vocabulary, {@code [tokens, count]}
     */
    static Compared top(Tensor student, Tensor ids, Tensor teacher, Rest rest) {
        try (Scope scope = Scope.open()) {
            Tensor same = student.gather(-1, ids);
            return switch (rest) {
                case FORGOTTEN -> new Compared(scope.keep(same.logSoftmax(-1)), scope.keep(teacher.logSoftmax(-1)));
                case ONE_CHOICE -> new Compared(scope.keep(withRest(same)), scope.keep(withRest(teacher)));
            };
        }
    }

    /** Adds a choice for what is left; it is never less likely than about one in ten million, so that its logarithm stays finite. */
    private static Tensor withRest(Tensor logProbs) {
        Tensor covered = logProbs.exp().sum(-1, true).clamp(0, 1 - 1e-7);
        return Tensor.cat(List.of(logProbs, covered.neg().log1p()), -1);
    }
}
