package dev.lathe.model.engine;

import dev.lathe.model.Adapter;
import dev.lathe.model.Decoder;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.DecoderWeights;
import dev.lathe.model.KeyValueCache;
import dev.lathe.model.Parameters;
import dev.lathe.model.ParametersOnDemand;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Computes any decoder by libtorch, in the type of its weights, on the device that the engine's options name. With fixed rows a pass is filled up to their number,
 * or cut into several, and attention adds in an order that only positions decide: every matrix product has one shape, so that the
 * numbers of a sequence do not depend on the others. Products of experts have the shape of what comes to them; there this is not so.
 */
public final class TorchRunner implements ModelRunner {
    private static final int BLOCK_SIZE = 16;

    private final DecoderConfig config;
    private final Decoder decoder;
    private final Device device;
    private final int blocks;
    private final int positions;
    private final int fixedRows;
    private List<Adapter> adapters = List.of();
    private @Nullable KeyValueCache cache;
    private @Nullable DecoderWeights weights;
    private @Nullable Scope joined;
    private @Nullable Tensor logits;
    private long joinedBytes;

    /**
     * Makes a runner whose cache holds {@code tokens} tokens, once it has weights.
     *
     * @throws dev.lathe.core.UserError if there is no such device
     */
    public TorchRunner(DecoderConfig config, EngineOptions options, long tokens) {
        this(new Decoder(config), options, tokens);
    }

    /** Makes a runner that computes one process's share of a decoder. */
    TorchRunner(Decoder decoder, EngineOptions options, long tokens) {
        this.decoder = decoder;
        config = decoder.config();
        device = options.device();
        device.require("device");
        blocks = Math.toIntExact(Math.ceilDiv(tokens, BLOCK_SIZE));
        positions = options.capacity();
        fixedRows = options.passes().fixedRows();
    }

    @Override
    public int blockSize() {
        return BLOCK_SIZE;
    }

    @Override
    public int blocks() {
        return blocks;
    }

    @Override
    public void load(Map<String, Tensor> parameters) {
        dropWeights();
        joined = Scope.open();
        DecoderWeights loaded = Autograd.noGrad(() -> DecoderWeights.of(config, placed(parameters)));
        weights = loaded;
        joinedBytes = loaded.embedding().dtype().bytes() * joinedNumbers();
        if (cache == null) {
            Tensor like = loaded.embedding();
            cache = new KeyValueCache(
                    config, new KeyValueCache.Size(blocks, BLOCK_SIZE, positions, like.dtype(), like.device()));
        }
    }

    private Map<String, Tensor> placed(Map<String, Tensor> parameters) {
        return new ParametersOnDemand(
                parameters.keySet(),
                name -> Objects.requireNonNull(parameters.get(name)).to(device));
    }

    private long joinedNumbers() {
        return Parameters.shapes(config).entrySet().stream()
                .filter(entry -> isJoined(entry.getKey()))
                .mapToLong(entry -> Tensor.elements(entry.getValue()))
                .sum();
    }

    /** Says whether a parameter is copied, because it is joined with others that multiply the same input. */
    private static boolean isJoined(String name) {
        return name.matches(".*\\.([qkv]|gate|up)_proj\\.(weight|bias)");
    }

    @Override
    public void adapters(List<Adapter> attached) {
        adapters.forEach(Adapter::close);
        adapters = attached.stream()
                .map(adapter -> adapter.map((_, change) -> change.map(this::placed)))
                .toList();
    }

    private Tensor placed(Tensor tensor) {
        return tensor.to(device).leaveScope();
    }

    @Override
    public Logits run(List<SequenceStep> steps) {
        dropLogits();
        Tensor rows = Autograd.noGrad(() -> {
            try (Scope scope = Scope.open()) {
                List<TorchPass> passes =
                        fixedRows == 0 ? List.of(TorchPass.of(steps)) : TorchPass.cut(steps, fixedRows);
                return scope.keep(join(passes.stream().map(this::run).toList()));
            }
        });
        logits = rows.leaveScope();
        return new Logits(rows.memory(), Math.toIntExact(rows.size(0)), config.vocabSize());
    }

    private Tensor run(TorchPass pass) {
        try (Scope scope = Scope.open()) {
            return scope.keep(pass.logits(model()));
        }
    }

    private TorchPass.Model model() {
        return new TorchPass.Model(decoder, Objects.requireNonNull(weights), Objects.requireNonNull(cache), adapters);
    }

    @Override
    public double[][] sumStates(List<SequenceStep> steps) {
        return Autograd.noGrad(() -> steps.stream().map(this::sumStates).toArray(double[][]::new));
    }

    private double[] sumStates(SequenceStep step) {
        double[] sum = new double[config.hiddenSize()];
        List<TorchPass> passes =
                fixedRows == 0 ? List.of(TorchPass.of(List.of(step))) : TorchPass.cut(List.of(step), fixedRows);
        for (TorchPass pass : passes) {
            try (Scope _ = Scope.open()) {
                float[] states = pass.states(model()).toFloats();
                for (int i = 0; i < states.length; i++) {
                    sum[i % sum.length] += states[i];
                }
            }
        }
        return sum;
    }

    private static Tensor join(List<Tensor> parts) {
        return parts.size() == 1 ? parts.getFirst() : Tensor.cat(parts, 0);
    }

    @Override
    public void release() {
        dropLogits();
        dropWeights();
        if (cache != null) {
            cache.close();
            cache = null;
        }
    }

    private void dropLogits() {
        if (logits != null) {
            logits.close();
            logits = null;
        }
    }

    private void dropWeights() {
        if (joined != null) {
            joined.close();
            joined = null;
            weights = null;
            joinedBytes = 0;
        }
    }

    @Override
    public long memory() {
        return cache == null
                ? 0
                : joinedBytes
                        + (long) blocks
                                * BLOCK_SIZE
                                * KeyValueCache.bytesPerToken(
                                        config, cache.size().type());
    }

    @Override
    public void close() {
        release();
        adapters.forEach(Adapter::close);
    }
}
