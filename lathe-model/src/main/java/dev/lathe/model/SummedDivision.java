package dev.lathe.model;

import dev.lathe.tensor.GradientHook;
import dev.lathe.tensor.ProcessGroup;
import dev.lathe.tensor.Tensor;

/**
 * Divides a part of a layer among processes that add up what comes of it: the two operators of Shoeybi et al., Megatron-LM, 2019, each
 * the other's derivative.
 */
public final class SummedDivision implements Division {
    private final ProcessGroup group;
    private final GradientHook sum;

    private SummedDivision(ProcessGroup group) {
        this.group = group;
        // the gradient may belong to others too: only a copy may change
        sum = new GradientHook(gradient -> group.allReduce(gradient.copy().contiguous()));
    }

    /** Returns the division among the processes of a group; of a group of one, what it has alone. */
    public static Division over(ProcessGroup group) {
        return group.size() == 1 ? WHOLE : new SummedDivision(group);
    }

    @Override
    public Tensor enter(Tensor input) {
        return input.requiresGrad() ? input.view(input.shape()).hook(sum) : input;
    }

    @Override
    public Tensor leave(Tensor output) {
        Tensor own = output.contiguous();
        group.allReduce(own.detach());
        return own;
    }
}
