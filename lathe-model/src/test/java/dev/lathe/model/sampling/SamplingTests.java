package dev.lathe.model.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SamplingTests {
    private static final Sampling SAMPLING = Sampling.of(1, 5, 7);

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("temperature must be 0 or more, not -0.1", s -> s.withTemperature(-0.1)),
                mistake("temperature must be 0 or more, not NaN", s -> s.withTemperature(Double.NaN)),
                mistake(
                        "temperature must be 0 or more, not Infinity",
                        s -> s.withTemperature(Double.POSITIVE_INFINITY)),
                mistake("topK must be 0 (all) or more, not -1", s -> s.withTopK(-1)),
                mistake("topP must be above 0 and at most 1, not 0.0", s -> s.withTopP(0)),
                mistake("topP must be above 0 and at most 1, not 1.5", s -> s.withTopP(1.5)),
                mistake("minP must be from 0 to 1, not NaN", s -> s.withMinP(Double.NaN)),
                mistake("repetitionPenalty must be above 0, not 0.0", s -> s.withPenalties(0, 0, 0)),
                mistake("presencePenalty must be from -2 to 2, not 2.5", s -> s.withPenalties(1, 2.5, 0)),
                mistake("frequencyPenalty must be from -2 to 2, not -3.0", s -> s.withPenalties(1, 0, -3)),
                mistake("logitBias has the token -1; tokens are 0 or more", s -> s.withLogitBias(Map.of(-1, 1f))),
                mistake("logitBias must be from -100 to 100, not NaN", s -> s.withLogitBias(Map.of(1, Float.NaN))),
                mistake("maxTokens must be at least 1, not 0", s -> s.withMaxTokens(0)),
                mistake("topLogProbs must be from 0 to 20, not 21", s -> s.withTopLogProbs(21)));
    }

    private static Arguments mistake(String message, UnaryOperator<Sampling> change) {
        return Arguments.of(message, change);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void refusesWhatMakesNoSense(String message, UnaryOperator<Sampling> change) {
        assertThatThrownBy(() -> change.apply(SAMPLING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void replacesOnePartAtATime() {
        assertThat(SAMPLING.withTemperature(0.5)
                        .withTopK(3)
                        .withTopP(0.9)
                        .withMinP(0.1)
                        .withPenalties(1.1, 0.2, 0.3)
                        .withLogitBias(Map.of(4, 5f))
                        .withMaxTokens(6)
                        .withSeed(8)
                        .withStopTokens(Set.of(9))
                        .withTopLogProbs(10))
                .isEqualTo(new Sampling(0.5, 3, 0.9, 0.1, 1.1, 0.2, 0.3, Map.of(4, 5f), 6, 8, Set.of(9), 10));
        assertThat(Sampling.greedy(5)).isEqualTo(SAMPLING.withTemperature(0).withSeed(0));
    }
}
