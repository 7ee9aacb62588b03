package dev.lathe.shop.shopper;

import dev.lathe.core.Agent;
import dev.lathe.shop.Difficulty;
import dev.lathe.shop.Language;
import dev.lathe.shop.Scenario;
import dev.lathe.shop.ScenarioTasks;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Split;
import dev.lathe.shop.WishWriter;
import dev.lathe.shop.dialogue.Kinds;
import dev.lathe.shop.dialogue.Shopper;
import dev.lathe.shop.dialogue.ShopperAudit;
import dev.lathe.shop.dialogue.TemplateVoice;
import dev.lathe.shop.session.Diagnosis;
import dev.lathe.shop.session.Replay;
import dev.lathe.shop.session.ReplayStep;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.shop.session.Taxonomy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** Sets up one scenario in a shop: its tasks, its sessions, and those who shop in it without a model. Many threads may use it. */
public final class ScenarioPlay {
    private static final int PAR_LIMIT = 200;

    private final Shop shop;
    private final Scenario scenario;
    private final ScenarioTasks tasks;
    private final Difficulty difficulty;
    private final Map<Language, Shopper> shoppers = new EnumMap<>(Language.class);

    public ScenarioPlay(Shop shop, Scenario scenario, ScenarioTasks tasks, Difficulty difficulty) {
        this.shop = shop;
        this.scenario = scenario;
        this.tasks = tasks;
        this.difficulty = difficulty;
        for (Language language : Language.values()) {
            WishWriter writer = tasks.writer(language);
            shoppers.put(
                    language,
                    new Shopper(shop.world(), language, writer.reader(), new TemplateVoice(writer, language)));
        }
    }

    /** Returns the same with tasks of another difficulty. */
    public ScenarioPlay at(Difficulty other) {
        return other.equals(difficulty) ? this : new ScenarioPlay(shop, scenario, tasks, other);
    }

    /** Returns one of any number of tasks of a split. */
    public ShopTask task(Split split, Language language, int number) {
        return tasks.task(scenario, split, language, difficulty, number);
    }

    /** Returns the same task with one constraint changed so that another product is right; nothing if there is no such product. */
    public Optional<ShopTask> counterfactual(ShopTask task) {
        return tasks.counterfactual(task);
    }

    /** Opens a session with the shopper whom an agent can ask. */
    public ShopEnvironment environment(ShopSettings settings) {
        return new ShopEnvironment(shop, settings, Objects.requireNonNull(shoppers.get(settings.language())));
    }

    /** Returns somebody who shops by what it is told alone. */
    public Agent oracle(Language language, Habits habits, Style style, long seed) {
        return new ScenarioOracle(
                shop.world(), language, scenario, tasks.writer(language).reader(), habits, style, seed);
    }

    /** Returns how many turns somebody takes who is fair and makes no detour. */
    public int par(ShopTask task) {
        Language language = task.language();
        try (var environment = environment(ShopSettings.of(language).withTurnLimit(PAR_LIMIT))) {
            Agent oracle = oracle(language, Habits.STRICT, Style.TERSE, 0);
            return Episode.play(environment, oracle, task).turns().size();
        }
    }

    /** Counts the errors that the shopper made in an episode that was played again; the agent's are counted by {@link #examine}. */
    public ShopperAudit.Errors audit(ShopTask task, List<ReplayStep> steps) {
        Language language = task.language();
        Shopper shopper = Objects.requireNonNull(shoppers.get(language));
        return TalkAudit.of(shop.world(), shopper, tasks.writer(language).reader(), task, steps);
    }

    /** Holds an episode that was played again, and what went wrong in it. */
    public record Examined(List<ReplayStep> steps, Diagnosis diagnosis) {}

    /** Plays an episode again that was stored. */
    public List<ReplayStep> replay(ShopTask task, ShopSettings settings, List<String> replies) {
        try (var environment = environment(settings)) {
            return Replay.of(environment, settings.format(), task, replies);
        }
    }

    /** Plays an episode again that was stored, and finds what went wrong in it. */
    public Examined examine(ShopTask task, ShopSettings settings, List<String> replies) {
        Language language = task.language();
        var kinds = new Kinds(shop.world(), language, tasks.writer(language).reader());
        try (var environment = environment(settings)) {
            List<ReplayStep> steps = Replay.of(environment, settings.format(), task, replies);
            Style style = Style.TERSE.withFormat(settings.format());
            int fatal = FatalStep.of(
                    environment,
                    () -> new ScenarioOracle(
                            shop.world(),
                            language,
                            scenario,
                            tasks.writer(language).reader(),
                            Habits.STRICT,
                            style,
                            0),
                    steps);
            Diagnosis diagnosis = new Taxonomy(shop.world(), task, settings.pageSize(), kinds).of(steps);
            return new Examined(steps, diagnosis.withFirstFatal(fatal));
        }
    }

    /** Returns the words of requests, profiles, answers, pages and demonstrations that {@link ShopVocabulary} does not list. */
    public List<String> words(Language language) {
        var words = new TreeSet<>(tasks.words(language));
        words.addAll(ShopVocabulary.ofTalks(language));
        return List.copyOf(words);
    }
}
