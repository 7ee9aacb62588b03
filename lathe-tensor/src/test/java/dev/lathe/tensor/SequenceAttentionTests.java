package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.tensor.SequenceAttention.Span;
import dev.lathe.tensor.SequenceAttention.Summation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SequenceAttentionTests extends Scoped {
    private static final int BLOCKS = 60;
    private static final int BLOCK_SIZE = 8;
    private static final int HEADS = 6;
    private static final int KEY_HEADS = 2;
    private static final int WIDTH = 8;
    private static final int[] NEIGHBORS = IntStream.range(3, 30).toArray();
    private static final int[] SCATTERED =
            IntStream.range(0, 27).map(place -> 59 - place % 3 * 9 - place / 3).toArray();
    private static final int[] MIXED =
            IntStream.concat(IntStream.range(30, 32), IntStream.of(0)).toArray();

    private record Case(List<Span> spans, Summation summation, AttentionRule rule) {}

    static Stream<Case> cases() {
        List<List<Span>> passes = List.of(
                List.of(new Span(NEIGHBORS, 0, 5)),
                List.of(new Span(NEIGHBORS, 20, 1), new Span(MIXED, 0, 1), new Span(SCATTERED, 149, 1)),
                List.of(new Span(SCATTERED, 7, 140), new Span(NEIGHBORS, 30, 1), new Span(MIXED, 5, 19)));
        List<AttentionRule> rules = List.of(AttentionRule.PLAIN, new AttentionRule(0.3, 5, 11));
        return passes.stream()
                .flatMap(spans -> Arrays.stream(Summation.values())
                        .flatMap(summation -> rules.stream().map(rule -> new Case(spans, summation, rule))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void attendsWhereTheCacheIs(Case given) {
        try (Generator generator = Generator.seeded(1)) {
            Tensor keys = generator.normal(0, 1, KEY_HEADS, BLOCKS, BLOCK_SIZE, WIDTH);
            check(given, new RaggedAttention(given.spans, given.summation, keys), keys, generator);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void attendsToCopies(Case given) {
        try (Generator generator = Generator.seeded(1)) {
            Tensor keys = generator.normal(0, 1, KEY_HEADS, BLOCKS, BLOCK_SIZE, WIDTH);
            check(given, new GatheredAttention(given.spans, given.summation, keys), keys, generator);
        }
    }

    private static void check(Case given, SequenceAttention attention, Tensor keys, Generator generator) {
        Tensor values = generator.normal(0, 1, KEY_HEADS, BLOCKS, BLOCK_SIZE, WIDTH);
        int tokens = given.spans.stream().mapToInt(Span::count).sum();
        Tensor all = generator.normal(0, 1, tokens + 2, HEADS + 2 * KEY_HEADS, WIDTH);
        Tensor queries = all.narrow(1, 0, HEADS);
        attention.store(all.narrow(1, HEADS, KEY_HEADS), keys);
        attention.store(all.narrow(1, HEADS + KEY_HEADS, KEY_HEADS), values);
        Tensor mixed = attention.attend(queries, keys, values, given.rule);
        int from = 0;
        for (Span span : given.spans) {
            Tensor expected = alone(span, queries.narrow(0, from, span.count()), keys, values, given.rule);
            assertThat(mixed.narrow(0, from, span.count()).toFloats())
                    .containsExactly(expected.toFloats(), within(1e-5f));
            assertThat(sequence(keys, span)
                            .narrow(1, span.start(), span.count())
                            .toFloats())
                    .containsExactly(all.narrow(0, from, span.count())
                            .narrow(1, HEADS, KEY_HEADS)
                            .transpose(0, 1)
                            .toFloats());
            from += span.count();
        }
        assertThat(mixed.narrow(0, tokens, 2).toFloats()).containsOnly(0);
    }

    private static Tensor alone(Span span, Tensor queries, Tensor keys, Tensor values, AttentionRule rule) {
        Tensor mask = rule.mask(span.end(), Device.cpu()).narrow(0, span.start(), span.count());
        return Attention.explicit(
                        queries.unsqueeze(0).transpose(1, 2),
                        sequence(keys, span).unsqueeze(0),
                        sequence(values, span).unsqueeze(0),
                        mask,
                        rule)
                .transpose(1, 2);
    }

    /** Returns {@code [key heads, tokens, width]}. */
    private static Tensor sequence(Tensor cache, Span span) {
        long[] blocks = Arrays.stream(span.blocks()).asLongStream().toArray();
        return cache.indexSelect(1, Tensor.of(blocks, blocks.length))
                .reshape(KEY_HEADS, -1, WIDTH)
                .narrow(1, 0, span.end());
    }

    /** The bits of a token stay the same wherever the blocks are, whoever else is in the pass, and however the pass is cut. */
    @Test
    void addsInAnOrderThatOnlyPositionsDecide() {
        try (Generator generator = Generator.seeded(2)) {
            Tensor keys = generator.normal(0, 1, KEY_HEADS, BLOCKS, BLOCK_SIZE, WIDTH);
            Tensor queries = generator.normal(0, 1, 100, HEADS, WIDTH);
            float[] expected = fixed(List.of(new Span(NEIGHBORS, 0, 100)), queries, keys);
            Tensor moved = keys.copy();
            for (int place = 0; place < SCATTERED.length; place++) {
                moved.narrow(1, SCATTERED[place], 1).copy_(keys.narrow(1, NEIGHBORS[place], 1));
            }
            Span whole = new Span(SCATTERED, 0, 100);
            assertThat(fixed(List.of(whole), queries, moved)).containsExactly(expected);
            Span stranger = new Span(SCATTERED, 180, 3);
            Tensor more = Tensor.cat(List.of(generator.normal(0, 1, 3, HEADS, WIDTH), queries), 0);
            float[] beside = fixed(List.of(stranger, whole), more, moved);
            assertThat(Arrays.copyOfRange(beside, 3 * HEADS * WIDTH, beside.length))
                    .containsExactly(expected);
            float[] last = fixed(List.of(new Span(SCATTERED, 99, 1)), queries.narrow(0, 99, 1), moved);
            assertThat(last).containsExactly(Arrays.copyOfRange(expected, 99 * HEADS * WIDTH, expected.length));
        }
    }

    private static float[] fixed(List<Span> spans, Tensor queries, Tensor cache) {
        return new RaggedAttention(spans, Summation.FIXED, cache)
                .attend(queries, cache, cache, AttentionRule.PLAIN)
                .toFloats();
    }

    @Test
    void refusesWhatDoesNotFit() {
        Tensor cache = Tensor.zeros(DType.FLOAT32, 1, 2, 4, 2);
        SequenceAttention attention =
                SequenceAttention.of(List.of(new Span(new int[] {1}, 3, 1)), Summation.FREE, cache);
        assertThatThrownBy(() ->
                        attention.store(Tensor.zeros(DType.FLOAT32, 1, 1, 4).slice(2, 0, 4, 2), cache))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not dense");
        assertThatThrownBy(() -> attention.store(Tensor.zeros(DType.FLOAT64, 1, 1, 2), cache))
                .hasMessageContaining("need FLOAT32 [1, heads, width]");
        assertThatThrownBy(() -> attention.store(Tensor.zeros(DType.FLOAT32, 1, 1, 3), cache))
                .hasMessageContaining("no FLOAT32 cache");
        for (Span outside :
                List.of(new Span(new int[] {0}, 4, 1), new Span(new int[] {2}, 0, 1), new Span(new int[] {-1}, 0, 1))) {
            assertThatThrownBy(() -> SequenceAttention.of(List.of(outside), Summation.FREE, cache))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("outside");
        }
    }
}
