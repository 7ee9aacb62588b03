package dev.lathe.tensor;

import dev.lathe.core.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Copies a saved optimiser state into a living one: all of it or, if it does not fit, nothing. */
final class StateCopy {
    private StateCopy() {}

    static void copy(List<NamedTensor> saved, List<NamedTensor> living) {
        Map<String, Tensor> byName = new HashMap<>();
        saved.forEach(part -> byName.put(part.name(), part.tensor()));
        List<Tensor> sources = new ArrayList<>();
        for (NamedTensor part : living) {
            sources.add(fitting(part, byName));
        }
        for (int i = 0; i < sources.size(); i++) {
            living.get(i).tensor().copy_(sources.get(i));
        }
    }

    private static Tensor fitting(NamedTensor part, Map<String, Tensor> saved) {
        Tensor source = saved.get(part.name());
        if (source == null) {
            throw new UserError("the optimiser state has no " + part.name());
        }
        if (!Arrays.equals(source.shape(), part.tensor().shape())) {
            throw new UserError("the optimiser state has " + part.name() + " with shape "
                    + Arrays.toString(source.shape()) + "; this model needs "
                    + Arrays.toString(part.tensor().shape()));
        }
        return source;
    }
}
