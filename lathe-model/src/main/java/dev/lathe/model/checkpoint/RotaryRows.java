package dev.lathe.model.checkpoint;

import dev.lathe.model.DecoderConfig;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Orders the rows of query and key projections. GGUF files of some architectures hold the rows of each head so that a rotated pair is
 * (2i, 2i + 1); Hugging Face rotates (i, i + headDim / 2).
 */
final class RotaryRows {
    private RotaryRows() {}

    /** Returns a query or key projection in Hugging Face's order: a copy, still in blocks if it was. Other tensors stay as they are. */
    static RawTensor halves(RawTensor tensor, DecoderConfig config) {
        return ordered(tensor, config, true);
    }

    /** Returns a query or key projection with its pairs as neighbours: a copy. Other tensors stay as they are. */
    static RawTensor neighbors(RawTensor tensor, DecoderConfig config) {
        return ordered(tensor, config, false);
    }

    private static RawTensor ordered(RawTensor tensor, DecoderConfig config, boolean halves) {
        if (tensor.name().contains(".q_proj.")) {
            return ordered(tensor, config.heads(), halves);
        }
        return tensor.name().contains(".k_proj.") ? ordered(tensor, config.keyValueHeads(), halves) : tensor;
    }

    private static RawTensor ordered(RawTensor tensor, int heads, boolean halves) {
        long rows = tensor.shape()[0];
        int headDim = Math.toIntExact(rows / heads);
        long rowBytes = tensor.data().byteSize() / rows;
        MemorySegment ordered = Arena.ofAuto().allocate(tensor.data().byteSize(), Long.BYTES);
        for (long row = 0; row < rows; row++) {
            long head = row / headDim * headDim;
            long i = row % headDim;
            long neighbour = head + 2 * (i % (headDim / 2)) + i / (headDim / 2);
            long source = halves ? neighbour : row;
            long target = halves ? row : neighbour;
            MemorySegment.copy(tensor.data(), source * rowBytes, ordered, target * rowBytes, rowBytes);
        }
        return new RawTensor(tensor.name(), tensor.type(), tensor.shape(), ordered);
    }
}
