package dev.lathe.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShopTasksTests {
    private static final Catalogue CATALOGUE = Catalogue.generate(7, 20_000);
    private static final ShopTasks TASKS = new ShopTasks(CATALOGUE, 7);

    @Test
    void splitsDivideTheFamilies() {
        Map<Split, List<Integer>> families = new EnumMap<>(Split.class);
        List<Integer> all = new ArrayList<>();
        for (Split split : Split.values()) {
            families.put(split, TASKS.families(split));
            all.addAll(TASKS.families(split));
        }
        assertThat(all).hasSize(2_500).doesNotHaveDuplicates();
        assertThat(families.get(Split.TRAIN)).hasSizeBetween(1_700, 1_800);
        assertThat(families.get(Split.VALIDATION)).hasSizeBetween(100, 150);
        assertThat(families.get(Split.HELD_OUT)).hasSizeBetween(580, 670);
    }

    @Test
    void theSameSeedGivesTheSameTasks() {
        assertThat(new ShopTasks(CATALOGUE, 7).tasks(Split.HELD_OUT, Language.EN, 50))
                .isEqualTo(TASKS.tasks(Split.HELD_OUT, Language.EN, 50));
        assertThat(new ShopTasks(CATALOGUE, 8).tasks(Split.HELD_OUT, Language.EN, 50))
                .isNotEqualTo(TASKS.tasks(Split.HELD_OUT, Language.EN, 50));
    }

    @Test
    void instructionsAreTheSameOnEveryMachineAndInEveryVersion() {
        assertThat(hash(Language.EN)).isEqualTo(-332324747);
        assertThat(hash(Language.ZH)).isEqualTo(1968039800);
    }

    /** Returns a hash of all but the disclosure, which is the same for all of these tasks. */
    private static int hash(Language language) {
        return TASKS.tasks(Split.HELD_OUT, language, 500)
                .toString()
                .replace(", disclosure=" + Disclosure.ALL_SAID, "")
                .hashCode();
    }

    @Test
    void listsTakeEveryFamilyOnceBeforeAnyTwice() {
        int families = TASKS.families(Split.HELD_OUT).size();
        List<ShopTask> tasks = TASKS.tasks(Split.HELD_OUT, Language.EN, families + 400);

        assertThat(tasks.stream().limit(families).map(ShopTask::target).distinct())
                .hasSize(families);
        assertThat(tasks.stream().map(ShopTask::id).distinct()).hasSize(families + 400);
        assertThat(tasks.stream().map(ShopTask::instruction).distinct()).hasSize(families + 400);
    }

    @Test
    void bothLanguagesWishTheSame() {
        for (Split split : Split.values()) {
            ShopTask english = TASKS.task(split, Language.EN, 3);
            ShopTask chinese = TASKS.task(split, Language.ZH, 3);
            assertThat(chinese.constraints()).isEqualTo(english.constraints());
            assertThat(chinese.target()).isEqualTo(english.target());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTargetSatisfiesAndEveryTwinBreaksOneConstraint(Split split) {
        for (ShopTask task : TASKS.tasks(split, Language.EN, 300)) {
            Product target = CATALOGUE.product(task.target());
            assertThat(broken(target, task)).isEmpty();
            assertThat(task.satisfying()).isEqualTo(1);
            long twins = CATALOGUE.families().get(target.family()).members().stream()
                    .filter(member -> broken(CATALOGUE.product(member), task).size() == 1)
                    .count();
            assertThat(twins).isEqualTo(7);
        }
    }

    @Test
    void countsWhatSatisfiesOverTheWholeCatalogue() {
        for (ShopTask task : TASKS.tasks(Split.HELD_OUT, Language.EN, 10)) {
            long satisfying = CATALOGUE.products().stream()
                    .filter(product -> broken(product, task).isEmpty())
                    .count();
            assertThat(satisfying).isEqualTo(task.satisfying());
        }
    }

    @Test
    void countsEveryCombinationWhereLittleIsAsked() {
        Product product = CATALOGUE.product(0);
        List<Constraint> loose = List.of(
                new Constraint.CategoryIs(product.category()),
                new Constraint.AttributeIs(Attribute.BRAND, product.brand()));
        int combinations = CATALOGUE.families().get(product.family()).members().stream()
                .mapToInt(member -> CATALOGUE.product(member).prices().length)
                .sum();

        assertThat(new Satisfaction(CATALOGUE).count(loose)).isEqualTo(combinations);
    }

    /** Returns the constraints that no combination with all wanted values the product has can meet. */
    private static List<Constraint> broken(Product product, ShopTask task) {
        List<String> values = task.constraints().stream()
                .filter(Constraint.OptionIs.class::isInstance)
                .map(constraint -> ((Constraint.OptionIs) constraint).value())
                .toList();
        Set<String> offered =
                product.axes().stream().flatMap(axis -> axis.values().stream()).collect(Collectors.toSet());
        List<Constraint> broken = new ArrayList<>();
        for (Constraint constraint : task.constraints()) {
            boolean holds = switch (constraint) {
                case Constraint.CategoryIs(String id) -> product.category().equals(id);
                case Constraint.AttributeIs(String id, String value) ->
                    value.equals(
                            id.equals(Attribute.BRAND)
                                    ? product.brand()
                                    : product.attributes().get(id));
                case Constraint.OptionIs(String axis, String value) -> offered.contains(value);
                case Constraint.PriceAtMost(int fen) -> !offered.containsAll(values) || product.price(values) <= fen;
                case Constraint other -> throw new AssertionError(other);
            };
            if (!holds) {
                broken.add(constraint);
            }
        }
        return broken;
    }

    @Test
    void priceTwinsLookAsCheapAsTheTargetInTheResults() {
        int twins = 0;
        for (ShopTask task : TASKS.tasks(Split.HELD_OUT, Language.EN, 600)) {
            Product target = CATALOGUE.product(task.target());
            int ceiling = ((Constraint.PriceAtMost) task.constraints().getLast()).fen();
            assertThat(target.fromPrice()).isLessThanOrEqualTo(ceiling);
            for (int member : CATALOGUE.families().get(target.family()).members()) {
                Product product = CATALOGUE.product(member);
                if (!Arrays.equals(product.prices(), target.prices())) {
                    twins++;
                    assertThat(product.fromPrice()).as(product.id()).isEqualTo(target.fromPrice());
                }
            }
        }
        assertThat(twins).isEqualTo(4 * 600);
    }

    @Test
    void noTwoSplitsShareAnOrder() {
        Set<List<ClauseKind>> seen = new HashSet<>();
        for (Split split : Split.values()) {
            assertThat(SentenceOrders.of(split)).hasSizeGreaterThan(9).allMatch(seen::add);
        }
    }
}
