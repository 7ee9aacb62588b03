package dev.lathe.train.engine;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes log-probabilities of chosen tokens from hidden states, and takes gradients back, in pieces: logits {@code z} of all tokens at
 * all places never exist at once. With {@code p = softmax(z)}, chosen token {@code y}, entropy {@code H} and the gradients
 * {@code g} of {@code log p_y} and {@code h} of {@code H},
 *
 * <pre>dz_i = g (1[i = y] - p_i) - h p_i (log p_i + H)</pre>
 *
 * <p>A piece of the way forward has some of the places, and one of the way back some of the vocabulary, so that each gradient of the
 * head is written once. Logits are made anew on the way back.
 *
 * @param head {@code [vocabulary, hidden]}
 * @param cap bound c by which a logit z becomes {@code c tanh(z / c)}; 0 for none
 */
record TokenHead(Tensor head, double cap) {
    /** What a piece may hold: 32 MiB in float32. */
    private static final long PIECE = 1 << 23;

    private static final long SMALLEST_SIDE = 16;

    /**
     * Holds what was said of chosen tokens.
     *
     * @param hidden {@code [read, hidden]}
     * @param targets the chosen tokens, INT64 {@code [read]}
     * @param normalizers {@code log(sum(exp(z)))}, FLOAT32 {@code [read, 1]}
     * @param logProbs in nats, FLOAT32 {@code [read]}
     * @param entropies in nats, FLOAT32 {@code [read]}, if they were asked for
     */
    record Said(
            Tensor hidden,
            Tensor targets,
            Tensor normalizers,
            Tensor logProbs,
            @Nullable Tensor entropies) {}

    /** Returns the log-probabilities of all tokens, in nats, FLOAT32 {@code [read, vocabulary]}: the whole of it. */
    Tensor predictions(Tensor hidden) {
        return logits(hidden, head).logSoftmax(-1);
    }

    /** Returns what is said of chosen tokens, without gradient. */
    Said read(Tensor hidden, Tensor targets, boolean entropies) {
        long read = hidden.size(0);
        long rows = side(head.size(0));
        List<Tensor> normalizers = new ArrayList<>();
        List<Tensor> chosen = new ArrayList<>();
        List<Tensor> disorder = new ArrayList<>();
        for (long from = 0; from < read; from += rows) {
            long count = Math.min(rows, read - from);
            try (Scope scope = Scope.open()) {
                Tensor logits = logits(hidden.narrow(0, from, count), head);
                Tensor normalizer = scope.keep(logits.logsumexp(-1, true));
                Tensor target = targets.narrow(0, from, count).unsqueeze(1);
                normalizers.add(normalizer);
                chosen.add(scope.keep(logits.gather(1, target).sub(normalizer).squeeze(1)));
                if (entropies) {
                    Tensor logProbs = logits.sub(normalizer);
                    disorder.add(scope.keep(
                            logProbs.exp().mul(logProbs).sum(-1, false).neg()));
                }
            }
        }
        return new Said(
                hidden,
                targets,
                Tensor.cat(normalizers, 0),
                Tensor.cat(chosen, 0),
                entropies ? Tensor.cat(disorder, 0) : null);
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
        Tensor sum = Tensor.zeros(
                DType.FLOAT32, said.hidden().device(), said.hidden().shape());
        long columns = side(said.hidden().size(0));
        for (long from = 0; from < head.size(0); from += columns) {
            long count = Math.min(columns, head.size(0) - from);
            try (Scope _ = Scope.open()) {
                Tensor slice = head.detach().narrow(0, from, count);
                Tensor gradient = gradient(said, slice, from, logProbs, entropies)
                        .to(said.hidden().dtype());
                sum.add_(gradient.matmul(slice));
                if (headGradient != null) {
                    headGradient.narrow(0, from, count).addProduct_(gradient.transpose(0, 1), said.hidden());
                }
            }
        }
        return sum.to(said.hidden().dtype());
    }

    /** Returns the gradient of some columns of the logits, FLOAT32 {@code [read, count]}. */
    private Tensor gradient(Said said, Tensor slice, long from, Tensor logProbs, @Nullable Tensor entropies) {
        Tensor logits = logits(said.hidden(), slice);
        Tensor slopes = cap == 0 ? null : logits.div(cap).square().neg().add(1);
        Tensor own = logProbs.unsqueeze(1);
        Tensor gradient;
        if (entropies == null || said.entropies() == null) {
            gradient = logits.add_(said.normalizers(), -1).exp_().mul_(own.neg());
        } else {
            Tensor excess = logits.sub(said.normalizers()).add_(said.entropies().unsqueeze(1));
            gradient = logits.add_(said.normalizers(), -1)
                    .exp_()
                    .mul_(excess.mul_(entropies.unsqueeze(1)).add_(own).mul_(-1));
        }
        chosen(said.targets(), from, slice.size(0), own, gradient);
        return slopes == null ? gradient : gradient.mul_(slopes);
    }

    /** Adds the gradient of each place to its chosen token, where that is among the columns. */
    private static void chosen(Tensor targets, long from, long count, Tensor own, Tensor gradient) {
        Tensor columns = targets.sub((double) from).unsqueeze(1);
        Tensor inside = columns.ge(0).logicalAnd(columns.lt((double) count)).to(own.dtype());
        gradient.scatterAdd_(1, columns.clamp(0, count - 1.0), own.mul(inside));
    }

    private Tensor logits(Tensor hidden, Tensor rows) {
        Tensor logits = hidden.linear(rows, null).to(DType.FLOAT32);
        return cap == 0 ? logits : logits.div(cap).tanh().mul(cap);
    }

    /** Returns how long one side of a piece may be, given the other. */
    static int side(long other) {
        return Math.toIntExact(Math.max(SMALLEST_SIDE, PIECE / Math.max(1, other)));
    }
}
