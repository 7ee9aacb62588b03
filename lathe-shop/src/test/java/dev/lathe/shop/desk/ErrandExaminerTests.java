package dev.lathe.shop.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.ScenarioTasks;
import dev.lathe.shop.Split;
import dev.lathe.shop.Temper;
import dev.lathe.shop.desk.ErrandExaminer.Examined;
import dev.lathe.shop.session.ErrorKind;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrandExaminerTests {
    private static final Shop SHOP = new Shop(new Market(7, 20_000, 7));
    private static final DeskTasks TASKS =
            new DeskTasks(SHOP.world(), new ScenarioTasks(SHOP.world(), 3, List.of(Temper.COOPERATIVE)), 3);
    private static final ErrandExaminer EXAMINER = new ErrandExaminer(SHOP);
    private static final int COUNT = 4;

    private static DeskTask errand(DeskFamily family, int number) {
        return TASKS.task(family, Split.TRAIN, Language.EN, number);
    }

    private static DeskTask first(DeskFamily family, Predicate<DeskTask> such) {
        return IntStream.range(0, 100)
                .mapToObj(number -> errand(family, number))
                .filter(such)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> expert(DeskTask errand) {
        return new DeskExpert(SHOP, 10).actions(errand);
    }

    private static Examined examined(DeskTask errand, List<String> replies) {
        return EXAMINER.examine(errand, ShopSettings.of(errand.language()).withTurnLimit(60), replies);
    }

    private static List<ErrorKind> errors(DeskTask errand, Deeds deeds) {
        return GoalErrors.of(SHOP.world(), errand, deeds);
    }

    private static Deeds bought(CartLine... lines) {
        return new Deeds(List.of(lines), 0, List.of(), "");
    }

    @ParameterizedTest
    @EnumSource
    void theExpertMakesNoError(DeskFamily family) {
        for (int number = 0; number < COUNT; number++) {
            DeskTask errand = errand(family, number);
            Examined examined = examined(errand, expert(errand));
            assertThat(examined.diagnosis().findings()).as(errand.id()).isEmpty();
            assertThat(examined.diagnosis().firstFatal()).isEqualTo(-1);
            assertThat(errors(errand, examined.steps().getLast().after().deeds()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrandIsLostWhereItIsGivenUpAndNotBefore(DeskFamily family) {
        DeskTask errand = first(family, each -> !(each.goal() instanceof Goal.Nothing));
        List<String> expert = expert(errand);
        for (int done = 0; done < expert.size() - 1; done++) {
            List<String> replies = new ArrayList<>(expert.subList(0, done));
            replies.add("answer[lost]");
            assertThat(examined(errand, replies).diagnosis().firstFatal())
                    .as(errand.id() + " after " + done)
                    .isEqualTo(done);
        }
        assertThat(examined(errand, List.of("leave[]")).diagnosis().counts()).containsKey(ErrorKind.ABSTAIN_WRONG);
    }

    @Test
    void aCartIsMendedFromWhateverItHolds() {
        DeskTask errand = errand(DeskFamily.CART, 0);
        List<String> replies = List.of("remove[#1]", "remove[#1]", "remove[#1]", "leave[]");
        assertThat(examined(errand, replies).diagnosis().firstFatal()).isEqualTo(3);
        assertThat(examined(errand, List.of("checkout[]")).diagnosis().counts())
                .containsOnlyKeys(ErrorKind.UNWISHED_PURCHASE);
    }

    @Test
    void whoForgetsTheVoucherIsTold() {
        DeskTask errand = errand(DeskFamily.VOUCHER, 0);
        List<String> replies = new ArrayList<>(expert(errand));
        replies.removeIf(action -> action.startsWith("voucher["));
        Examined examined = examined(errand, replies);
        assertThat(examined.diagnosis().counts()).containsOnlyKeys(ErrorKind.VOUCHER_UNUSED);
        assertThat(examined.diagnosis().firstFatal()).isEqualTo(replies.size() - 1);
        assertThat(examined.steps().getLast().verb()).isEqualTo(Optional.of("checkout"));
        Deeds dear = new Deeds(List.of(errand.solution().getFirst()), Integer.MAX_VALUE - 1, List.of(), "");
        assertThat(errors(errand, dear)).containsExactly(ErrorKind.VOUCHER_UNUSED);
    }

    @Test
    void whatIsWrongWithABundleIsSaidOfEachThing() {
        DeskTask errand = errand(DeskFamily.BUNDLE, 0);
        CartLine one = errand.solution().getFirst();
        CartLine other = errand.solution().getLast();
        assertThat(errors(errand, bought(one))).containsExactly(ErrorKind.NOT_BOUGHT);
        assertThat(errors(errand, bought(other, one, one))).containsExactly(ErrorKind.UNWISHED_PURCHASE);
        CartLine stranger = errand(DeskFamily.BUNDLE, 1).solution().getFirst();
        assertThat(errors(errand, bought(one, stranger)))
                .contains(ErrorKind.WRONG_CATEGORY)
                .doesNotContain(ErrorKind.NOT_BOUGHT, ErrorKind.NEAR_TWIN);
        assertThat(examined(errand, List.of("search[zzz]", "search[zzz]", "leave[]"))
                        .diagnosis()
                        .counts())
                .containsEntry(ErrorKind.GOLD_NEVER_RETRIEVED, 2)
                .containsKey(ErrorKind.DUPLICATE_QUERY);
    }

    @Test
    void whatWasOrderedIsNoSubstitute() {
        DeskTask errand = errand(DeskFamily.SUBSTITUTION, 1);
        CartLine same = errand.orders().getFirst().line();
        assertThat(errors(errand, bought(same))).containsExactly(ErrorKind.UNWISHED_PURCHASE, ErrorKind.NOT_BOUGHT);
    }

    @Test
    void aWrongReturnIsFatalAndAForbiddenOneIsNot() {
        DeskTask errand = first(
                DeskFamily.RETURN,
                each -> each.goal() instanceof Goal.Returned
                        && each.orders().stream().filter(PastOrder::returnable).count() == 2);
        int asked = errand.goal() instanceof Goal.Returned(int order) ? order : 0;
        int wrong = errand.orders().stream()
                .filter(order -> order.returnable() && order.number() != asked)
                .findFirst()
                .orElseThrow()
                .number();
        int forbidden = errand.orders().stream()
                .filter(order -> !order.returnable())
                .findFirst()
                .orElseThrow()
                .number();
        List<String> replies = List.of("return[" + forbidden + "]", "return[" + wrong + "]", "leave[]");
        Examined examined = examined(errand, replies);
        assertThat(examined.diagnosis().counts())
                .containsOnlyKeys(ErrorKind.FORBIDDEN_RETURN, ErrorKind.WRONG_RETURN, ErrorKind.NOT_RETURNED);
        assertThat(examined.diagnosis().firstFatal()).isEqualTo(1);
    }

    @Test
    void otherEndsAreNamed() {
        DeskTask errand = errand(DeskFamily.ORDER_STATUS, 0);
        assertThat(examined(errand, List.of("answer[lost]")).diagnosis().counts())
                .containsOnlyKeys(ErrorKind.WRONG_ANSWER);
        assertThat(examined(errand, List.of("cart[]", "cart[]", "cart[]"))
                        .diagnosis()
                        .counts())
                .containsOnlyKeys(ErrorKind.LOOP, ErrorKind.TOKEN_CAP);
        assertThat(examined(errand, List.of("hm", "remove[#1]", "checkout[]", "buy[]", "voucher[X]", "hm"))
                        .diagnosis()
                        .counts())
                .containsOnlyKeys(
                        ErrorKind.PARSE_ERROR, ErrorKind.NOT_ON_PAGE, ErrorKind.WRONG_PAGE_KIND, ErrorKind.STEP_CAP);
        assertThat(EXAMINER.lost(errand, ShopSettings.of(Language.EN), List.of("cart[]"))
                        .diagnosis()
                        .counts())
                .containsOnlyKeys(ErrorKind.INFRA);
    }
}
