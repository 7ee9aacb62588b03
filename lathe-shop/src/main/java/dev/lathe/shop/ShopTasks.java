package dev.lathe.shop;

import dev.lathe.core.DisplayName;
import dev.lathe.core.Seeds;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Makes tasks for the families of a catalogue. A family belongs to one split, and so do the clause patterns and orders of the
 * instructions; each family has any number of wordings. Immutable.
 */
public final class ShopTasks {
    private static final int FEN = 100;

    private final Catalogue catalogue;
    private final long seed;
    private final Satisfaction satisfaction;
    private final Map<Language, InstructionWriter> writers = new EnumMap<>(Language.class);
    private final Map<Split, List<Integer>> families = new EnumMap<>(Split.class);

    /**
     * Makes tasks from a seed.
     *
     * @param seed decides the wishes and their wording, and the order of families in lists; not the splits
     */
    public ShopTasks(Catalogue catalogue, long seed) {
        this.catalogue = catalogue;
        this.seed = Seeds.of(seed, "tasks");
        this.satisfaction = new Satisfaction(catalogue);
        for (Language language : Language.values()) {
            writers.put(language, new InstructionWriter(catalogue.lexicon(), language));
        }
        for (Split split : Split.values()) {
            families.put(split, shuffled(split));
        }
    }

    private List<Integer> shuffled(Split split) {
        List<Integer> some = catalogue.families().stream()
                .map(Family::index)
                .filter(family -> split(family) == split)
                .toList();
        return Draws.shuffled(some, new SplittableRandom(Seeds.of(seed, split.name())));
    }

    /** Returns the split of a family: 70 % are for training, 5 % for validation, 25 % are held out. */
    public Split split(int family) {
        return Splits.ofFamily(family);
    }

    /** Returns the families of a split, in an order drawn from the seed. */
    public List<Integer> families(Split split) {
        return Lexicon.known(families.get(split), "split", split.name());
    }

    /** Returns the first tasks of a split: every family once, then every family in another wording, and so on. */
    public List<ShopTask> tasks(Split split, Language language, int count) {
        List<ShopTask> tasks = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            tasks.add(task(split, language, number));
        }
        return tasks;
    }

    /**
     * Returns one of any number of tasks of a split.
     *
     * @throws IllegalArgumentException if the catalogue is so small that no family is in the split
     */
    public ShopTask task(Split split, Language language, int number) {
        List<Integer> some = families(split);
        if (some.isEmpty()) {
            throw new IllegalArgumentException("the catalogue has no family for " + split);
        }
        return wording(language, some.get(number % some.size()), number / some.size());
    }

    /** Returns the task for a family in one of any number of wordings. The same number wishes the same in both languages. */
    public ShopTask wording(Language language, int family, int wording) {
        long place = Seeds.of(seed, family, wording);
        Family wanted = catalogue.families().get(family);
        Split split = split(family);
        List<Constraint> constraints = constraints(wanted, new SplittableRandom(place));
        return new ShopTask(
                String.format(
                        Locale.ROOT,
                        "%s-%s-f%04d-w%d",
                        DisplayName.of(split),
                        DisplayName.of(language),
                        family,
                        wording),
                split,
                language,
                Lexicon.known(writers.get(language), "language", language.name())
                        .write(split, constraints, new SplittableRandom(Seeds.of(place, language.name()))),
                constraints,
                wanted.original(),
                satisfaction.count(constraints));
    }

    /**
     * Returns the same task with one constraint changed so that what was right is right no longer, and another product is; nothing if
     * no product differs in exactly one constraint.
     *
     * @param task one of these tasks
     */
    public Optional<ShopTask> counterfactual(ShopTask task) {
        return new Counterfactuals(catalogue, satisfaction)
                .of(
                        task,
                        said -> Lexicon.known(
                                        writers.get(task.language()),
                                        "language",
                                        task.language().name())
                                .write(task.split(), said, new SplittableRandom(Seeds.of(seed, task.id()))));
    }

    /** Returns the wishes of a family; what is random in them is the choice of options and the slack of the price. */
    List<Constraint> constraints(Family family, SplittableRandom random) {
        Product product = catalogue.product(family.original());
        List<Constraint> constraints = new ArrayList<>();
        constraints.add(new Constraint.CategoryIs(product.category()));
        constraints.add(new Constraint.AttributeIs(Attribute.BRAND, product.brand()));
        for (String attribute : family.twinAttributes()) {
            String value = Lexicon.known(product.attributes().get(attribute), "attribute", attribute);
            constraints.add(new Constraint.AttributeIs(attribute, value));
        }
        List<String> values = new ArrayList<>();
        for (ProductAxis axis : product.axes()) {
            String drawn = Draws.one(axis.values(), random);
            String value = axis.axis().equals(family.twinAxis()) ? family.twinValue() : drawn;
            values.add(value);
            constraints.add(new Constraint.OptionIs(axis.axis(), value));
        }
        constraints.add(new Constraint.PriceAtMost(ceiling(family, values, random)));
        return constraints;
    }

    /** Returns a whole price that the original stays within and its next dearer twin does not. */
    private int ceiling(Family family, List<String> values, SplittableRandom random) {
        int price = catalogue.product(family.original()).price(values);
        int dearer = Integer.MAX_VALUE;
        for (int member : family.members()) {
            Product twin = catalogue.product(member);
            boolean offered = true;
            for (int i = 0; i < values.size(); i++) {
                offered &= twin.axes().get(i).values().contains(values.get(i));
            }
            if (offered && twin.price(values) > price) {
                dearer = Math.min(dearer, twin.price(values));
            }
        }
        return price + random.nextInt((dearer - price) / FEN) * FEN;
    }
}
