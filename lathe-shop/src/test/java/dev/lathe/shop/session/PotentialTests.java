package dev.lathe.shop.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.StepResult;
import dev.lathe.shop.Language;
import dev.lathe.shop.TinyCatalogue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PotentialTests {
    private static final List<String> ACTIONS = List.of(
            "search[norvik kettle]",
            "glass steel click[#3]",
            "click[#5]",
            "glass steel choose[red]",
            "choose[l]",
            "218 glass steel buy[]",
            "leave[]");
    private static final int DEPTH = 6;

    private final ShopEnvironment shop = new ShopEnvironment(
            new Shop(TinyCatalogue.catalogue()), ShopSettings.of(Language.EN).withTurnLimit(DEPTH));

    /** Holds the returns of one way to act, with and without shaping. */
    private record Way(String actions, double plain, double shaped) {}

    /** Tries every way to act in the small world: all get the same return with shaping as without, so the best remain the best. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.9})
    void theBestWaysRemainTheBest(double discount) {
        shop.reset(TinyCatalogue.task(Language.EN), 0);
        List<Way> ways = new ArrayList<>();
        walk(discount, new Way("", 0, 0), 1, ways);
        assertThat(ways).hasSizeGreaterThan(20_000);
        assertThat(ways)
                .allSatisfy(
                        way -> assertThat(Math.abs(way.plain() - way.shaped())).isLessThan(1e-12));
        double best = ways.stream().mapToDouble(Way::plain).max().orElseThrow();
        double bestShaped = ways.stream().mapToDouble(Way::shaped).max().orElseThrow();
        assertThat(best).isPositive();
        assertThat(ways.stream().filter(way -> way.plain() > best - 1e-9).toList())
                .isEqualTo(ways.stream()
                        .filter(way -> way.shaped() > bestShaped - 1e-9)
                        .toList());
    }

    private void walk(double discount, Way way, double weight, List<Way> ways) {
        ShopState here = shop.snapshot();
        for (String action : ACTIONS) {
            shop.restore(here);
            StepResult result = shop.step(action);
            double shaped = result.reward() + Potential.change(here, shop.snapshot(), discount);
            Way next = new Way(
                    way.actions() + action, way.plain() + weight * result.reward(), way.shaped() + weight * shaped);
            if (result.done()) {
                ways.add(next);
            } else {
                walk(discount, next, weight * discount, ways);
            }
        }
    }

    @Test
    void verifyingIsRewardedAtOnce() {
        shop.reset(TinyCatalogue.task(Language.EN), 0);
        shop.step("search[norvik kettle]");
        shop.step("click[#5]");
        ShopState before = shop.snapshot();
        shop.step("glass steel choose[red]");
        assertThat(Potential.change(before, shop.snapshot(), 1)).isPositive();
    }
}
