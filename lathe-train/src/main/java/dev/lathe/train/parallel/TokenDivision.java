package dev.lathe.train.parallel;

import dev.lathe.model.SequenceDivision;
import dev.lathe.tensor.GradientHook;
import dev.lathe.tensor.ProcessGroup;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Divides packed tokens evenly among processes, the first of which have one more where they do not divide. */
final class TokenDivision implements SequenceDivision {
    private final ProcessGroup group;
    private final GradientHook sum;

    TokenDivision(ProcessGroup group) {
        this.group = group;
        sum = new GradientHook(gradient -> group.allReduce(gradient.copy().contiguous()));
    }

    @Override
    public int first(int tokens) {
        return first(tokens, group.rank());
    }

    @Override
    public int count(int tokens) {
        return count(tokens, group.rank());
    }

    private int first(int tokens, int rank) {
        return rank * (tokens / group.size()) + Math.min(rank, tokens % group.size());
    }

    private int count(int tokens, int rank) {
        return first(tokens, rank + 1) - first(tokens, rank);
    }

    @Override
    public Tensor all(Tensor own, int tokens) {
        int most = count(tokens, 0);
        Tensor gathered = group.allGather(padded(own.detach(), most));
        List<Tensor> parts = new ArrayList<>();
        for (int rank = 0; rank < group.size(); rank++) {
            parts.add(rank == group.rank() ? own : gathered.narrow(0, (long) rank * most, count(tokens, rank)));
        }
        Tensor all = Tensor.cat(parts, 0);
        return all.requiresGrad() ? all.hook(sum) : all;
    }

    private static Tensor padded(Tensor own, int length) {
        long[] shape = own.shape();
        long missing = length - shape[0];
        if (missing == 0) {
            return own.contiguous();
        }
        shape[0] = missing;
        return Tensor.cat(List.of(own, Tensor.zeros(own.dtype(), own.device(), shape)), 0);
    }
}
