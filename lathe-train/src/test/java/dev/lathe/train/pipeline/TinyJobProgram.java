package dev.lathe.train.pipeline;

import dev.lathe.core.Metrics;
import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.UserError;
import dev.lathe.train.recipe.Recipe;
import java.nio.file.Path;
import java.time.Duration;

/** Goes on with the small job in a process of its own, slowly, and prints each phase and each lesson or step of an environment. */
final class TinyJobProgram {
    static final int MISTAKE = 2;

    private TinyJobProgram() {}

    public static void main(String[] arguments) {
        Path root = Path.of(arguments[0]);
        Recipe recipe = TinyJob.recipe(root);
        var source = new TickingSource(TinyJob.source(recipe), TinyJobProgram::tick);
        try {
            TinyJob.resume(root, recipe, source, new PrintedProgress(), new StopRequest());
        } catch (UserError mistake) {
            System.out.println(mistake.getMessage());
            System.exit(MISTAKE);
        }
    }

    private static void tick() {
        System.out.println("tick");
        try {
            Thread.sleep(Duration.ofMillis(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private record PrintedProgress() implements Progress {
        @Override
        public void phase(String name, long total, String unit) {
            System.out.println("phase " + name);
        }

        @Override
        public void advance(long units) {}

        @Override
        public void metrics(Metrics metrics) {}

        @Override
        public void note(String text) {}
    }
}
