package dev.lathe.tensor;

import java.util.List;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptionalList;

/** Builds the list of index tensors that indexing operators take. */
final class IndexList {
    private IndexList() {}

    static TensorOptionalList of(List<Tensor> positions) {
        TensorOptionalList list = new TensorOptionalList();
        for (Tensor position : positions) {
            try (TensorOptional element = new TensorOptional(position.handle())) {
                list.push_back(element);
            }
        }
        return list;
    }
}
