package dev.lathe.model;

import dev.lathe.core.UserError;
import dev.lathe.tensor.Tensor;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Is one process's share of a decoder whose heads and inner widths several processes divide evenly among them, each having the rest
 * whole. Source: Shoeybi et al., Megatron-LM, 2019.
 *
 * @param whole what the model is
 * @param place which share this is, from 0
 * @param parts how many there are
 */
public record TensorShare(DecoderConfig whole, int place, int parts) {
    private static final Pattern ROWS =
            Pattern.compile(".*(self_attn\\.[qkv]_proj\\.(weight|bias)|mlp\\..*(gate|up)_proj\\.weight)");
    private static final Pattern COLUMNS = Pattern.compile(".*(self_attn\\.o_proj|mlp\\..*down_proj)\\.weight");

    /**
     * Makes sure that a model's heads and widths divide.
     *
     * @param key what the user has set to the number of parts
     * @throws UserError if they do not
     */
    public static void require(String key, int parts, DecoderConfig model) {
        if (model.keyValueHeads() % parts != 0) {
            throw new UserError("%s: %d does not divide the model's %d heads of keys and values%s"
                    .formatted(key, parts, model.keyValueHeads(), divisors(model.keyValueHeads())));
        }
        for (int layer = 0; layer < model.layers(); layer++) {
            int width = width(model.layer(layer).feedForward());
            if (width % parts != 0) {
                throw new UserError(
                        "%s: %d does not divide the width %d inside layer %d".formatted(key, parts, width, layer));
            }
        }
    }

    /** Returns the end of a message that says what a number can be divided by. */
    public static String divisors(int number) {
        return IntStream.rangeClosed(1, number)
                .filter(divisor -> number % divisor == 0)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", ", "; allowed: ", ""));
    }

    private static int width(FeedForward inside) {
        return switch (inside) {
            case FeedForward.Dense dense -> dense.width();
            case FeedForward.Experts experts -> experts.width();
        };
    }

    /** Returns what the model looks like to this process. */
    public DecoderConfig local() {
        if (parts == 1) {
            return whole;
        }
        return new DecoderConfig(
                whole.vocabSize(),
                whole.hiddenSize(),
                whole.intermediateSize() / parts,
                whole.layers(),
                whole.heads() / parts,
                whole.keyValueHeads() / parts,
                whole.headDim(),
                whole.rmsNormEps(),
                whole.ropeTheta(),
                whole.ropeInterleaved(),
                whole.tiedEmbeddings(),
                whole.qkvBias(),
                whole.qkNorm(),
                whole.maxPositions(),
                whole.bosToken(),
                whole.eosTokens(),
                whole.padToken(),
                narrower(whole.choices()));
    }

    private DecoderChoices narrower(DecoderChoices choices) {
        return new DecoderChoices(
                choices.family(),
                choices.layers().stream().map(this::narrower).toList(),
                choices.ropeScaling(),
                choices.localRopeTheta(),
                choices.activation(),
                choices.gemmaNorms(),
                choices.attentionScale(),
                choices.attentionSoftCap(),
                choices.logitSoftCap(),
                choices.embeddingScale());
    }

    private LayerChoice narrower(LayerChoice layer) {
        FeedForward inside = switch (layer.feedForward()) {
            case FeedForward.Dense(int width) -> new FeedForward.Dense(width / parts);
            case FeedForward.Experts experts ->
                new FeedForward.Experts(
                        experts.count(), experts.active(), experts.width() / parts, experts.normalized());
        };
        return new LayerChoice(layer.window(), layer.rotation(), inside);
    }

    /** Returns the dimension along which a parameter is cut; empty if every process has it whole. */
    public OptionalInt dim(String name) {
        if (parts == 1) {
            return OptionalInt.empty();
        }
        if (ROWS.matcher(name).matches()) {
            return OptionalInt.of(0);
        }
        return COLUMNS.matcher(name).matches() ? OptionalInt.of(1) : OptionalInt.empty();
    }

    /** Returns this process's part of a parameter: a copy, or the whole itself where nothing is cut. */
    public Tensor part(String name, Tensor tensor) {
        OptionalInt dim = dim(name);
        return dim.isEmpty() ? tensor : part(dim.getAsInt(), tensor);
    }

    /** Returns this process's part of an adapter, whose changes are cut as the parameters are to which they are added. */
    public Adapter part(Adapter adapter) {
        return adapter.map((projection, change) -> {
            OptionalInt dim = dim(projection + ".weight");
            if (dim.isEmpty()) {
                return change;
            }
            return dim.getAsInt() == 0
                    ? new LowRank(change.a(), part(0, change.b()), change.scale())
                    : new LowRank(part(1, change.a()), change.b(), change.scale());
        });
    }

    private Tensor part(int dim, Tensor tensor) {
        long length = tensor.size(dim) / parts;
        return tensor.narrow(dim, place * length, length).copy();
    }
}
