package dev.lathe.web.session;

import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Language;
import dev.lathe.shop.ScenarioTasks;
import dev.lathe.shop.ShopTasks;
import dev.lathe.shop.Temper;
import dev.lathe.shop.WishReader;
import dev.lathe.shop.WishWriter;
import dev.lathe.shop.World;
import dev.lathe.shop.dialogue.Shopper;
import dev.lathe.shop.dialogue.TemplateVoice;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Holds a shop with its tasks and its shoppers, which all sessions share. */
public final class ShopFloor {
    private final Shop shop;
    private final TaskBook tasks;
    private final ScenarioTasks scenarios;
    private final Map<Language, Shopper> shoppers = new EnumMap<>(Language.class);

    /**
     * Opens a shop to the public.
     *
     * @param seed decides the tasks
     */
    public ShopFloor(Shop shop, long seed) {
        this.shop = shop;
        this.scenarios = new ScenarioTasks(shop.world(), seed, List.of(Temper.values()));
        Catalogue catalogue = shop.world() instanceof Catalogue small ? small : null;
        this.tasks = new TaskBook(catalogue, catalogue == null ? null : new ShopTasks(catalogue, seed), scenarios);
        for (Language language : Language.values()) {
            WishWriter writer = scenarios.writer(language);
            shoppers.put(
                    language,
                    new Shopper(shop.world(), language, writer.reader(), new TemplateVoice(writer, language)));
        }
    }

    public Shop shop() {
        return shop;
    }

    public World world() {
        return shop.world();
    }

    public TaskBook tasks() {
        return tasks;
    }

    /** Opens an environment, in which a shopper answers where the task has one. */
    public ShopEnvironment environment(ShopSettings settings) {
        return new ShopEnvironment(shop, settings, shoppers.get(settings.language()));
    }

    /** Returns who understands what shoppers of a language say. */
    public WishReader reader(Language language) {
        return Objects.requireNonNull(scenarios.writer(language).reader());
    }
}
