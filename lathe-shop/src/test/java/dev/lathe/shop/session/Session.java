package dev.lathe.shop.session;

import dev.lathe.core.StepResult;
import dev.lathe.shop.Language;
import dev.lathe.shop.TinyCatalogue;
import java.util.List;
import java.util.Objects;

/** Drives the environment in tests. */
final class Session {
    private static final Shop SHOP = new Shop(TinyCatalogue.catalogue());

    final ShopEnvironment environment;

    private Session(ShopSettings settings) {
        environment = new ShopEnvironment(SHOP, settings);
        environment.reset(TinyCatalogue.task(settings.language()), 0);
    }

    static Session english() {
        return of(ShopSettings.of(Language.EN));
    }

    static Session of(ShopSettings settings) {
        return new Session(settings);
    }

    /** Says one thing after the other and returns what the last one led to. */
    StepResult say(String... replies) {
        StepResult result = null;
        for (String reply : replies) {
            result = environment.step(reply);
        }
        return Objects.requireNonNull(result);
    }

    /** Says one thing after the other and returns the page after the last. */
    String see(String... replies) {
        return say(replies).observation().messages().getFirst().content();
    }

    List<String> lines(String... replies) {
        return see(replies).lines().toList();
    }
}
