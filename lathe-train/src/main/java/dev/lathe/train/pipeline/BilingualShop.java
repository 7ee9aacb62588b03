package dev.lathe.train.pipeline;

import dev.lathe.core.Observation;
import dev.lathe.core.SnapshotEnvironment;
import dev.lathe.core.StepResult;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.session.Potential;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopState;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Serves each task in the shop that speaks its language. */
final class BilingualShop implements SnapshotEnvironment<ShopTask, ShopState> {
    private final Map<Language, ShopEnvironment> shops;
    private final @Nullable Double discount;
    private @Nullable ShopEnvironment entered;

    /**
     * Opens shops.
     *
     * @param discount of the potential whose change rewards a step in place of the score; null to leave rewards as they are
     */
    BilingualShop(Map<Language, ShopEnvironment> shops, @Nullable Double discount) {
        this.shops = shops;
        this.discount = discount;
    }

    @Override
    public Observation reset(ShopTask task, long seed) {
        return enter(task).reset(task, seed);
    }

    @Override
    public StepResult step(String action) {
        ShopEnvironment shop = entered();
        if (discount == null) {
            return shop.step(action);
        }
        ShopState before = shop.snapshot();
        StepResult result = shop.step(action);
        double change = Potential.change(before, shop.snapshot(), discount);
        return new StepResult(result.observation(), change, result.terminated(), result.truncated(), result.info());
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
