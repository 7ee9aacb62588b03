package dev.lathe.model;

import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Sends one packed batch through a decoder stage by stage: the first stage embeds tokens, then comes one a layer, and the last norms
 * what comes out. A stage reads its own parameters alone, and only while it runs. Tables and masks that it makes belong to the scope
 * in which the pass was made, results to the scope of the call.
 */
public final class DecoderPass {
    private final Decoder decoder;
    private final Tensor tokens;
    private final AttentionPass attention;
    private final List<AdapterUse> adapters;

    /**
     * Prepares the pass.
     *
     * @param adapters what is added to the projections
     * @param like a tensor where the parameters are, of their type
     */
    public DecoderPass(DecoderConfig config, PackedSequences sequences, List<AdapterUse> adapters, Tensor like) {
        this(config, Divisions.NONE, sequences, adapters, like);
    }

    /**
     * Prepares this process's part of a pass that several processes make together.
     *
     * @param config counts heads and widths of this process
     * @param sequences all of them, also where processes divide their tokens
     */
    public DecoderPass(
            DecoderConfig config,
            Divisions divisions,
            PackedSequences sequences,
            List<AdapterUse> adapters,
            Tensor like) {
        decoder = new Decoder(config, divisions);
        this.adapters = adapters;
        SequenceDivision division = divisions.sequence();
        if (division == null) {
            tokens = sequences.tokens();
            attention = PackedAttention.over(config, sequences, like);
        } else {
            int all = DividedAttention.tokens(sequences);
            tokens = sequences.tokens().narrow(0, division.first(all), division.count(all));
            attention = DividedAttention.over(config, sequences, division, like);
        }
    }

    /** Returns how many tokens this process sends through its stages. */
    public long tokens() {
        return tokens.numel();
    }

    /** Returns how many stages there are: the layers and two more. */
    public int stages() {
        return stages(decoder.config());
    }

    /** Returns how many stages a decoder has: its layers and two more. */
    public static int stages(DecoderConfig config) {
        return config.layers() + 2;
    }

    /** Returns the stage that reads a parameter; that of embeddings for a matrix that also makes predictions. */
    public static int stage(DecoderConfig config, String parameter) {
        if (parameter.startsWith("model.embed_tokens.")) {
            return 0;
        }
        String[] parts = parameter.split("\\.", -1);
        return parts.length > 2 && parts[1].equals("layers") ? 1 + Integer.parseInt(parts[2]) : stages(config) - 1;
    }

    /**
     * Runs one stage.
     *
     * @param parameters the stage's parameters, under their Hugging Face names; others may be missing
     * @param input what the stage before returned, {@code [1, tokens, hidden]}; the first stage looks at none
     * @return {@code [1, tokens, hidden]}, outside of any graph
     */
    public Tensor forward(int stage, Map<String, Tensor> parameters, Tensor input) {
        return Autograd.noGrad(() -> {
            // what only this stage needs is released before the next
            try (Scope scope = Scope.open()) {
                return scope.keep(run(stage, parameters, input).output());
            }
        });
    }

    /**
     * Runs one stage so that gradients can flow back through it, if operations of this thread are recorded; it belongs to the scope of
     * the call. Parameters and input are as for {@link #forward}, and stay what they are until it has gone back.
     */
    public StageRun run(int stage, Map<String, Tensor> parameters, Tensor input) {
        int layer = stage - 1;
        if (stage > 0 && stage < stages() - 1 && decoder.derives(layer, adapters, input)) {
            return new DerivedLayer(decoder, parameters, layer, input, attention);
        }
        Tensor leaf = input.detach();
        if (stage > 0) {
            leaf.requiresGrad_(Autograd.isRecording());
        }
        try (Scope scope = Scope.open()) {
            Tensor output = scope.keep(compute(stage, parameters, leaf));
            return new RecordedStage(leaf, output, scope.keep(output.detach()));
        }
    }

    private Tensor compute(int stage, Map<String, Tensor> parameters, Tensor input) {
        DecoderConfig config = decoder.config();
        if (stage == 0) {
            Tensor embedding = LayerWeights.get(parameters, DecoderWeights.EMBEDDING);
            return decoder.embed(embedding, tokens.unsqueeze(0));
        }
        if (stage == stages() - 1) {
            return decoder.norm(input, LayerWeights.norm(config, parameters, DecoderWeights.NORM));
        }
        int layer = stage - 1;
        LayerWeights weights = LayerWeights.of(config, parameters, layer);
        return decoder.layer(weights, layer, input, attention, Projections.of(layer, adapters));
    }
}
