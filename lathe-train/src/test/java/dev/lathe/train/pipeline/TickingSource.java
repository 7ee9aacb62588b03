package dev.lathe.train.pipeline;

import dev.lathe.core.Environment;
import dev.lathe.core.Observation;
import dev.lathe.core.StepResult;
import dev.lathe.shop.ShopTask;
import dev.lathe.train.recipe.SftRecipe;

/** Does something at every lesson, every reset and every step of an environment. */
final class TickingSource extends ForwardingSource {
    private final Runnable tick;

    TickingSource(TaskSource<ShopTask> inner, Runnable tick) {
        super(inner);
        this.tick = tick;
    }

    @Override
    public Lesson lesson(SftRecipe.Part part, long number) {
        tick.run();
        return super.lesson(part, number);
    }

    @Override
    public Environment<ShopTask> environment() {
        Environment<ShopTask> inner = super.environment();
        return new Environment<>() {
            @Override
            public Observation reset(ShopTask task, long seed) {
                tick.run();
                return inner.reset(task, seed);
            }

            @Override
            public StepResult step(String action) {
                tick.run();
                return inner.step(action);
            }

            @Override
            public void close() {
                inner.close();
            }
        };
    }
}
