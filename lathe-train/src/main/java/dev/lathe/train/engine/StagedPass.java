package dev.lathe.train.engine;

import dev.lathe.model.DecoderPass;
import dev.lathe.model.StageRun;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a packed batch forward through the stages of a decoder, and then gradients back through them in the opposite order, on one
 * platform thread. Between the two it keeps what each stage needs to go back, or its input alone, of which the stage is run again when
 * its gradients are due. A stage's parameters are looked up in the map each time the stage runs or goes back, so that with recomputation
 * they need to be there only while it does; their gradients are added to {@link Tensor#grad()} of the tensors that the map held then.
 */
final class StagedPass {
    private final DecoderPass pass;
    private final Map<String, Tensor> parameters;
    private final boolean recompute;
    private final List<Kept> kept = new ArrayList<>();

    /** Holds a stage's input, and the run that goes back unless it is to be made again. */
    private record Kept(Tensor input, @Nullable StageRun run) {}

    /**
     * Prepares a pass.
     *
     * @param parameters leaves under their Hugging Face names
     * @param recompute whether to compute stages again in the backward pass instead of keeping what they computed: about a third more
     *     work for a layer's memory instead of all layers'
     */
    StagedPass(DecoderPass pass, Map<String, Tensor> parameters, boolean recompute) {
        this.pass = pass;
        this.parameters = parameters;
        this.recompute = recompute;
    }

    /**
     * Runs a stage forward. Stages are run in their order, each once.
     *
     * @param input what the stage before returned; the first stage looks at none
     * @return {@code [1, tokens, hidden]}, outside of any graph
     */
    Tensor forward(int stage, Tensor input) {
        if (recompute) {
            kept.add(new Kept(input.detach(), null));
            return pass.forward(stage, parameters, input);
        }
        StageRun run = pass.run(stage, parameters, input);
        kept.add(new Kept(input.detach(), run));
        return run.output().detach();
    }

    /**
     * Runs the newest stage that has not been run back, and lets go of what was kept for it.
     *
     * @param stage which one that is
     * @param gradient of the stage's output
     * @return the gradient of its input; the gradient itself for the first stage
     */
    Tensor backward(int stage, Tensor gradient) {
        Kept last = kept.removeLast();
        try (Scope scope = Scope.open();
                Tensor input = last.input();
                StageRun run = last.run() == null ? pass.run(stage, parameters, input) : last.run()) {
            return scope.keep(run.backward(gradient));
        }
    }
}
