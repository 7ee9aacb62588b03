package dev.lathe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.SequenceAttention.Span;
import dev.lathe.tensor.SequenceAttention.Summation;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CachedDecoderTests {
    private static final int CAPACITY = 200;
    private static final int BLOCK_SIZE = 16;
    private static final int[] FIRST = blocks(1);
    private static final int[] SECOND = blocks(0);

    @ParameterizedTest
    @EnumSource
    void givesTheHiddenStatesOfWholeSequences(TinyModel.Family family) {
        try (TinyModel model = TinyModel.of(family, 1);
                KeyValueCache cache = cache(model, 26, CAPACITY);
                Scope _ = Scope.open()) {
            Autograd.noGrad(() -> compare(model, cache));
        }
    }

    /** Runs two sequences whole, and in ragged pieces: prompts long and short, then a token each, then a token beside a piece. */
    private static void compare(TinyModel model, KeyValueCache cache) {
        Decoder decoder = new Decoder(model.config());
        DecoderWeights weights = DecoderWeights.of(model.config(), model.parameters());
        Tensor tokens = randomTokens(2, 160);
        Tensor whole = decoder.hidden(weights, tokens);
        int[][] pieces = {{150, 7}, {1, 1}, {0, 20}, {1, 1}, {8, 1}};
        int[] starts = new int[2];
        for (int[] counts : pieces) {
            Span first = new Span(FIRST, starts[0], counts[0]);
            Span second = new Span(SECOND, starts[1], counts[1]);
            Tensor added = Tensor.cat(List.of(part(tokens, 0, first), part(tokens, 1, second)), 0);
            Tensor hidden = decoder.hidden(
                    weights, added, cache.pass(List.of(first, second), Summation.FREE, counts[0] + counts[1]));
            Tensor expected = Tensor.cat(List.of(part(whole, 0, first), part(whole, 1, second)), 0);
            assertThat(hidden.toFloats()).containsExactly(expected.toFloats(), within(2e-5f));
            starts[0] += counts[0];
            starts[1] += counts[1];
        }
    }

    @Test
    void refusesMoreThanTheCacheHolds() {
        try (TinyModel model = TinyModel.of(TinyModel.Family.LLAMA, 1);
                KeyValueCache cache = cache(model, 1, 8)) {
            assertThatThrownBy(() -> cache.pass(List.of(new Span(new int[] {0}, 6, 3)), Summation.FREE, 3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("9 positions do not fit into a cache of 8");
        }
    }

    @Test
    void keepsItsMemoryWhenAScopeCloses() {
        try (TinyModel model = TinyModel.of(TinyModel.Family.LLAMA, 1)) {
            Scope scope = Scope.open();
            KeyValueCache cache = cache(model, 1, 8);
            scope.close();
            assertThat(cache.keys(1).isClosed()).isFalse();
            cache.close();
            assertThat(cache.keys(1).isClosed()).isTrue();
        }
    }

    /** Returns every second block. */
    private static int[] blocks(int from) {
        return IntStream.range(0, 13).map(place -> 2 * place + from).toArray();
    }

    private static KeyValueCache cache(TinyModel model, int blocks, int positions) {
        return new KeyValueCache(
                model.config(), new KeyValueCache.Size(blocks, BLOCK_SIZE, positions, DType.FLOAT32, Device.cpu()));
    }

    private static Tensor part(Tensor rows, int row, Span span) {
        return rows.select(0, row).narrow(0, span.start(), span.count());
    }

    private static Tensor randomTokens(int rows, int time) {
        Random random = new Random(5);
        long[] tokens =
                random.longs((long) rows * time, 0, TinyModel.VOCABULARY).toArray();
        return Tensor.of(tokens, rows, time);
    }
}
