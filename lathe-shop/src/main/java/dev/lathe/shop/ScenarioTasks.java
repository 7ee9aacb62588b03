package dev.lathe.shop;

import dev.lathe.core.DisplayName;
import dev.lathe.core.Seeds;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes tasks in which the request does not say everything: some of it is in the profile of a persona, some is told when asked. A split
 * has families of products, personas and clause patterns of its own. Immutable.
 */
public final class ScenarioTasks {
    private static final int FEN = 100;

    private final World world;
    private final long seed;
    private final Errands errands;
    private final PersonaMaker personas;
    private final List<Temper> tempers;
    private final Satisfaction satisfaction;
    private final Map<Language, WishWriter> writers = new EnumMap<>(Language.class);

    /**
     * Makes tasks from a seed.
     *
     * @param seed decides wishes, personas and wording; not the splits
     * @param tempers how shoppers talk; tasks take turns
     */
    public ScenarioTasks(World world, long seed, List<Temper> tempers) {
        this.world = world;
        this.seed = Seeds.of(seed, "scenarios");
        this.errands = Errands.of(world, this.seed);
        this.personas = new PersonaMaker(errands, this.seed);
        this.tempers = List.copyOf(tempers);
        this.satisfaction = new Satisfaction(world);
        for (Language language : Language.values()) {
            writers.put(language, new WishWriter(world, language));
        }
    }

    /** Returns the persona of a number among those of a split. */
    public Persona persona(Split split, int number) {
        return personas.persona(split, number);
    }

    /** Returns what a task without a profile wishes, in the order category, brand, the rest. */
    public List<Constraint> wishes(Split split, Difficulty difficulty, int number) {
        return personas.wishes(errands.family(split, number), round(split, number), difficulty);
    }

    /** Returns one of any number of tasks. The same number wishes the same in both languages. */
    public ShopTask task(Scenario scenario, Split split, Language language, Difficulty difficulty, int number) {
        int family = scenario.persona()
                ? personas.families(split, number / PersonaMaker.FAMILIES).get(number % PersonaMaker.FAMILIES)
                : errands.family(split, number);
        var random = new SplittableRandom(Seeds.of(Seeds.of(seed, scenario + " " + split), number));
        Persona persona = scenario.persona() ? personas.persona(split, number / PersonaMaker.FAMILIES) : null;
        List<Constraint> easy = personas.wishes(family, round(split, number), Difficulty.EASY);
        Set<Constraint> habits = persona == null ? Set.of() : habits(persona, family, easy);
        List<Constraint> wishes = wishes(easy, personas.wishes(family, round(split, number), difficulty), habits);
        if (difficulty.infeasible()) {
            cheapen(wishes, random);
        }
        Temper temper = scenario.dialogue() ? tempers.get(Math.floorMod(number, tempers.size())) : null;
        List<Source> sources = sources(wishes, habits, scenario, difficulty, random);
        String instruction = writer(language)
                .say(
                        split,
                        said(wishes, sources),
                        difficulty.ambiguity(),
                        null,
                        new SplittableRandom(Seeds.of(Seeds.of(seed, language + " " + scenario), number)));
        return new ShopTask(
                id(scenario, split, language, difficulty, number),
                split,
                language,
                instruction,
                wishes,
                errands.target(family),
                satisfaction.count(wishes),
                new Disclosure(sources, persona, temper, Seeds.of(seed, number)));
    }

    /**
     * Returns the same task with one constraint changed so that what was right is right no longer, and another product is; nothing if no
     * product differs in exactly one constraint that can be said.
     *
     * @param task one of these tasks
     */
    public Optional<ShopTask> counterfactual(ShopTask task) {
        return new Counterfactuals(world, satisfaction)
                .of(
                        task,
                        said -> writer(task.language())
                                .say(
                                        task.split(),
                                        said,
                                        Ambiguity.DESCRIBED,
                                        null,
                                        new SplittableRandom(task.disclosure().seed())));
    }

    private static List<Constraint> said(List<Constraint> wishes, List<Source> sources) {
        List<Constraint> said = new ArrayList<>();
        for (int i = 0; i < wishes.size(); i++) {
            if (sources.get(i) == Source.SAID) {
                said.add(wishes.get(i));
            }
        }
        return said;
    }

    /** Returns tasks with the numbers from 0. */
    public List<ShopTask> tasks(Scenario scenario, Split split, Language language, Difficulty difficulty, int count) {
        List<ShopTask> tasks = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            tasks.add(task(scenario, split, language, difficulty, number));
        }
        return tasks;
    }

    /** Returns the writer, whose reader understands every request and every answer. */
    public WishWriter writer(Language language) {
        return Lexicon.known(writers.get(language), "language", language.name());
    }

    /** Returns the words of the world, of wishes and of personas in one language, for a tokenizer of whole words. */
    public Set<String> words(Language language) {
        Set<String> words = new HashSet<>(writer(language).words());
        words.addAll(PersonaMaker.words(language));
        return words;
    }

    private static String id(Scenario scenario, Split split, Language language, Difficulty difficulty, int number) {
        return String.format(
                Locale.ROOT,
                "%s-%s-%s-%d-%s%s-%06d",
                DisplayName.of(scenario),
                DisplayName.of(split),
                DisplayName.of(language),
                difficulty.wishes(),
                DisplayName.of(difficulty.ambiguity()),
                difficulty.infeasible() ? "-infeasible" : "",
                number);
    }

    private int round(Split split, int number) {
        return personas.round(split, number / PersonaMaker.FAMILIES);
    }

    private Set<Constraint> habits(Persona persona, int family, List<Constraint> easy) {
        Set<Constraint> habits = new HashSet<>();
        for (Persona.Preference preference : persona.preferences()) {
            if (preference.category().equals(errands.category(family)) && easy.contains(preference.wish())) {
                habits.add(preference.wish());
            }
        }
        return habits;
    }

    private static List<Constraint> wishes(List<Constraint> easy, List<Constraint> chosen, Set<Constraint> habits) {
        List<Constraint> wishes = new ArrayList<>();
        for (Constraint wish : easy) {
            if (habits.contains(wish) && !chosen.contains(wish)) {
                wishes.add(wish);
            }
        }
        wishes.addAll(0, chosen);
        return wishes;
    }

    /** Lowers the ceiling below the cheapest combination that is otherwise right. */
    private void cheapen(List<Constraint> wishes, SplittableRandom random) {
        List<Constraint> others = new ArrayList<>(wishes);
        others.removeIf(wish -> wish instanceof Constraint.PriceAtMost);
        int cheapest = Integer.MAX_VALUE;
        for (int index : candidates(others)) {
            cheapest = Math.min(cheapest, Satisfaction.cheapest(world.product(index), world.listing(index), others));
        }
        int ceiling = cheapest - (1 + random.nextInt(20)) * FEN;
        wishes.replaceAll(wish -> wish instanceof Constraint.PriceAtMost ? new Constraint.PriceAtMost(ceiling) : wish);
    }

    /** Returns the indexes of the products of the category and brand that wishes name. */
    public List<Integer> candidates(List<Constraint> wishes) {
        return satisfaction.candidates(wishes);
    }

    private static List<Source> sources(
            List<Constraint> wishes,
            Set<Constraint> habits,
            Scenario scenario,
            Difficulty difficulty,
            SplittableRandom random) {
        List<Constraint> open = wishes.stream()
                .filter(wish -> !habits.contains(wish) && !(wish instanceof Constraint.CategoryIs))
                .toList();
        List<Constraint> asked =
                scenario.dialogue() ? Draws.some(open, Math.min(difficulty.asked(), open.size()), random) : List.of();
        List<Source> sources = new ArrayList<>();
        for (Constraint wish : wishes) {
            Source told = asked.contains(wish) ? Source.ASKED : Source.SAID;
            sources.add(habits.contains(wish) ? Source.PROFILE : told);
        }
        return sources;
    }
}
