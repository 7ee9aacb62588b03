package dev.lathe.train.engine;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes log-probabilities of chosen tokens from hidden states, and takes gradients back, a slice of the vocabulary at a time: logits
 * {@code z} of all tokens at all places never exist at once. With {@code p = softmax(z)}, chosen token {@code y}, entropy {@code H} and
 * the gradients {@code g} of {@code log p_y} and {@code h} of {@code H},
 *
 * <pre>dz_i = g (1[i = y] - p_i) - h p_i (log p_i + H)</pre>
 *
 * <p>Logits of the first slices are kept for the way back, as far as there is room; others are made anew. Each row of the head's
 * gradient is written once.
 *
 * @param head {@code [vocabulary, hidden]}
 * @param cap bound c by which a logit z becomes {@code c tanh(z / c)}; 0 for none
 * @param temperature by which logits are divided once they are bounded, positive
 */
record TokenHead(Tensor head, double cap, double temperature) {
    /** Logits of a slice: what they take in float32 stays in a processor's cache. */
    private static final long PIECE = 1 << 20;

    private static final long NARROWEST = 64;

    /** Bytes of logits that are kept. */
    private static final long ROOM = 128L << 20;

    /**
     * Holds what was said of chosen tokens.
     *
     * @param hidden {@code [read, hidden]}
     * @param targets the chosen tokens, INT64 {@code [read]}
     * @param normalizers {@code log(sum(exp(z)))}, FLOAT32 {@code [read, 1]}
     * @param logProbs in nats, FLOAT32 {@code [read]}
     * @param entropies in nats, FLOAT32 {@code [read]}, if they were asked for
     * @param kept logits of the first slices, before they are bounded and divided
     */
    record Said(
            Tensor hidden,
            Tensor targets,
            Tensor normalizers,
            Tensor logProbs,
            @Nullable Tensor entropies,
            List<Tensor> kept) {}

    /** Works on the rows of the head from one to another: a slice of a number. */
    private interface SliceWork {
        void on(int slice, long from, long count);
    }

    /** Returns the log-probabilities of all tokens, in nats, FLOAT32 {@code [read, vocabulary]}: the whole of it. */
    Tensor predictions(Tensor hidden) {
        return logits(hidden.linear(head, null)).logSoftmax(-1);
    }

    /**
     * Returns what is said of chosen tokens, without gradient.
     *
     * @param back whether gradients will be taken back
     */
    Said read(Tensor hidden, Tensor targets, boolean entropies, boolean back) {
        Tensor chosen = Tensor.zeros(DType.FLOAT32, hidden.device(), hidden.size(0));
        // what outlives a slice has its place beforehand, or it would stand between pieces of memory that are free
        // again
        Tensor normalizers = Tensor.empty(DType.FLOAT32, hidden.device(), hidden.size(0), slices(hidden.size(0)));
        Tensor means = entropies ? normalizers.mul(0) : normalizers;
        List<Tensor> kept = new ArrayList<>();
        slices(hidden.size(0), (slice, from, count) -> {
            try (Scope scope = Scope.open()) {
                Tensor raw = hidden.linear(head.narrow(0, from, count), null);
                if (back && (from + count) * hidden.size(0) * raw.dtype().bytes() <= ROOM) {
                    kept.add(scope.keep(raw));
                }
                Tensor logits = logits(raw);
                Tensor normalizer = logits.logsumexp(-1, true);
                normalizers.narrow(1, slice, 1).copy_(normalizer);
                chosen.add_(Inside.of(targets, from, count).gather(logits));
                if (entropies) {
                    means.narrow(1, slice, 1)
                            .copy_(logits.sub(normalizer).exp_().mul_(logits).sum(-1, true));
                }
            }
        });
        try (Scope scope = Scope.open()) {
            Tensor normalizer = scope.keep(normalizers.logsumexp(-1, true));
            Tensor flat = normalizer.squeeze(1);
            Tensor disorder = null;
            if (entropies) {
                Tensor shares = normalizers.sub(normalizer).exp_();
                disorder = scope.keep(flat.sub(shares.mul_(means).sum(-1, false)));
            }
            return new Said(hidden, targets, normalizer, scope.keep(chosen.sub(flat)), disorder, kept);
        }
    }

    /**
     * Takes gradients back.
     *
     * @param logProbs gradient of the log-probabilities, {@code [read]}
     * @param entropies gradient of the entropies, {@code [read]}, if there are any
     * @param headGradient what the head's gradient is added to, {@code [vocabulary, hidden]}; null if none is wanted
     * @return the gradient of the hidden states, of their type
     */
    Tensor backward(Said said, Tensor logProbs, @Nullable Tensor entropies, @Nullable Tensor headGradient) {
        Tensor hidden = said.hidden();
        Tensor sum = Tensor.zeros(DType.FLOAT32, hidden.device(), hidden.shape());
        // the gradient of a log-probability is a factor of its row: it is put to the narrow matrices instead
        boolean factored = entropies == null && cap == 0;
        Tensor factors = cooled(logProbs.unsqueeze(1));
        Tensor disorders = entropies == null ? null : cooled(entropies.unsqueeze(1));
        Tensor weighed = factored ? hidden.mul(factors).to(hidden.dtype()) : hidden;
        slices(hidden.size(0), (number, from, count) -> {
            try (Scope _ = Scope.open()) {
                Tensor slice = head.detach().narrow(0, from, count);
                boolean known = number < said.kept().size();
                Tensor raw = known ? said.kept().get(number) : hidden.linear(slice, null);
                Tensor logits = logits(raw);
                Inside inside = Inside.of(said.targets(), from, count);
                Tensor gradient = factored
                        ? inside.put(logits.add_(said.normalizers(), -1).exp_().mul_(-1), null)
                        : gradient(said, logits, inside, factors, disorders);
                Tensor rounded = gradient.to(hidden.dtype());
                sum.add_(rounded.matmul(slice));
                if (headGradient != null) {
                    headGradient.narrow(0, from, count).addProduct_(rounded.transpose(0, 1), weighed);
                }
                raw.close();
            }
        });
        return (factored ? sum.mul_(factors) : sum).to(hidden.dtype());
    }

    /** Returns the gradient of the raw logits of a slice, FLOAT32 {@code [read, count]}. */
    private Tensor gradient(Said said, Tensor logits, Inside inside, Tensor logProbs, @Nullable Tensor entropies) {
        Tensor all = logits.sub(said.normalizers());
        Tensor factors = logProbs;
        if (entropies != null) {
            Tensor disorder = Objects.requireNonNull(said.entropies()).unsqueeze(1);
            factors = all.add(disorder).mul_(entropies).add_(logProbs);
        }
        Tensor gradient = inside.put(all.exp_().mul_(factors).mul_(-1), logProbs);
        return cap == 0
                ? gradient
                : gradient.mul_(logits.div(cap / temperature).square().neg().add_(1));
    }

    /**
     * Says which places chose a token of a slice.
     *
     * @param columns the token's column, INT64 {@code [read, 1]}; any where it is elsewhere
     * @param hits 1 where the token is in the slice, 0 elsewhere, FLOAT32 {@code [read, 1]}
     */
    private record Inside(Tensor columns, Tensor hits) {
        static Inside of(Tensor targets, long from, long count) {
            Tensor columns = targets.sub((double) from).unsqueeze(1);
            Tensor inside = columns.ge(0).logicalAnd(columns.lt((double) count));
            return new Inside(columns.clamp(0, count - 1.0), inside.to(DType.FLOAT32));
        }

        /** Returns the chosen logits, {@code [read]}; 0 where they are elsewhere. */
        Tensor gather(Tensor logits) {
            return logits.gather(1, columns).mul_(hits).squeeze(1);
        }

        /** Adds a factor of each place, or 1, at its chosen token. */
        Tensor put(Tensor gradient, @Nullable Tensor factors) {
            return gradient.scatterAdd_(1, columns, factors == null ? hits : hits.mul(factors));
        }
    }

    private Tensor logits(Tensor raw) {
        Tensor wide = raw.to(DType.FLOAT32);
        Tensor bounded = cap == 0 ? wide : wide.div(cap).tanh().mul(cap);
        return cooled(bounded);
    }

    /** Divides by the temperature: logits on their way there, gradients on theirs back. */
    private Tensor cooled(Tensor values) {
        return temperature == 1 ? values : values.div(temperature);
    }

    private static long width(long read) {
        return Math.max(NARROWEST, PIECE / Math.max(1, read));
    }

    private long slices(long read) {
        return Math.ceilDiv(head.size(0), width(read));
    }

    private void slices(long read, SliceWork work) {
        long width = width(read);
        int number = 0;
        for (long from = 0; from < head.size(0); from += width) {
            work.on(number++, from, Math.min(width, head.size(0) - from));
        }
    }
}
