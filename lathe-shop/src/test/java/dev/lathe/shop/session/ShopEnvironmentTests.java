package dev.lathe.shop.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.Message;
import dev.lathe.core.StepResult;
import dev.lathe.core.UserError;
import dev.lathe.shop.Language;
import dev.lathe.shop.TinyCatalogue;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.action.Reading.Understood;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ShopEnvironmentTests {
    private static final String[] RIGHT = {"search[norvik kettle | max 245]", "click[#5]", "choose[red]", "choose[l]"};

    @Test
    void aRightPurchaseIsScoredAndCounted() {
        Session session = Session.english();
        session.say(RIGHT);
        StepResult end = session.say("buy[]");
        assertThat(end.terminated()).isTrue();
        assertThat(end.truncated()).isFalse();
        assertThat(end.reward()).isEqualTo(1);
        assertThat(end.observation().messages()).isEmpty();
        assertThat(end.info().values())
                .containsExactly(
                        entry("loose", 1),
                        entry("strict", 1),
                        entry("success", 1),
                        entry("type", 1),
                        entry("attributes", 1),
                        entry("options", 1),
                        entry("price", 1),
                        entry("bought", 1),
                        entry("turns", 5),
                        entry("invalid_actions", 0),
                        entry("items_opened", 1),
                        entry("verified", 4 / 7.0),
                        entry("searches", 1));
    }

    @Test
    void theRewardIsTheStrictScore() {
        Session session = Session.english();
        StepResult end = session.say("search[norvik teapot]", "click[#1]", "choose[red]", "choose[l]", "buy[]");
        assertThat(end.reward()).isEqualTo(0.5);
        assertThat(end.info().get("strict")).isEqualTo(0.5);
    }

    @Test
    void theTurnLimitGivesNothingEvenWithARightItemOpen() {
        Session session = Session.of(ShopSettings.of(Language.EN).withTurnLimit(4));
        StepResult end = session.say(RIGHT);
        assertThat(end.truncated()).isTrue();
        assertThat(end.terminated()).isFalse();
        assertThat(end.reward()).isZero();
        for (String score : new String[] {
            "loose", "strict", "success", "type", "attributes", "options", "price", "bought", "verified"
        }) {
            assertThat(end.info().get(score)).as(score).isZero();
        }
        assertThat(end.info().get("turns")).isEqualTo(4);
    }

    @Test
    void aPurchaseInTheLastTurnCounts() {
        Session session = Session.of(ShopSettings.of(Language.EN).withTurnLimit(5));
        session.say(RIGHT);
        assertThat(session.say("buy[]").reward()).isEqualTo(1);
    }

    @Test
    void theFifthInvalidActionEndsTheEpisodeWithNothing() {
        Session session = Session.english();
        session.say("buy[]", "", "search[norvik kettle]", "click[#99]", "choose[red]");
        StepResult end = session.say("dance[]");
        assertThat(end.truncated()).isTrue();
        assertThat(end.terminated()).isFalse();
        assertThat(end.reward()).isZero();
        assertThat(end.observation().messages()).isEmpty();
        assertThat(end.info().get("invalid_actions")).isEqualTo(5);
        assertThat(end.info().get("turns")).isEqualTo(6);
        assertThat(end.info().get("bought")).isZero();
    }

    @Test
    void theLimitOfInvalidActionsCanBeMoved() {
        Session session = Session.of(ShopSettings.of(Language.EN).withInvalidLimit(2));
        assertThat(session.say("dance[]").done()).isFalse();
        session.say(RIGHT);
        assertThat(session.say("dance[]").truncated()).isTrue();
    }

    @Test
    void whatTheAgentStatesOfTheBoughtItemIsVerified() {
        Session session = Session.english();
        session.say("search[norvik kettle | max 245]", "click[#1]", "material= glass material: wood no ; click[#5]");
        session.say("material= glass material: glass ok lid: steel ok ; choose[red]", "choose[l]");
        assertThat(session.say("price: 239 ok ; buy[]").info().get("verified")).isEqualTo(1);
    }

    @Test
    void whatWasStatedOfAnotherItemIsNotVerified() {
        Session session = Session.english();
        session.say("search[norvik kettle]", "click[#5]", "glass, steel; click[#4]", "choose[red]", "choose[l]");
        assertThat(session.say("it costs 2600 buy[]").info().get("verified")).isEqualTo(4 / 7.0);
    }

    @Test
    void bothFormatsLeadToTheSame() {
        Session text = Session.english();
        Session json = Session.of(ShopSettings.of(Language.EN).withFormat(ActionFormat.JSON));
        Stream.of(
                        "search[belnik kettle | max 240]",
                        "next[]",
                        "click[#1]",
                        "choose[blue]",
                        "prev[]",
                        "click[#2]",
                        "choose[green]",
                        "back[]",
                        "click[#3]",
                        "choose[red]",
                        "choose[m]",
                        "buy[]")
                .forEach(said -> {
                    var action = ((Understood) ActionFormat.TEXT.read(said)).action();
                    assertThat(json.say(ActionFormat.JSON.write(action))).isEqualTo(text.say(said));
                });
    }

    @Test
    void theGuideIsShortAndItsExampleWorks() {
        for (ActionFormat format : ActionFormat.values()) {
            var settings = ShopSettings.of(Language.EN).withFormat(format).withGuide();
            try (var environment = new ShopEnvironment(new Shop(TinyCatalogue.catalogue()), settings)) {
                var messages =
                        environment.reset(TinyCatalogue.task(Language.EN), 0).messages();
                assertThat(messages).hasSize(2);
                assertThat(messages.getFirst().role()).isEqualTo(Message.Role.SYSTEM);
                assertThat(messages.getFirst().content().split("\\s+")).hasSizeLessThan(220);
                String guide = messages.getFirst().content();
                environment.step(guide.substring(0, guide.indexOf("  finds")));
                assertThat(environment.snapshot().counts().searches()).isEqualTo(1);
            }
        }
    }

    @Test
    void theChineseGuideIsShort() {
        String guide = Guide.text(ShopSettings.of(Language.ZH).withGuide());
        assertThat(guide).hasSizeLessThan(500).contains("search[norvik 水壶 | max 245]");
    }

    @Test
    void stepsNeedAnEpisode() {
        var environment = new ShopEnvironment(new Shop(TinyCatalogue.catalogue()), ShopSettings.of(Language.EN));
        assertThatThrownBy(() -> environment.step("buy[]")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(environment::snapshot).isInstanceOf(IllegalStateException.class);
        Session session = Session.english();
        session.say(RIGHT);
        session.say("buy[]");
        assertThatThrownBy(() -> session.say("buy[]")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void settingsAreChecked() {
        ShopSettings settings = ShopSettings.of(Language.EN);
        assertThatThrownBy(() -> settings.withTurnLimit(0))
                .isInstanceOf(UserError.class)
                .hasMessage("the shop's turn limit must be at least 1, not 0");
        assertThatThrownBy(() -> settings.withInvalidLimit(0))
                .isInstanceOf(UserError.class)
                .hasMessage("the shop's limit of invalid actions must be at least 1, not 0");
        assertThatThrownBy(() -> settings.withPageSize(-1)).isInstanceOf(UserError.class);
    }

    private static Map.Entry<String, Double> entry(String name, double value) {
        return Map.entry(name, value);
    }
}
