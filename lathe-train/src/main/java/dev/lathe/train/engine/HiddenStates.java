package dev.lathe.train.engine;

import dev.lathe.model.DecoderConfig;
import dev.lathe.model.DecoderPass;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the last of this process's stages says at the places of some rows, and the way back from there.
 *
 * @param route the way that the rows took
 * @param parameters of the stages, while they run
 * @param pass the rows on their way
 * @param hidden the width of the states
 * @param places which of them this process reads, and where
 * @param back the way back; null if operations were not recorded
 * @param states {@code [read here, hidden]}, outside of any graph; arbitrary if another process has the last stage
 */
record HiddenStates(
        Route route,
        Map<String, Tensor> parameters,
        DecoderPass pass,
        long hidden,
        Places places,
        @Nullable StagedPass back,
        Tensor states) {
    /** Runs this process's stages forward. */
    static HiddenStates of(
            DecoderConfig config,
            DecoderPass pass,
            Map<String, Tensor> parameters,
            Rows rows,
            boolean recompute,
            Route route) {
        StagedPass back = Autograd.isRecording() ? new StagedPass(pass, parameters, recompute) : null;
        DType type = parameters.values().iterator().next().dtype();
        Tensor last = Tensor.empty(type, rows.places().device(), 1, pass.tokens(), config.hiddenSize());
        if (route.first() > 0) {
            route.fromBefore(last);
        }
        int end = route.end(pass.stages());
        for (int stage = route.first(); stage < end; stage++) {
            Tensor input = last;
            route.open(stage, parameters);
            last = back == null ? pass.forward(stage, parameters, input) : back.forward(stage, input);
            route.close(stage, parameters);
            input.close();
        }
        if (end < pass.stages()) {
            route.forward(last.detach().contiguous());
        }
        Places places = Places.of(rows, route.divisions().sequence());
        Tensor states = last.detach().squeeze(0).indexSelect(0, places.tokens());
        return new HiddenStates(route, parameters, pass, config.hiddenSize(), places, back, states);
    }

    /**
     * Adds the gradients of this process's stages to their parameters.
     *
     * @param gradient of the states; not looked at if another process has the last stage
     * @param passed hears of each stage that is done
     */
    void backward(Tensor gradient, IntConsumer passed) {
        if (back == null) {
            throw new IllegalStateException("nothing was recorded to go back by");
        }
        int end = route.end(pass.stages());
        Tensor flowing = end < pass.stages()
                ? route.fromAfter(Tensor.empty(states.dtype(), states.device(), 1, pass.tokens(), hidden))
                : spread(gradient);
        for (int stage = end - 1; stage >= route.first(); stage--) {
            route.open(stage, parameters);
            Tensor next = back.backward(stage, flowing);
            route.close(stage, parameters);
            passed.accept(stage);
            if (next != flowing) {
                flowing.close();
            }
            flowing = next;
        }
        if (route.first() > 0) {
            route.backward(flowing.contiguous());
        }
        flowing.close();
    }

    /** Returns the gradient of all tokens, {@code [1, tokens, hidden]}, which is 0 where nothing was read. */
    private Tensor spread(Tensor gradient) {
        try (Scope scope = Scope.open()) {
            Tensor all = Tensor.zeros(DType.FLOAT32, gradient.device(), pass.tokens(), gradient.size(1));
            all.indexAdd_(0, places.tokens(), gradient.to(DType.FLOAT32));
            return scope.keep(all.to(gradient.dtype()).unsqueeze(0));
        }
    }
}
