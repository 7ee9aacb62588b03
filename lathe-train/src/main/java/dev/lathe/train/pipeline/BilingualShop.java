package dev.lathe.train.pipeline;

import dev.lathe.core.Observation;
import dev.lathe.core.SnapshotEnvironment;
import dev.lathe.core.StepResult;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopState;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Serves each task in the shop that speaks its language. */
final class BilingualShop implements SnapshotEnvironment<ShopTask, ShopState> {
    private final Map<Language, ShopEnvironment> shops;
    private @Nullable ShopEnvironment entered;

    BilingualShop(Map<Language, ShopEnvironment> shops) {
        this.shops = shops;
    }

    @Override
    public Observation reset(ShopTask task, long seed) {
        return enter(task).reset(task, seed);
    }

    @Override
    public StepResult step(String action) {
        return entered().step(action);
    }

    @Override
    public ShopState snapshot() {
        return entered().snapshot();
    }

    @Override
    public void restore(ShopState snapshot) {
        enter(snapshot.task()).restore(snapshot);
    }

    @Override
    public String stateHash() {
        return entered().stateHash();
    }

    private ShopEnvironment enter(ShopTask task) {
        ShopEnvironment shop = Objects.requireNonNull(shops.get(task.language()));
        entered = shop;
        return shop;
    }

    private ShopEnvironment entered() {
        if (entered == null) {
            throw new IllegalStateException("no episode runs: call reset first");
        }
        return entered;
    }

    @Override
    public void close() {
        shops.values().forEach(ShopEnvironment::close);
    }
}
