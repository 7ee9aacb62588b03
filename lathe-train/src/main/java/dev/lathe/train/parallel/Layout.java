package dev.lathe.train.parallel;

import dev.lathe.model.DecoderConfig;
import dev.lathe.model.DecoderPass;
import dev.lathe.model.DecoderWeights;
import dev.lathe.model.FeedForward;
import dev.lathe.model.TensorShare;
import dev.lathe.tensor.Factor;
import dev.lathe.tensor.Tensor;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says which parameters of a decoder a process has, and which part of each.
 *
 * @param whole what the model is
 * @param grid where the process is
 */
record Layout(DecoderConfig whole, Grid grid) {
    private static final Pattern EXPERT = Pattern.compile(".*mlp\\.experts\\.(\\d+)\\..*");
    private static final Pattern ROUTER = Pattern.compile(".*mlp\\.gate\\.weight");
    private static final Pattern HEAD_NORM = Pattern.compile(".*self_attn\\.[qk]_norm\\.weight");

    /**
     * Is a part of a matrix or a vector.
     *
     * @param dim along which it is cut
     * @param index which part, from 0
     * @param count how many parts of one size there are
     */
    record Piece(int dim, int index, int count) {
        Tensor of(Tensor whole) {
            long length = whole.size(dim) / count;
            return whole.narrow(dim, index * length, length);
        }

        long[] whole(long[] shape) {
            long[] all = shape.clone();
            all[dim] *= count;
            return all;
        }
    }

    /** Returns what the model looks like to this process, with its share of heads and widths. */
    DecoderConfig local() {
        return heads().local();
    }

    private TensorShare heads() {
        return new TensorShare(whole, grid.place(Axis.TENSOR), grid.size(Axis.TENSOR));
    }

    /** Returns this process's first stage. */
    int first() {
        int place = grid.place(Axis.PIPELINE);
        return place == 0 ? 0 : 1 + place * whole.layers() / grid.size(Axis.PIPELINE);
    }

    /** Returns the stage after this process's last. */
    int end() {
        int next = grid.place(Axis.PIPELINE) + 1;
        return last() ? DecoderPass.stages(whole) : 1 + next * whole.layers() / grid.size(Axis.PIPELINE);
    }

    /** Tells whether this process has the last stage. */
    boolean last() {
        return grid.place(Axis.PIPELINE) == grid.size(Axis.PIPELINE) - 1;
    }

    /** Tells whether this process has a part of a parameter. */
    boolean holds(String name) {
        int stage = DecoderPass.stage(whole, name);
        boolean here = stage >= first() && stage < end();
        boolean head = last() && isHead(name);
        return (here || head) && holdsExpert(name);
    }

    private boolean holdsExpert(String name) {
        Matcher expert = EXPERT.matcher(name);
        if (!expert.matches()) {
            return true;
        }
        int count = ((FeedForward.Experts)
                        whole.layer(DecoderPass.stage(whole, name) - 1).feedForward())
                .count();
        int each = count / grid.size(Axis.EXPERT);
        return Integer.parseInt(expert.group(1)) / each == grid.place(Axis.EXPERT);
    }

    private boolean isHead(String name) {
        return name.equals(DecoderWeights.head(whole));
    }

    /** Returns which part of a parameter, or of a thin matrix that changes one, this process has; null if it has the whole. */
    @Nullable
    Piece piece(String name) {
        Factor factor = Factor.of(name);
        OptionalInt dim = heads().dim(factor == null ? name : factor.matrix());
        boolean whole = dim.isEmpty() || (factor != null && factor.dim() != dim.getAsInt());
        return whole ? null : new Piece(dim.getAsInt(), grid.place(Axis.TENSOR), grid.size(Axis.TENSOR));
    }

    /** Tells whether gradients of a parameter that processes with other heads have too are parts of a sum. */
    boolean addsOverHeads(String name) {
        return HEAD_NORM.matcher(name).matches();
    }

    /** Tells whether a name is that of a thin matrix which processes have whole that have parts of the one it changes. */
    boolean changesPieces(String name) {
        Factor factor = Factor.of(name);
        return factor != null && piece(name) == null && piece(factor.matrix()) != null;
    }

    /** Tells whether gradients of a parameter that processes with other experts have too are parts of a sum. */
    boolean addsOverExperts(String name) {
        return ROUTER.matcher(name).matches();
    }

    /** Tells whether a parameter is used by the first stage and by the last one, in different processes. */
    boolean atBothEnds(String name) {
        return whole.tiedEmbeddings() && grid.size(Axis.PIPELINE) > 1 && isHead(name);
    }

    /** Tells whether of all processes that have the same part of a parameter, but for its data, this one is to be counted. */
    boolean counts(String name) {
        boolean tensor = piece(name) != null || grid.place(Axis.TENSOR) == 0;
        boolean expert = EXPERT.matcher(name).matches() || grid.place(Axis.EXPERT) == 0;
        boolean end = !atBothEnds(name) || grid.place(Axis.PIPELINE) == 0;
        return tensor && expert && end && grid.place(Axis.SEQUENCE) == 0;
    }
}
