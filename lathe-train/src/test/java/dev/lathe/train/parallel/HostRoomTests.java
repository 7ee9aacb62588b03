package dev.lathe.train.parallel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import dev.lathe.train.recipe.ParallelRecipe;
import dev.lathe.train.recipe.ParallelRecipe.Shard;
import org.junit.jupiter.api.Test;

/** A host has room for some processes, and says how it counts them. */
class HostRoomTests {
    private static final long GIB = 1L << 30;

    private static ParallelRecipe recipe(int data, int tensor) {
        return new ParallelRecipe(data, Shard.NONE, tensor, 1, 1, 1);
    }

    private static void assertRefused(HostRoom room, ParallelRecipe recipe, String line) {
        assertThatThrownBy(() -> room.require(recipe))
                .isInstanceOf(UserError.class)
                .hasMessage(line);
    }

    @Test
    void refusesMoreThanTheCoresBear() {
        assertRefused(
                new HostRoom(2, 24 * GIB),
                recipe(32, 2),
                "parallel: data 32 x tensor 2 are 64 processes, and this machine bears 8: 4 a core of 2, and 0.25 GiB each of"
                        + " 24.0 GiB");
    }

    @Test
    void refusesMoreThanTheMemoryBears() {
        assertRefused(
                new HostRoom(64, GIB),
                recipe(8, 1),
                "parallel: data 8 are 8 processes, and this machine bears 3: 4 a core of 64, and 0.25 GiB each of 1.0 GiB");
    }

    @Test
    void hasRoomForOneInAnyCase() {
        assertThatCode(() -> {
                    new HostRoom(1, GIB / 8).require(recipe(1, 1));
                    new HostRoom(1, 2 * GIB).require(recipe(4, 1));
                    new HostRoom(2, 24 * GIB).require(recipe(4, 2));
                })
                .doesNotThrowAnyException();
    }
}
