package dev.lathe.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
        if (!List.of(original.fromPrice()).equals(List.of(twin.fromPrice()))) {
            differences.add("price");
            assertSameStepEverywhere(original.prices(), twin.prices());
        } else {
            assertThat(twin.prices()).isEqualTo(original.prices());
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

    private static void assertSameStepEverywhere(int[] original, int[] twin) {
        Set<Integer> steps = new HashSet<>();
        for (int i = 0; i < original.length; i++) {
            steps.add(twin[i] - original[i]);
        }
        assertThat(steps).hasSize(1).allMatch(step -> step > 0);
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
