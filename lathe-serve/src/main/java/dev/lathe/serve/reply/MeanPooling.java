package dev.lathe.serve.reply;

import dev.lathe.model.Decoder;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.DecoderWeights;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.tensor.Torch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Embeds tokens as the mean of the decoder's last hidden states, scaled to length 1. The joined weights, which take memory of their
 * own, are made for the first text and kept.
 */
public final class MeanPooling implements Embedder, AutoCloseable {
    private static final class Weights {
        private final Scope scope = Scope.open();
        private final DecoderWeights joined;

        Weights(DecoderConfig config, Supplier<? extends Map<String, Tensor>> parameters) {
            joined = DecoderWeights.of(config, parameters.get());
        }
    }

    private final Decoder decoder;
    private final Supplier<? extends Map<String, Tensor>> parameters;
    private final int threads;

    /** Scopes belong to threads, so one thread does it all. */
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("embeddings").daemon(true).factory());

    private @Nullable Weights weights;

    /**
     * Takes a model.
     *
     * @param parameters gives its parameters when the first text comes, and is asked once; those that it makes then are closed with this
     * @param threads inside one operation
     */
    public MeanPooling(DecoderConfig config, Supplier<? extends Map<String, Tensor>> parameters, int threads) {
        decoder = new Decoder(config);
        this.parameters = parameters;
        this.threads = threads;
    }

    @Override
    public float[] embed(int[] tokens) {
        try {
            return thread.submit(() -> Autograd.noGrad(() -> pooled(tokens))).get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the embedding failed", failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while embedding", stopped);
        }
    }

    private float[] pooled(int[] tokens) {
        Weights used = weights();
        try (Scope _ = Scope.open()) {
            Tensor batch = Tensor.of(Arrays.stream(tokens).asLongStream().toArray(), 1, tokens.length);
            MemorySegment hidden = decoder.hidden(used.joined, batch).memory();
            return mean(hidden, tokens.length, decoder.config().hiddenSize());
        }
    }

    private Weights weights() {
        if (weights == null) {
            Torch.threads(threads);
            weights = new Weights(decoder.config(), parameters);
        }
        return weights;
    }

    private static float[] mean(MemorySegment hidden, int rows, int width) {
        double[] sum = new double[width];
        for (long row = 0; row < rows; row++) {
            for (int i = 0; i < width; i++) {
                sum[i] += hidden.getAtIndex(ValueLayout.JAVA_FLOAT, row * width + i);
            }
        }
        double square = 0;
        for (double value : sum) {
            square += value * value;
        }
        double length = Math.max(Math.sqrt(square), Double.MIN_NORMAL);
        float[] unit = new float[width];
        for (int i = 0; i < width; i++) {
            unit[i] = (float) (sum[i] / length);
        }
        return unit;
    }

    @Override
    public void close() {
        thread.execute(() -> {
            if (weights != null) {
                weights.scope.close();
            }
        });
        thread.close();
    }
}
