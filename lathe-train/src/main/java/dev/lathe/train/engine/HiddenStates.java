package dev.lathe.train.engine;

import dev.lathe.model.DecoderPass;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the last stage of a decoder says at the places of some rows, and the way back from there.
 *
 * @param places INT64 {@code [read]}
 * @param tokens how many tokens the rows have
 * @param stages how many stages there are
 * @param back the way back; null if operations were not recorded
 * @param states {@code [read, hidden]}, outside of any graph
 */
record HiddenStates(
        Tensor places, long tokens, int stages, @Nullable StagedPass back, Tensor states) {
    /** Runs all stages forward. */
    static HiddenStates of(DecoderPass pass, Map<String, Tensor> parameters, Rows rows, boolean recompute) {
        StagedPass back = Autograd.isRecording() ? new StagedPass(pass, parameters, recompute) : null;
        Tensor packed = rows.sequences().tokens();
        Tensor last = packed;
        for (int stage = 0; stage < pass.stages(); stage++) {
            Tensor input = last;
            last = back == null ? pass.forward(stage, parameters, input) : back.forward(stage, input);
            if (stage > 0) {
                input.close();
            }
        }
        Tensor states = last.detach().squeeze(0).indexSelect(0, rows.places());
        return new HiddenStates(rows.places(), packed.numel(), pass.stages(), back, states);
    }

    /** Adds the gradients of all stages to their parameters. */
    void backward(Tensor gradient) {
        if (back == null) {
            throw new IllegalStateException("nothing was recorded to go back by");
        }
        Tensor flowing;
        try (Scope scope = Scope.open()) {
            Tensor all = Tensor.zeros(DType.FLOAT32, gradient.device(), tokens, gradient.size(1));
            all.indexAdd_(0, places, gradient.to(DType.FLOAT32));
            flowing = scope.keep(all.to(gradient.dtype()).unsqueeze(0));
        }
        for (int stage = stages - 1; stage >= 0; stage--) {
            Tensor next = back.backward(stage, flowing);
            if (next != flowing) {
                flowing.close();
            }
            flowing = next;
        }
        flowing.close();
    }
}
