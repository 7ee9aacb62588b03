package dev.lathe.train.pipeline;

import dev.lathe.core.Environment;
import dev.lathe.core.RewardFunction;
import dev.lathe.shop.ShopTask;
import dev.lathe.train.recipe.SftRecipe;
import java.util.List;

/** Supplies what another source supplies, for sources that differ in one thing. */
abstract class ForwardingSource implements TaskSource<ShopTask> {
    private final TaskSource<ShopTask> inner;

    ForwardingSource(TaskSource<ShopTask> inner) {
        this.inner = inner;
    }

    @Override
    public ShopTask training(long number) {
        return inner.training(number);
    }

    @Override
    public List<ShopTask> validation(int count) {
        return inner.validation(count);
    }

    @Override
    public List<ShopTask> heldOut(int count) {
        return inner.heldOut(count);
    }

    @Override
    public Environment<ShopTask> environment() {
        return inner.environment();
    }

    @Override
    public RewardFunction<ShopTask> reward() {
        return inner.reward();
    }

    @Override
    public String success() {
        return inner.success();
    }

    @Override
    public List<String> vocabulary() {
        return inner.vocabulary();
    }

    @Override
    public Lesson lesson(SftRecipe.Part part, long number) {
        return inner.lesson(part, number);
    }
}
