package dev.lathe.tensor;

import java.util.List;

/**
 * Lets an optimiser change a parameter in at least 32 bits, because small steps are lost in 16.
 *
 * @param name the parameter's name
 * @param parameter the parameter's elements, outside the graph
 * @param changed what the steps change: the parameter itself, or a FLOAT32 copy of one in 16 bits
 */
record MasterCopy(String name, Tensor parameter, Tensor changed) {
    static MasterCopy of(NamedTensor named) {
        Tensor parameter = named.tensor().detach().leaveScope();
        boolean isShort = parameter.dtype().bytes() == 2;
        return new MasterCopy(
                named.name(), parameter, isShort ? parameter.to(DType.FLOAT32).leaveScope() : parameter);
    }

    /** Returns the copy, if there is one, as a part of an optimiser's state. */
    List<NamedTensor> parts() {
        return isCopy() ? List.of(new NamedTensor(name + ".master", changed)) : List.of();
    }

    /** Gives the parameter the rounded copy. */
    void round() {
        if (isCopy()) {
            parameter.copy_(changed);
        }
    }

    void close() {
        parameter.close();
        changed.close();
    }

    private boolean isCopy() {
        return changed != parameter;
    }
}
