package dev.lathe.model.checkpoint;

import dev.lathe.model.DecoderConfig;
import java.lang.foreign.MemorySegment;

/**
 * Puts the rows of a query or key projection back in Hugging Face's order. GGUF files of the llama architecture hold the rows of each head
 * so that a rotated pair is (2i, 2i + 1); Hugging Face rotates (i, i + headDim / 2).
 */
final class RotaryRows {
    private RotaryRows() {}

    /** Returns a query or key projection with its rows reordered: a copy, still in blocks if it was. Other tensors stay as they are. */
    static RawTensor halves(RawTensor tensor, DecoderConfig config) {
        if (tensor.name().contains(".q_proj.")) {
            return halves(tensor, config.heads());
        }
        return tensor.name().contains(".k_proj.") ? halves(tensor, config.keyValueHeads()) : tensor;
    }

    private static RawTensor halves(RawTensor tensor, int heads) {
        long rows = tensor.shape()[0];
        int headDim = Math.toIntExact(rows / heads);
        long rowBytes = tensor.data().byteSize() / rows;
        MemorySegment reordered =
                MemorySegment.ofArray(new byte[Math.toIntExact(tensor.data().byteSize())]);
        for (long row = 0; row < rows; row++) {
            long head = row / headDim * headDim;
            long i = row % headDim;
            long source = head + 2 * (i % (headDim / 2)) + i / (headDim / 2);
            MemorySegment.copy(tensor.data(), source * rowBytes, reordered, row * rowBytes, rowBytes);
        }
        return new RawTensor(tensor.name(), tensor.type(), tensor.shape(), reordered);
    }
}
