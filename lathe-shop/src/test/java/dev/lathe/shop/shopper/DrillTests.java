package dev.lathe.shop.shopper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.lathe.shop.Language;
import dev.lathe.shop.TinyCatalogue;
import dev.lathe.shop.session.Shop;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class DrillTests {
    private static final int DRILLS = 4_000;
    private static final Demonstrations ENGLISH =
            new Demonstrations(new Shop(TinyCatalogue.catalogue()), Language.EN, Style.EXPLAINED, 11);
    private static final List<Drill> MADE =
            LongStream.range(0, DRILLS).mapToObj(ENGLISH::drill).toList();

    @Test
    void theSameNumberIsTheSameDrill() {
        assertThat(ENGLISH.drill(7)).isEqualTo(MADE.get(7)).isNotEqualTo(MADE.get(8));
    }

    @Test
    void aDrillIsAPlanThenPagesAndReplies() {
        Drill right = MADE.stream()
                .filter(drill -> drill.turns().size() == 3)
                .findFirst()
                .orElseThrow();
        assertThat(right.plan())
                .matches("want kind= \\w+ brand= \\w+ (\\w+= \\w+ ){4}max= \\d{3} ; "
                        + "search\\[\\w+ \\w+ \\| max \\d{3}]");
        assertThat(right.turns().get(0).observation()).matches("(?s)item #[1-7] .*from \\d{3}");
        assertThat(right.turns().get(0).reply()).matches("(\\w+= \\w+ \\w+: (\\w+ )+ok ){4}; choose\\[\\w+]");
        assertThat(right.turns().get(1).observation()).matches("color \\w+");
        assertThat(right.turns().get(1).reply()).matches("choose\\[\\w+]");
        assertThat(right.turns().get(2).observation()).matches("size \\w+\nprice: \\d{3}");
        assertThat(right.turns().get(2).reply())
                .matches("price: \\d{3} max= \\d{3} .* (ok ; buy\\[]|no ; click\\[#\\d])");
    }

    @Test
    void aWrongItemIsLeftForTheNext() {
        for (Drill drill : MADE) {
            Turn first = drill.turns().getFirst();
            if (drill.turns().size() == 1) {
                int slot = Integer.parseInt(first.observation().substring(6, 7));
                assertThat(first.reply()).endsWith(" no ; click[#" + (slot + 1) + "]");
            }
        }
    }

    @Test
    void halfOfTheItemsAreRightAndTheWrongOnesAreWrongEverywhere() {
        assertThat(share(drill -> drill.turns().size() == 3)).isCloseTo(0.5, offset(0.03));
        for (int oks = 0; oks < 4; oks++) {
            int place = oks;
            assertThat(share(drill -> drill.turns().size() == 1 && oks(drill) == place))
                    .isCloseTo(0.125, offset(0.03));
        }
    }

    @Test
    void bothVerdictsOnPricesAreFrequent() {
        double right = share(drill -> drill.turns().getLast().reply().endsWith("buy[]"));
        double wrong = share(drill ->
                drill.turns().size() == 3 && drill.turns().getLast().reply().contains(" gt no ;"));
        assertThat(right).isGreaterThan(0.15);
        assertThat(wrong).isGreaterThan(0.1);
        assertThat(right + wrong).isCloseTo(0.5, offset(0.03));
    }

    @Test
    void chineseDrillsHaveTheSameShape() {
        var chinese = new Demonstrations(new Shop(TinyCatalogue.catalogue()), Language.ZH, Style.EXPLAINED, 11);
        List<Integer> turns = IntStream.range(0, 50)
                .mapToObj(i -> chinese.drill(i).turns().size())
                .toList();
        assertThat(turns)
                .isEqualTo(MADE.stream()
                        .limit(50)
                        .map(drill -> drill.turns().size())
                        .toList());
    }

    @Test
    void ceilingsHaveThreeDigitsAndDifferInEveryPlace() {
        var random = new SplittableRandom(1);
        int[] differing = new int[4];
        for (int i = 0; i < 10_000; i++) {
            int price = 100 + random.nextInt(900);
            int ceiling = Ceilings.near(price, random);
            assertThat(ceiling).isBetween(100, 999);
            differing[ceiling == price ? 3 : ceiling / 100 != price / 100 ? 0 : ceiling / 10 != price / 10 ? 1 : 2]++;
        }
        assertThat(differing[0]).isBetween(2_800, 3_200);
        assertThat(differing[1]).isBetween(2_800, 3_200);
        assertThat(differing[2]).isBetween(2_800, 3_200);
        assertThat(differing[3]).isBetween(850, 1_150);
    }

    private static int oks(Drill drill) {
        return drill.turns().getFirst().reply().split(" ok", -1).length - 1;
    }

    private static double share(Predicate<Drill> test) {
        return (double) MADE.stream().filter(test).count() / DRILLS;
    }
}
