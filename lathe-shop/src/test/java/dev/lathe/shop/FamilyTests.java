package dev.lathe.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FamilyTests {
    private static final Catalogue CATALOGUE = Catalogue.generate(7, 20_000);

    @Test
    void eachTwinDiffersFromTheOriginalInExactlyOneThing() {
        for (Family family : CATALOGUE.families().subList(0, 600)) {
            List<String> differences = new ArrayList<>();
            for (int member : family.members()) {
                if (member != family.original()) {
                    differences.add(difference(
                            CATALOGUE.product(family.original()), CATALOGUE.product(member), family.twinValue()));
                }
            }
            assertThat(differences)
                    .containsExactlyInAnyOrder(
                            family.twinAttributes().getFirst(),
                            family.twinAttributes().getLast(),
                            family.twinAxis(),
                            "price",
                            "price",
                            "price",
                            "price");
        }
    }

    private static String difference(Product original, Product twin, String twinValue) {
        List<String> differences = new ArrayList<>();
        original.attributes().forEach((attribute, value) -> {
            if (!value.equals(twin.attributes().get(attribute))) {
                differences.add(attribute);
            }
        });
        for (int axis = 0; axis < original.axes().size(); axis++) {
            if (!original.axes().get(axis).equals(twin.axes().get(axis))) {
                differences.add(original.axes().get(axis).axis());
                assertOneReplaced(
                        original.axes().get(axis).values(),
                        twin.axes().get(axis).values(),
                        twinValue);
            }
        }
        if (!Arrays.equals(original.prices(), twin.prices())) {
            differences.add("price");
            assertDearerOnlyWithTheTwinValue(original, twin, twinValue);
        }
        return String.join(" ", differences);
    }

    private static void assertOneReplaced(List<String> original, List<String> twin, String twinValue) {
        assertThat(twin).hasSameSizeAs(original).doesNotContain(twinValue).doesNotHaveDuplicates();
        for (int i = 0; i < original.size(); i++) {
            if (!original.get(i).equals(twinValue)) {
                assertThat(twin.get(i)).isEqualTo(original.get(i));
            }
        }
    }

    private static void assertDearerOnlyWithTheTwinValue(Product original, Product twin, String twinValue) {
        Set<Integer> steps = new HashSet<>();
        for (String first : original.axes().getFirst().values()) {
            for (String second : original.axes().getLast().values()) {
                List<String> combination = List.of(first, second);
                int step = twin.price(combination) - original.price(combination);
                if (combination.contains(twinValue)) {
                    steps.add(step);
                } else {
                    assertThat(step).as("%s %s", twin.id(), combination).isZero();
                }
            }
        }
        assertThat(steps).hasSize(1).allMatch(step -> step > 0);
    }

    @Test
    void theCheapestCombinationCostsTheSameInTheWholeFamily() {
        for (Family family : CATALOGUE.families()) {
            assertThat(family.members())
                    .extracting(member -> CATALOGUE.product(member).fromPrice())
                    .containsOnly(CATALOGUE.product(family.original()).fromPrice());
        }
    }

    @Test
    void statedValuesOfAnAttributeComeAboutEquallyOften() {
        Map<String, Integer> scents = new HashMap<>();
        for (Family family : CATALOGUE.families()) {
            if (family.twinAttributes().contains("scent")) {
                scents.merge(
                        CATALOGUE.product(family.original()).attributes().getOrDefault("scent", ""), 1, Integer::sum);
            }
        }
        assertThat(scents).hasSize(6);
        assertThat(scents.values()).allMatch(count -> count >= 14 && count <= 21);
    }
}
