package dev.lathe.shop.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompatScorerTests {
    private static final NounExtractor NOUNS = title -> Set.of(title.split(" ", -1));
    private static final CompatGoal GOAL = new CompatGoal(
            "", "home › kitchen › filter", "mesh filter", List.of("polyester", "120 mesh"), List.of("navy blue"), 40);

    private static CompatPurchase bought(String title, String category, List<String> options, double price) {
        return new CompatPurchase(
                "", category, title, List.of("polyester fabric"), "", "fits 120 mesh", options, price);
    }

    @Test
    void whatIsRightIsOneEverywhere() {
        CompatPurchase right = bought("filter mesh", "home › kitchen › filter", List.of("navy blue"), 40);
        for (CompatScorer scorer : CompatScorer.values()) {
            CompatScore score = scorer.score(GOAL, right, NOUNS);
            assertThat(score).isEqualTo(new CompatScore(1, 1, 1, 1, 1));
            assertThat(score.success()).isTrue();
        }
    }

    /** The release gives full marks for the type of a child's pillow where a filter was asked for. */
    @Test
    void anotherKindOfProductIsWorthWhatEachSays() {
        CompatPurchase pillow = bought("pillow", "bedding › pillow", List.of("navy blue"), 30);
        assertThat(CompatScorer.SHOPSIM_PUBLIC.score(GOAL, pillow, NOUNS).type())
                .isEqualTo(1);
        assertThat(CompatScorer.SHOPSIM_PAPER.score(GOAL, pillow, NOUNS).type()).isZero();
        assertThat(CompatScorer.WEBSHOP_2022.score(GOAL, pillow, NOUNS).type()).isZero();
    }

    @Test
    void colorsAreMadePlainInWebShopAlone() {
        CompatPurchase sky = bought("mesh filter", "home › kitchen › filter", List.of("sky blue"), 30);
        assertThat(CompatScorer.WEBSHOP_2022.score(GOAL, sky, NOUNS).options()).isEqualTo(1);
        assertThat(CompatScorer.SHOPSIM_PAPER.score(GOAL, sky, NOUNS).options()).isZero();
    }

    @Test
    void looseSharesTheWeightAndStrictForgivesNothing() {
        CompatPurchase dear = bought("mesh filter", "home › kitchen › filter", List.of("navy blue"), 41);
        CompatScore score = CompatScorer.SHOPSIM_PAPER.score(GOAL, dear, NOUNS);
        assertThat(score.loose()).isCloseTo(0.75, within(1e-12));
        assertThat(score.strict()).isZero();
    }
}
