package dev.lathe.shop;

import dev.lathe.core.Seeds;
import dev.lathe.shop.Persona.Field;
import dev.lathe.shop.Persona.Order;
import dev.lathe.shop.Persona.Preference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Makes shoppers. Each shops in some categories, one family of products in each; what it always wants there is shown as a preference,
 * or by its latest order of the category, which an older one may differ from.
 */
final class PersonaMaker {
    /** How many families, and so tasks, one persona has. */
    static final int FAMILIES = 3;

    private static final int STRIDE = 1009;
    private static final int HIDDEN = 2;
    private static final int YOUNGEST = 18;
    private static final List<Text> NAMES = List.of(
            new Text("mara", "马拉"),
            new Text("tevin", "特文"),
            new Text("ilse", "伊丝"),
            new Text("rocco", "罗科"),
            new Text("nadia", "娜迪"),
            new Text("oskar", "奥卡"),
            new Text("yuna", "由娜"),
            new Text("bela", "贝拉"));
    private static final List<Text> CITIES = List.of(
            new Text("harborton", "海港城"),
            new Text("millfield", "磨坊镇"),
            new Text("northgate", "北门市"),
            new Text("stonebridge", "石桥镇"),
            new Text("clearwater", "清水城"));

    private final Errands errands;
    private final long seed;

    PersonaMaker(Errands errands, long seed) {
        this.errands = errands;
        this.seed = Seeds.of(seed, "personas");
    }

    /** Returns the names that profiles hold. */
    static List<String> words(Language language) {
        return Stream.concat(NAMES.stream(), CITIES.stream())
                .map(name -> name.in(language))
                .toList();
    }

    /** Returns the persona of a number among those of a split. */
    Persona persona(Split split, int number) {
        var random = new SplittableRandom(Seeds.of(Seeds.of(seed, split.name()), number));
        LocalDate since = Persona.TODAY.minusDays(400 + random.nextInt(2000));
        List<Preference> preferences = new ArrayList<>();
        List<Order> orders = new ArrayList<>();
        for (int family : families(split, number)) {
            habits(family, round(split, number), since, preferences, orders, random.split());
        }
        orders.sort(Comparator.comparing(Order::date).thenComparing(Order::category));
        return new Persona(
                number,
                Draws.one(NAMES, random),
                YOUNGEST + random.nextInt(60),
                Draws.one(CITIES, random),
                since,
                preferences,
                orders);
    }

    /** Returns the families that the persona of a number shops, each of another category. */
    List<Integer> families(Split split, int number) {
        Set<String> categories = new HashSet<>();
        List<Integer> families = new ArrayList<>();
        for (int place = 0; place < FAMILIES; place++) {
            int next = number * FAMILIES + place;
            while (!categories.add(errands.category(errands.family(split, next)))) {
                next += STRIDE;
            }
            families.add(errands.family(split, next));
        }
        return families;
    }

    /** Returns the round in which the persona of a number shops: in another round a family is wished differently. */
    int round(Split split, int number) {
        return errands.round(split, number * FAMILIES);
    }

    /** Returns the wishes of a family in a round: always the same, and the more the harder. */
    List<Constraint> wishes(int family, int round, Difficulty difficulty) {
        long place = round == 0 ? Seeds.of(seed, family) : Seeds.of(seed, family, round);
        return errands.wishes(family, difficulty, new SplittableRandom(place));
    }

    private void habits(
            int family,
            int round,
            LocalDate since,
            List<Preference> preferences,
            List<Order> orders,
            SplittableRandom random) {
        String category = errands.category(family);
        List<Constraint> wishes = wishes(family, round, Difficulty.EASY);
        List<Constraint> hidden =
                Draws.some(wishes.stream().filter(PersonaMaker::isHabit).toList(), HIDDEN, random);
        List<Constraint> latest = new ArrayList<>();
        List<Constraint> older = new ArrayList<>();
        for (Constraint wish : hidden) {
            Field field = random.nextBoolean() ? Field.PREFERENCES : Field.ORDERS;
            preferences.add(new Preference(category, wish, field));
            latest.add(wish);
            older.add(field == Field.ORDERS ? another(wish, random) : wish);
        }
        LocalDate last = Persona.TODAY.minusDays(1 + random.nextInt(150));
        orders.add(new Order(last, category, latest));
        if (random.nextBoolean()) {
            int before = 200 + random.nextInt(150);
            LocalDate date = Persona.TODAY.minusDays(before);
            orders.add(new Order(date.isBefore(since) ? since : date, category, older));
        }
    }

    /** Returns whether a wish is one that people keep: a brand, a property or an option, not a price. */
    private static boolean isHabit(Constraint wish) {
        return wish instanceof Constraint.OptionIs
                || (wish instanceof Constraint.AttributeIs is && !is.value().equals(MarketLexicon.YES));
    }

    private Constraint another(Constraint wish, SplittableRandom random) {
        return switch (wish) {
            case Constraint.AttributeIs(String id, String value) ->
                new Constraint.AttributeIs(id, errands.world().attribute(id).other(List.of(value), random));
            case Constraint.OptionIs(String id, String value) ->
                new Constraint.OptionIs(id, errands.world().axis(id).other(List.of(value), random));
            case Constraint same -> same;
        };
    }
}
