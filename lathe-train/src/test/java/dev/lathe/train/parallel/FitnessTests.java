package dev.lathe.train.parallel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderChoices;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.FeedForward;
import dev.lathe.model.LayerChoice;
import dev.lathe.train.recipe.ParallelRecipe;
import dev.lathe.train.recipe.ParallelRecipe.Shard;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FitnessTests {
    private static final DecoderConfig DENSE = model(new FeedForward.Dense(48));
    private static final DecoderConfig MIXTURE = model(new FeedForward.Experts(6, 2, 16, true));

    private static DecoderConfig model(FeedForward inside) {
        return new DecoderConfig(
                50,
                36,
                48,
                2,
                9,
                3,
                4,
                1e-5,
                10_000,
                false,
                true,
                false,
                false,
                64,
                OptionalInt.empty(),
                List.of(1),
                OptionalInt.empty(),
                DecoderChoices.of(
                        "test", Collections.nCopies(2, new LayerChoice(0, LayerChoice.Rotation.GLOBAL, inside))));
    }

    private static void assertRefused(ParallelRecipe recipe, DecoderConfig model, String line) {
        assertThatThrownBy(() -> Fitness.require(recipe, model))
                .isInstanceOf(UserError.class)
                .hasMessage(line);
    }

    @Test
    void refusesShapesThatDoNotDivide() {
        assertRefused(
                new ParallelRecipe(1, Shard.NONE, 2, 1, 1, 1),
                DENSE,
                "parallel.tensor: 2 does not divide the model's 3 heads of keys and values; allowed: 1, 3");
        assertRefused(
                new ParallelRecipe(1, Shard.NONE, 3, 1, 1, 1),
                MIXTURE,
                "parallel.tensor: 3 does not divide the width 16 inside layer 0");
        assertRefused(
                new ParallelRecipe(1, Shard.NONE, 1, 1, 3, 1),
                DENSE,
                "parallel.pipeline: 3 processes cannot each have one of the model's 2 layers");
        assertRefused(
                new ParallelRecipe(1, Shard.NONE, 1, 1, 1, 4),
                MIXTURE,
                "parallel.expert: 4 does not divide the model's 6 experts; allowed: 1, 2, 3, 6");
        assertRefused(
                new ParallelRecipe(1, Shard.NONE, 1, 1, 1, 2),
                DENSE,
                "parallel.expert: the model has no experts to divide among 2 processes");
        assertRefused(
                new ParallelRecipe(2, Shard.PARAMETERS, 1, 1, 2, 1),
                DENSE,
                "parallel.shard: parameters does not go with a pipeline of 2; use optimizer");
    }

    @Test
    void acceptsWhatDivides() {
        assertThatCode(() -> {
                    Fitness.require(new ParallelRecipe(2, Shard.OPTIMIZER, 3, 4, 2, 1), DENSE);
                    Fitness.require(new ParallelRecipe(1, Shard.NONE, 1, 1, 1, 3), MIXTURE);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void wantsATokenForEachThatShareASequence() {
        assertThatThrownBy(() -> Fitness.requireTokens(8, 7))
                .isInstanceOf(UserError.class)
                .hasMessage("parallel.sequence: 8 processes cannot share sequences of 7 tokens; allowed: 1 to 7");
        assertThatCode(() -> Fitness.requireTokens(8, 8)).doesNotThrowAnyException();
    }

    @Test
    void asksForSomebodyToShareWith() {
        assertThatThrownBy(() -> new ParallelRecipe(1, Shard.OPTIMIZER, 2, 1, 1, 1))
                .hasMessage("shard: there is nobody to share with; needs a data of at least 2");
    }
}
