package dev.lathe.web.session;

import dev.lathe.core.DisplayName;
import dev.lathe.core.chat.ChatModel;
import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.Scenario;
import dev.lathe.shop.ScenarioTasks;
import dev.lathe.shop.ShopTasks;
import dev.lathe.shop.Temper;
import dev.lathe.shop.WishReader;
import dev.lathe.shop.WishWriter;
import dev.lathe.shop.World;
import dev.lathe.shop.desk.DeskFamily;
import dev.lathe.shop.desk.DeskTasks;
import dev.lathe.shop.dialogue.Kinds;
import dev.lathe.shop.dialogue.ModelVoice;
import dev.lathe.shop.dialogue.Shopper;
import dev.lathe.shop.dialogue.TemplateVoice;
import dev.lathe.shop.dialogue.Voice;
import dev.lathe.shop.exchange.ImportedTasks;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds a shop with its tasks and its shoppers, which all sessions share. */
public final class ShopFloor {
    private final Shop shop;
    private final TaskBook tasks;
    private final @Nullable ScenarioTasks scenarios;
    private final ErrandBook errands;
    private final Map<Language, Shopper> shoppers = new EnumMap<>(Language.class);

    /** Says who words what the rules decided that shoppers say. */
    public interface Voicing {
        /** Templates do. */
        Voicing TEMPLATES = (language, kinds, reader, templates) -> templates;

        /** Returns the voicing by a model; templates say what it does not word rightly. */
        static Voicing by(ChatModel model) {
            return (language, kinds, reader, templates) -> new ModelVoice(model, templates, reader, language);
        }

        Voice of(Language language, Kinds kinds, WishReader reader, Voice templates);
    }

    /**
     * Opens a shop to the public, whose shoppers speak by templates.
     *
     * @param seed decides the tasks
     */
    public ShopFloor(Shop shop, long seed) {
        this(shop, seed, Voicing.TEMPLATES);
    }

    /**
     * Opens a shop to the public.
     *
     * @param seed decides the tasks
     */
    public ShopFloor(Shop shop, long seed, Voicing voicing) {
        this.shop = shop;
        var made = new ScenarioTasks(shop.world(), seed, List.of(Temper.values()));
        this.scenarios = made;
        Catalogue catalogue = shop.world() instanceof Catalogue small ? small : null;
        this.tasks = new TaskBook(catalogue, catalogue == null ? null : new ShopTasks(catalogue, seed), made);
        this.errands = new ErrandBook(shop.world() instanceof Market market ? new DeskTasks(market, made, seed) : null);
        for (Language language : Language.values()) {
            WishWriter writer = made.writer(language);
            WishReader reader = writer.reader();
            var kinds = new Kinds(shop.world(), language, reader);
            Voice voice = voicing.of(language, kinds, reader, new TemplateVoice(writer, language));
            shoppers.put(language, new Shopper(shop.world(), language, reader, voice));
        }
    }

    /** Opens a shop that sells what a file lists: its tasks have neither scenarios nor shoppers. */
    public ShopFloor(ImportedTasks imported) {
        this.shop = new Shop(imported.catalogue());
        this.scenarios = null;
        this.tasks = new TaskBook(imported);
        this.errands = new ErrandBook(null);
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

    /** Returns the scenarios that say less than everything in the request, by name; none where the shop sells what a file lists. */
    public List<String> scenarioNames() {
        return scenarios == null
                ? List.of()
                : Arrays.stream(Scenario.values())
                        .filter(scenario -> scenario != Scenario.SINGLE)
                        .map(DisplayName::of)
                        .toList();
    }

    /** Returns the sorts of errands, by name; none where the shop has no desk. */
    public List<String> errandNames() {
        return errands.tasks() == null
                ? List.of()
                : Arrays.stream(DeskFamily.values()).map(DisplayName::of).toList();
    }

    public ErrandBook errands() {
        return errands;
    }

    /** Opens an environment, in which a shopper answers where the task has one. */
    public ShopEnvironment environment(ShopSettings settings) {
        return new ShopEnvironment(shop, settings, shoppers.get(settings.language()));
    }

    /**
     * Returns who understands what shoppers of a language say.
     *
     * @throws IllegalStateException if the shop sells what a file lists
     */
    public WishReader reader(Language language) {
        if (scenarios == null) {
            throw new IllegalStateException("an imported catalogue has no shoppers");
        }
        return scenarios.writer(language).reader();
    }
}
