package dev.lathe.shop.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.StepResult;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.ScenarioTasks;
import dev.lathe.shop.Split;
import dev.lathe.shop.Temper;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeskTests {
    private static final Shop SHOP = new Shop(new Market(7, 20_000, 7));
    private static final DeskTasks TASKS =
            new DeskTasks(SHOP.world(), new ScenarioTasks(SHOP.world(), 3, List.of(Temper.COOPERATIVE)), 3);
    private static final int COUNT = 8;

    private static StepResult play(DeskTask task, List<String> actions) {
        try (var environment =
                new DeskEnvironment(SHOP, ShopSettings.of(task.language()).withTurnLimit(60))) {
            environment.reset(task, 0);
            StepResult result = null;
            for (String action : actions) {
                result = environment.step(action);
            }
            return Objects.requireNonNull(result);
        }
    }

    private static List<String> expert(DeskTask task) {
        return new DeskExpert(SHOP, 10).actions(task);
    }

    @ParameterizedTest
    @EnumSource
    void everyErrandCanBeDone(DeskFamily family) {
        for (Language language : Language.values()) {
            for (int number = 0; number < COUNT; number++) {
                DeskTask task = TASKS.task(family, Split.TRAIN, language, number);
                StepResult end = play(task, expert(task));
                assertThat(end.terminated()).isTrue();
                assertThat(end.reward())
                        .as(task.id() + " " + task.instruction())
                        .isEqualTo(1);
                assertThat(end.info().get("invalid_actions")).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavingAtOnceIsRightOnlyWhereNothingMayBeDone(DeskFamily family) {
        for (int number = 0; number < COUNT; number++) {
            DeskTask task = TASKS.task(family, Split.HELD_OUT, Language.EN, number);
            double expected = task.goal() instanceof Goal.Nothing ? 1 : 0;
            assertThat(play(task, List.of("leave[]")).reward()).isEqualTo(expected);
        }
    }

    @Test
    void thingsOfTwoShopsAreNoBundle() {
        DeskTask task = TASKS.task(DeskFamily.BUNDLE, Split.TRAIN, Language.EN, 0);
        List<CartLine> solution = task.solution();
        assertThat(task.goal().met(SHOP.world(), new Deeds(solution, 0, List.of(), "")))
                .isTrue();
        assertThat(task.goal().met(SHOP.world(), new Deeds(solution.reversed(), 0, List.of(), "")))
                .isTrue();
        assertThat(task.goal().met(SHOP.world(), new Deeds(solution.subList(0, 1), 0, List.of(), "")))
                .isFalse();
        int family = solution.getFirst().product() / 8 * 8;
        List<CartLine> mixed = new ArrayList<>();
        for (int member = family; member < family + 8; member++) {
            boolean otherShop = !String.valueOf(SHOP.world().listing(member).shop())
                    .equals(String.valueOf(
                            SHOP.world().listing(solution.getLast().product()).shop()));
            if (otherShop && mixed.isEmpty()) {
                mixed.add(new CartLine(
                        member, SHOP.world().product(member).combinations().getFirst()));
            }
        }
        mixed.add(solution.getLast());
        assertThat(task.goal().met(SHOP.world(), new Deeds(mixed, 0, List.of(), "")))
                .isFalse();
    }

    @Test
    void withoutTheVoucherTheBudgetIsMissed() {
        for (int number = 0; number < COUNT; number++) {
            DeskTask task = TASKS.task(DeskFamily.VOUCHER, Split.TRAIN, Language.EN, number);
            List<String> actions = new ArrayList<>(expert(task));
            actions.removeIf(action -> action.startsWith("voucher["));
            assertThat(play(task, actions).reward()).isZero();
        }
    }

    @Test
    void whatWasOrderedIsNoSubstituteForItself() {
        DeskTask task = TASKS.task(DeskFamily.SUBSTITUTION, Split.TRAIN, Language.EN, 1);
        CartLine same = task.orders().getFirst().line();
        assertThat(task.goal().met(SHOP.world(), new Deeds(List.of(same), 0, List.of(), "")))
                .isFalse();
    }

    @Test
    void aReturnTooLateIsRefusedAndAWrongOneFails() {
        boolean refused = false;
        for (int number = 0; number < 60; number++) {
            DeskTask task = TASKS.task(DeskFamily.RETURN, Split.TRAIN, Language.EN, number);
            for (PastOrder order : task.orders()) {
                StepResult end = play(task, List.of("return[" + order.number() + "]", "leave[]"));
                boolean right = switch (task.goal()) {
                    case Goal.Returned(int asked) -> asked == order.number();
                    case Goal.Nothing() -> !order.returnable();
                    case Goal other -> false;
                };
                assertThat(end.reward()).isEqualTo(right ? 1 : 0);
                refused |= end.info().get("invalid_actions") == 1;
            }
        }
        assertThat(refused).isTrue();
    }

    @Test
    void anErrandGoesOnFromASnapshot() {
        DeskTask task = TASKS.task(DeskFamily.BUNDLE, Split.TRAIN, Language.EN, 2);
        List<String> actions = expert(task);
        try (var environment =
                new DeskEnvironment(SHOP, ShopSettings.of(Language.EN).withTurnLimit(60))) {
            environment.reset(task, 0);
            actions.subList(0, 4).forEach(environment::step);
            DeskState middle = environment.snapshot();
            String hash = environment.stateHash();
            environment.step("leave[]");
            assertThatThrownBy(() -> environment.step("cart[]")).isInstanceOf(IllegalStateException.class);
            environment.restore(middle);
            assertThat(environment.stateHash()).isEqualTo(hash);
            StepResult end = null;
            for (String action : actions.subList(4, actions.size())) {
                end = environment.step(action);
            }
            assertThat(Objects.requireNonNull(end).reward()).isEqualTo(1);
        }
    }

    @Test
    void saysWhatCanBeDoneInstead() {
        DeskTask task = TASKS.task(DeskFamily.CART, Split.TRAIN, Language.EN, 0);
        try (var environment = new DeskEnvironment(SHOP, ShopSettings.of(Language.EN))) {
            environment.reset(task, 0);
            assertThat(page(environment.step("buy[]"))).isEqualTo("invalid: add[] checkout[]");
            assertThat(page(environment.step("add[]"))).isEqualTo("invalid: click[] choose[]");
            assertThat(page(environment.step("remove[#9]"))).isEqualTo("invalid: cart[]");
            assertThat(page(environment.step("cart[]"))).startsWith("cart\n#1 ").contains("\ntotal: ");
        }
    }

    private static String page(StepResult result) {
        return result.observation().messages().getFirst().content();
    }
}
