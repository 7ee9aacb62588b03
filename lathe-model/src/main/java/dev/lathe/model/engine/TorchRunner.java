package dev.lathe.model.engine;

import dev.lathe.model.Adapter;
import dev.lathe.model.Decoder;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.DecoderWeights;
import dev.lathe.model.KeyValueCache;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Computes any decoder by libtorch, in the type of its weights and where they are. With fixed rows a pass is filled up to their number,
 * or cut into several, and attention adds in an order that only positions decide: every matrix product has one shape, so that the
 * numbers of a sequence do not depend on the others. Products of experts have the shape of what comes to them; there this is not so.
 */
public final class TorchRunner implements ModelRunner {
    private static final int BLOCK_SIZE = 16;

    private final DecoderConfig config;
    private final Decoder decoder;
    private final int blocks;
    private final int positions;
    private final int fixedRows;
    private List<Adapter> adapters = List.of();
    private @Nullable KeyValueCache cache;
    private @Nullable DecoderWeights weights;
    private @Nullable Scope joined;
    private @Nullable Tensor logits;
    private long joinedBytes;

    /** Makes a runner whose cache holds {@code tokens} tokens, once it has weights. */
    public TorchRunner(DecoderConfig config, EngineOptions options, long tokens) {
        this.config = config;
        decoder = new Decoder(config);
        blocks = Math.toIntExact(Math.ceilDiv(tokens, BLOCK_SIZE));
        positions = options.capacity();
        fixedRows = options.fixedRows();
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
        DecoderWeights loaded = Autograd.noGrad(() -> DecoderWeights.of(config, parameters));
        weights = loaded;
        joinedBytes = parameters.entrySet().stream()
                .filter(entry -> isJoined(entry.getKey()))
                .mapToLong(entry ->
                        entry.getValue().numel() * entry.getValue().dtype().bytes())
                .sum();
        if (cache == null) {
            Tensor like = loaded.embedding();
            cache = new KeyValueCache(
                    config, new KeyValueCache.Size(blocks, BLOCK_SIZE, positions, like.dtype(), like.device()));
        }
    }

    /** Says whether a parameter is copied, because it is joined with others that multiply the same input. */
    private static boolean isJoined(String name) {
        return name.matches(".*\\.([qkv]|gate|up)_proj\\.(weight|bias)");
    }

    @Override
    public void adapters(List<Adapter> attached) {
        adapters = List.copyOf(attached);
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
            return scope.keep(
                    pass.run(decoder, Objects.requireNonNull(weights), Objects.requireNonNull(cache), adapters));
        }
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
    }
}
