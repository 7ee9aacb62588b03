package dev.lathe.train.pipeline;

import dev.lathe.core.Environment;
import dev.lathe.core.Observation;
import dev.lathe.core.StepResult;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.session.ShopEnvironment;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Serves each task in the shop that speaks its language. */
final class BilingualShop implements Environment<ShopTask> {
    private final Map<Language, ShopEnvironment> shops;
    private @Nullable ShopEnvironment entered;

    BilingualShop(Map<Language, ShopEnvironment> shops) {
        this.shops = shops;
    }

    @Override
    public Observation reset(ShopTask task, long seed) {
        entered = Objects.requireNonNull(shops.get(task.language()));
        return entered.reset(task, seed);
    }

    @Override
    public StepResult step(String action) {
        if (entered == null) {
            throw new IllegalStateException("no episode runs: call reset first");
        }
        return entered.step(action);
    }

    @Override
    public void close() {
        shops.values().forEach(ShopEnvironment::close);
    }
}
