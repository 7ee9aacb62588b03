package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.tensor.RaggedAttention.Span;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RaggedAttentionTests extends Scoped {
    private static final int SLOTS = 4;
    private static final int HEADS = 6;
    private static final int KEY_HEADS = 2;
    private static final int WIDTH = 8;
    private static final int CAPACITY = 150;

    static Stream<List<Span>> spans() {
        return Stream.of(
                List.of(new Span(3, 0, 5)),
                List.of(new Span(1, 20, 1), new Span(0, 0, 1), new Span(3, 149, 1)),
                List.of(new Span(2, 7, 140), new Span(0, 30, 1), new Span(1, 0, 65)));
    }

    @ParameterizedTest
    @MethodSource("spans")
    void attendsAsOneSequenceAtATimeWould(List<Span> spans) {
        try (Generator generator = Generator.seeded(1)) {
            int tokens = spans.stream().mapToInt(Span::count).sum();
            Tensor all = generator.normal(0, 1, tokens, HEADS + 2 * KEY_HEADS, WIDTH);
            Tensor queries = all.narrow(1, 0, HEADS);
            Tensor keys = generator.normal(0, 1, SLOTS, KEY_HEADS, CAPACITY, WIDTH);
            Tensor values = generator.normal(0, 1, SLOTS, KEY_HEADS, CAPACITY, WIDTH);
            RaggedAttention ragged = new RaggedAttention(spans);
            ragged.store(all.narrow(1, HEADS, KEY_HEADS), keys);
            ragged.store(all.narrow(1, HEADS + KEY_HEADS, KEY_HEADS), values);
            Tensor mixed = ragged.attend(queries, keys, values, AttentionRule.PLAIN);
            int from = 0;
            for (Span span : spans) {
                Tensor expected = alone(span, queries.narrow(0, from, span.count()), keys, values);
                assertThat(mixed.narrow(0, from, span.count()).toFloats())
                        .containsExactly(expected.toFloats(), within(1e-5f));
                assertThat(stored(keys, span).toFloats())
                        .containsExactly(all.narrow(0, from, span.count())
                                .narrow(1, HEADS, KEY_HEADS)
                                .toFloats());
                from += span.count();
            }
        }
    }

    private static Tensor alone(Span span, Tensor queries, Tensor keys, Tensor values) {
        return Attention.explicit(
                        queries.unsqueeze(0).transpose(1, 2),
                        keys.narrow(0, span.slot(), 1).narrow(2, 0, span.end()),
                        values.narrow(0, span.slot(), 1).narrow(2, 0, span.end()),
                        Attention.causalMask(span.count(), span.end()),
                        Double.NaN)
                .transpose(1, 2);
    }

    private static Tensor stored(Tensor cache, Span span) {
        return cache.select(0, span.slot())
                .narrow(1, span.start(), span.count())
                .transpose(0, 1);
    }

    @Test
    void refusesWhatDoesNotFit() {
        Tensor cache = Tensor.zeros(DType.FLOAT32, 1, 1, 4, 2);
        RaggedAttention ragged = new RaggedAttention(List.of(new Span(0, 3, 1)));
        assertThatThrownBy(
                        () -> ragged.store(Tensor.zeros(DType.FLOAT32, 1, 1, 4).slice(2, 0, 4, 2), cache))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not dense");
        assertThatThrownBy(() -> ragged.store(Tensor.zeros(DType.FLOAT64, 1, 1, 2), cache))
                .hasMessageContaining("need FLOAT32 [1, heads, width]");
        assertThatThrownBy(() -> ragged.store(Tensor.zeros(DType.FLOAT32, 1, 1, 3), cache))
                .hasMessageContaining("no FLOAT32 cache");
        Tensor added = Tensor.zeros(DType.FLOAT32, 1, 1, 2);
        for (Span outside : List.of(new Span(0, 4, 1), new Span(1, 0, 1), new Span(-1, 0, 1))) {
            assertThatThrownBy(() -> new RaggedAttention(List.of(outside)).store(added, cache))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("outside");
        }
    }
}
