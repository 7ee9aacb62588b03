package dev.lathe.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds what AdamW remembers of one parameter.
 *
 * @param master what the steps change
 * @param mean the mean gradient
 * @param square the mean square of the gradient
 */
record AdamState(MasterCopy master, Tensor mean, Tensor square) {
    static AdamState of(NamedTensor parameter) {
        MasterCopy master = MasterCopy.of(parameter);
        return new AdamState(master, zerosLike(master.changed()), zerosLike(master.changed()));
    }

    Tensor changed() {
        return master.changed();
    }

    List<NamedTensor> parts() {
        List<NamedTensor> parts = new ArrayList<>(master.parts());
        parts.add(new NamedTensor(master.name() + ".mean", mean));
        parts.add(new NamedTensor(master.name() + ".square", square));
        return parts;
    }

    void close() {
        master.close();
        mean.close();
        square.close();
    }

    private static Tensor zerosLike(Tensor tensor) {
        return Tensor.zeros(tensor.dtype(), tensor.device(), tensor.shape()).leaveScope();
    }
}
