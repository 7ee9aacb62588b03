package dev.lathe.shop.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.shop.Language;
import dev.lathe.shop.Listing;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.TinyCatalogue;
import dev.lathe.shop.World;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompatWordsTests {
    private static final World WORLD = TinyCatalogue.catalogue();
    private static final NounExtractor NOUNS = title -> Set.of(title.split(" ", -1));

    @Test
    void whatIsRightHereIsRightToThePublishedSimulators() {
        for (Language language : Language.values()) {
            for (CompatScorer scorer : CompatScorer.values()) {
                assertThat(score(scorer, language, TinyCatalogue.ORIGINAL).success())
                        .as("%s %s", scorer, language)
                        .isTrue();
                assertThat(score(scorer, language, TinyCatalogue.MATERIAL_TWIN).attributes())
                        .isLessThan(1);
            }
        }
    }

    @Test
    void pricesAreInWholeUnitsAndBoundedByTheWish() {
        var words = new CompatWords(WORLD, Language.EN);
        CompatGoal goal = words.goal(TinyCatalogue.task(Language.EN));
        assertThat(goal.priceUpper()).isEqualTo(245);
        assertThat(goal.attributes()).containsExactly("norvik", "steel", "glass");
        assertThat(goal.options()).containsExactly("l", "red");
        assertThat(words.purchase(purchase(TinyCatalogue.ORIGINAL)).price()).isEqualTo(239);
    }

    private static CompatScore score(CompatScorer scorer, Language language, int product) {
        var words = new CompatWords(WORLD, language);
        ShopTask task = TinyCatalogue.task(language);
        return scorer.score(words.goal(task), words.purchase(purchase(product)), NOUNS);
    }

    private static Purchase purchase(int product) {
        List<String> chosen = WORLD.product(product).axes().stream()
                .map(axis -> axis.axis().equals("size") ? "l" : "red")
                .toList();
        return new Purchase(WORLD.product(product), Listing.PLAIN, chosen);
    }
}
