package dev.lathe.model;

import dev.lathe.model.vector.GatedUnit;
import dev.lathe.model.vector.RowNorm;
import dev.lathe.model.vector.VectorModule;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Computes a layer with one gated block on the CPU, and goes back by formulas that are written out, each norm and each gate in one pass
 * over memory. Only attention is recorded. Suffixes name shapes: N tokens, D hidden size, P width of queries, keys and values, H width
 * of the heads' answers, F width inside of the block; 1 and G E stand for one row of heads of a size.
 */
final class DerivedLayer implements StageRun {
    private final DecoderConfig config;
    private final Map<String, Tensor> parameters;
    private final int layer;

    private final RowNorm attentionNorm;
    private final Tensor heads1NGE;
    private final Tensor mixed1NGE;
    private final RowNorm feedForwardNorm;
    private final Tensor bothNF;
    private final Tensor output;

    /** Tells whether a layer can be computed this way. */
    static boolean computes(
            DecoderConfig config, int layer, Divisions divisions, List<AdapterUse> adapters, Tensor input) {
        return VectorModule.isPresent()
                && divisions.equals(Divisions.NONE)
                && adapters.isEmpty()
                && config.layer(layer).feedForward() instanceof FeedForward.Dense dense
                && config.choices().activation() == Activation.SILU
                && !config.choices().gemmaNorms()
                && input.device().kind() == Device.Kind.CPU
                && RowNorm.computes(input.dtype(), config.hiddenSize())
                && RowNorm.computes(input.dtype(), dense.width());
    }

    /** Runs a layer; attention is recorded if operations of this thread are. */
    DerivedLayer(Decoder decoder, Map<String, Tensor> parameters, int layer, Tensor input, AttentionPass attention) {
        config = decoder.config();
        this.parameters = parameters;
        this.layer = layer;
        try (Scope scope = Scope.open()) {
            LayerWeights w = weights();
            Tensor xND = input.detach().squeeze(0).contiguous();
            attentionNorm = keep(scope, RowNorm.of(xND, w.inputNorm(), config.rmsNormEps()));
            heads1NGE = scope.keep(Autograd.noGrad(() -> attentionNorm
                            .output()
                            .linear(w.queryKeyValue(), w.queryKeyValueBias())
                            .view(1, xND.size(0), -1, config.headDim())))
                    .requiresGrad_(Autograd.isRecording());
            mixed1NGE = scope.keep(decoder.mix(w, layer, heads1NGE, attention));
            Tensor attendedND =
                    Autograd.noGrad(() -> answersNH().linear(w.output(), null).add_(xND));
            feedForwardNorm = keep(scope, RowNorm.of(attendedND, w.feedForwardNorm(), config.rmsNormEps()));
            var block = (FeedForwardWeights.Block) w.feedForward();
            bothNF = scope.keep(Autograd.noGrad(() -> feedForwardNorm.output().linear(block.gateUp(), null)));
            output = scope.keep(Autograd.noGrad(() ->
                            GatedUnit.of(bothNF).linear(block.down(), null).add_(attendedND))
                    .unsqueeze(0));
        }
    }

    private static RowNorm keep(Scope scope, RowNorm norm) {
        scope.keep(norm.tensors());
        return norm;
    }

    private Tensor answersNH() {
        return mixed1NGE.detach().reshape(-1, config.queryWidth());
    }

    @Override
    public Tensor output() {
        return output;
    }

    @Override
    public Tensor backward(Tensor gradient) {
        return Autograd.noGrad(() -> {
            try (Scope scope = Scope.open()) {
                return scope.keep(back(gradient.squeeze(0).contiguous()).unsqueeze(0));
            }
        });
    }

    private Tensor back(Tensor dyND) {
        LayerWeights w = weights();
        var gradients = new ParameterGradients(parameters);
        Tensor dAttendedND = backThroughBlock((FeedForwardWeights.Block) w.feedForward(), dyND, gradients);
        gradients.addProduct(dAttendedND, answersNH(), name("self_attn.o_proj.weight"));
        mixed1NGE.backward(dAttendedND.matmul(w.output()).view(mixed1NGE.shape()), false);
        Tensor dHeadsNP = Objects.requireNonNull(heads1NGE.grad()).view(dyND.size(0), -1);
        gradients.addProduct(dHeadsNP, attentionNorm.output(), projections("weight"));
        if (w.queryKeyValueBias() != null) {
            gradients.add(dHeadsNP.sum(0, false), projections("bias"));
        }
        RowNorm.Back back = attentionNorm.backward(dHeadsNP.matmul(w.queryKeyValue()), dAttendedND);
        gradients.add(back.weight(), name("input_layernorm.weight"));
        return back.x();
    }

    private Tensor backThroughBlock(FeedForwardWeights.Block block, Tensor dyND, ParameterGradients gradients) {
        GatedUnit.Back unit = GatedUnit.backward(bothNF, dyND.matmul(block.down()));
        Tensor dBothNF = unit.both();
        gradients.addProduct(dyND, unit.output(), name("mlp.down_proj.weight"));
        gradients.addProduct(
                dBothNF, feedForwardNorm.output(), name("mlp.gate_proj.weight"), name("mlp.up_proj.weight"));
        RowNorm.Back back = feedForwardNorm.backward(dBothNF.matmul(block.gateUp()), dyND);
        gradients.add(back.weight(), name("post_attention_layernorm.weight"));
        return back.x();
    }

    private LayerWeights weights() {
        return Autograd.noGrad(() -> LayerWeights.of(config, parameters, layer));
    }

    private String name(String parameter) {
        return LayerWeights.prefix(layer) + parameter;
    }

    private String[] projections(String kind) {
        return Stream.of("q", "k", "v")
                .map(projection -> name("self_attn." + projection + "_proj." + kind))
                .toArray(String[]::new);
    }

    @Override
    public void close() {
        List.of(heads1NGE, mixed1NGE, bothNF, output).forEach(Tensor::close);
        attentionNorm.tensors().forEach(Tensor::close);
        feedForwardNorm.tensors().forEach(Tensor::close);
    }
}
