package dev.lathe.shop.shopper;

import dev.lathe.core.Seeds;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import org.jspecify.annotations.Nullable;

/** Makes what a policy learns from: episodes of the fair oracle, and drills on item pages. All methods may be called by many threads. */
public final class Demonstrations {
    private static final int TALK_TURNS = 60;

    private final Shop shop;
    private final @Nullable ScenarioPlay play;
    private final Language language;
    private final Style style;
    private final long seed;
    private final DrillMaker drills;

    /**
     * Makes demonstrations in one language.
     *
     * @param seed decides the order in which results are opened where the style has noise, and all of the drills
     */
    public Demonstrations(Shop shop, Language language, Style style, long seed) {
        this(shop, null, language, style, seed);
    }

    /**
     * Makes demonstrations of a scenario in one language.
     *
     * @param play the scenario; null for tasks that tell everything
     * @param seed decides the order in which results are opened where the style has noise, and all of the drills
     */
    public Demonstrations(Shop shop, @Nullable ScenarioPlay play, Language language, Style style, long seed) {
        this.shop = shop;
        this.play = play;
        this.language = language;
        this.style = style;
        this.seed = seed;
        this.drills = new DrillMaker(shop.world(), language, style);
    }

    /** Returns the episode of the fair oracle on a task. */
    public Demonstration of(ShopTask task) {
        if (play != null) {
            return ofScenario(play, task);
        }
        var settings = ShopSettings.of(language).withFormat(style.format());
        try (var environment = new ShopEnvironment(shop, settings)) {
            var oracle = new FairOracle(shop.world(), language, Habits.FAIR, style, Seeds.of(seed, task.id()));
            return Episode.play(environment, oracle, task);
        }
    }

    private Demonstration ofScenario(ScenarioPlay played, ShopTask task) {
        var settings = ShopSettings.of(language).withFormat(style.format()).withTurnLimit(TALK_TURNS);
        try (var environment = played.environment(settings)) {
            return Episode.play(
                    environment, played.oracle(language, Habits.STRICT, style, Seeds.of(seed, task.id())), task);
        }
    }

    /** Returns one of any number of drills. */
    public Drill drill(long number) {
        return drills.make(Seeds.of(Seeds.of(seed, "drill"), number));
    }
}
