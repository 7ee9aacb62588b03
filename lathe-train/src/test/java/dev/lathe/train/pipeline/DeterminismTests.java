package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.shop.ShopTask;
import dev.lathe.train.recipe.Recipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeterminismTests {
    @TempDir
    Path folder;

    @Test
    void oneSeedGivesOneResultHoweverThreadsAreTimed() {
        Recipe recipe = TinyJob.recipe(folder);
        TaskSource<ShopTask> source = TinyJob.source(recipe);
        String first = TinyJob.run(folder.resolve("first"), recipe, source);
        String again = TinyJob.run(folder.resolve("again"), recipe, source);
        String delayed =
                TinyJob.run(folder.resolve("delayed"), recipe, new TickingSource(source, DeterminismTests::delay));
        assertThat(again).isEqualTo(first);
        assertThat(delayed).isEqualTo(first);
        for (String other : new String[] {"again", "delayed"}) {
            assertThat(TinyJob.lines(folder.resolve(other))).isEqualTo(TinyJob.lines(folder.resolve("first")));
            assertThat(TinyJob.trajectories(folder.resolve(other)))
                    .isNotEmpty()
                    .isEqualTo(TinyJob.trajectories(folder.resolve("first")));
        }
        Recipe seeded = TinyJob.recipe(folder, "seed=1");
        assertThat(TinyJob.run(folder.resolve("seeded"), seeded, TinyJob.source(seeded)))
                .isNotEqualTo(first);
    }

    @Test
    void makingRoomForEachOtherChangesNothing() {
        Recipe recipe = TinyJob.recipe(folder);
        Recipe offloading = TinyJob.recipe(folder, "compute.offload=true");
        TaskSource<ShopTask> source = TinyJob.source(recipe);
        assertThat(TinyJob.run(folder.resolve("offloading"), offloading, source))
                .isEqualTo(TinyJob.run(folder.resolve("whole"), recipe, source));
    }

    private static void delay() {
        try {
            Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(4_000_000)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
