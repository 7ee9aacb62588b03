package dev.lathe.shop.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.chat.ChatReply;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Difficulty;
import dev.lathe.shop.Language;
import dev.lathe.shop.Listing;
import dev.lathe.shop.Market;
import dev.lathe.shop.Product;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.Scenario;
import dev.lathe.shop.ScenarioTasks;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Source;
import dev.lathe.shop.Split;
import dev.lathe.shop.Temper;
import dev.lathe.shop.WishWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShopperTests {
    private static final Market MARKET = new Market(7, 100_000, 7);
    private static final ScenarioTasks TASKS = new ScenarioTasks(MARKET, 9, List.of(Temper.values()));
    private static final int DIALOGUES = 1_050;
    private static final List<String> QUESTIONS = List.of(
            "what else matters",
            "which color",
            "what is your budget",
            "which brand do you want",
            "what size",
            "which material",
            "how fast must delivery be",
            "what rating",
            "还有什么要求",
            "颜色",
            "预算多少",
            "什么品牌");

    private static Shopper shopper(Language language) {
        WishWriter writer = TASKS.writer(language);
        return new Shopper(MARKET, language, writer.reader(), new TemplateVoice(writer, language));
    }

    @ParameterizedTest
    @EnumSource
    void neverLeaksInventsOrContradicts(Language language) {
        Shopper shopper = shopper(language);
        var kinds = new Kinds(MARKET, language, TASKS.writer(language).reader());
        var errors = ShopperAudit.Errors.NONE;
        for (int number = 0; number < DIALOGUES; number++) {
            ShopTask task = TASKS.task(Scenario.MULTI_PERSONA, Split.TRAIN, language, Difficulty.MEDIUM, number);
            var audit = new ShopperAudit(kinds, TASKS.writer(language).reader(), task);
            var random = new SplittableRandom(number);
            Talk talk = Talk.NONE;
            boolean ended = false;
            for (int turn = 0; turn < 12 && !ended; turn++) {
                if (random.nextInt(5) == 0) {
                    Shopper.Reply verdict = shopper.propose(task, talk, some(task, random));
                    audit.verdict(verdict);
                    talk = verdict.talk();
                } else {
                    String question = turn > 7 ? QUESTIONS.getFirst() : QUESTIONS.get(random.nextInt(QUESTIONS.size()));
                    Shopper.Reply answer = shopper.ask(task, talk, question);
                    audit.answer(question, answer);
                    talk = answer.talk();
                    ended = answer.line().act() == Line.Act.THAT_IS_ALL;
                }
            }
            errors = errors.plus(audit.errors(ended));
        }
        assertThat(errors).isEqualTo(ShopperAudit.Errors.NONE);
    }

    private static Purchase some(ShopTask task, SplittableRandom random) {
        int index = random.nextBoolean() ? task.target() : task.target() / 8 * 8 + random.nextInt(8);
        Product product = MARKET.product(index);
        List<List<String>> combinations = product.combinations();
        return new Purchase(product, MARKET.listing(index), combinations.get(random.nextInt(combinations.size())));
    }

    @Test
    void theAuditCountsWhatABadShopperSays() {
        ShopTask task = TASKS.task(Scenario.MULTI, Split.TRAIN, Language.EN, Difficulty.MEDIUM, 0);
        Voice liar = (same, line, turn) -> "the price is up to 7 , and its rating at least four stars .";
        var shopper = new Shopper(MARKET, Language.EN, TASKS.writer(Language.EN).reader(), liar);
        var kinds = new Kinds(MARKET, Language.EN, TASKS.writer(Language.EN).reader());
        var audit = new ShopperAudit(kinds, TASKS.writer(Language.EN).reader(), task);
        audit.answer("which brand", shopper.ask(task, Talk.NONE, "which brand"));
        assertThat(audit.errors(true).leaks()).isPositive();
        assertThat(audit.errors(true).inventions()).isPositive();
    }

    @Test
    void refusesByKindAloneAndAcceptsWhatIsRight() {
        ShopTask task = task(Temper.COOPERATIVE);
        Shopper shopper = shopper(Language.EN);
        Product target = MARKET.product(task.target());
        Purchase right = purchase(task, target);
        Shopper.Reply early = shopper.propose(task, Talk.NONE, right);
        assertThat(early.line().act()).isEqualTo(Line.Act.NOT_ASKED);
        assertThat(early.talk().verdict()).isEqualTo(Talk.Verdict.REFUSED);
        assertThat(TASKS.writer(Language.EN).reader().read(early.text(), target.category()))
                .isEmpty();

        Talk told = Talk.NONE;
        for (int i = 0; i < 5; i++) {
            told = shopper.ask(task, told, "what else matters").talk();
        }
        assertThat(shopper.propose(task, told, right).line().act()).isEqualTo(Line.Act.ACCEPT);
        Product twin = MARKET.product(task.target() / 8 * 8 + (task.target() % 8 == 0 ? 1 : 0));
        Purchase wrong = new Purchase(twin, Listing.PLAIN, twin.combinations().getLast());
        Shopper.Reply refused = shopper.propose(task, told, wrong);
        assertThat(refused.line().act()).isEqualTo(Line.Act.WRONG);
        assertThat(refused.line().names()).hasSize(1);
        assertThat(shopper.propose(task, refused.talk(), right).line().act())
                .as("whoever proposes everything gets no help")
                .isEqualTo(Line.Act.TIRED);
    }

    @Test
    void whoeverChoosesWhatToSayChoosesAmongWhatTheRulesAllow() {
        ShopTask task = task(Temper.COOPERATIVE);
        WishWriter writer = TASKS.writer(Language.EN);
        var templates = new TemplateVoice(writer, Language.EN);
        List<List<Line>> allowed = new ArrayList<>();
        Voice last = new Voice() {
            @Override
            public String say(ShopTask said, Line line, int turn) {
                return templates.say(said, line, turn);
            }

            @Override
            public Spoken answer(Occasion occasion) {
                allowed.add(occasion.lines());
                Line line = occasion.lines().getLast();
                return new Spoken(line, say(occasion.task(), line, occasion.turn()));
            }
        };
        var chooser = new Shopper(MARKET, Language.EN, writer.reader(), last);
        Product twin = MARKET.product(task.target() / 8 * 8 + (task.target() % 8 == 0 ? 1 : 0));
        Purchase wrong = new Purchase(twin, Listing.PLAIN, twin.combinations().getLast());
        Shopper.Reply early = chooser.propose(task, Talk.NONE, wrong);
        assertThat(allowed.getLast()).hasSizeGreaterThan(1).allMatch(line -> line.act() == Line.Act.NOT_ASKED);
        assertThat(early.line()).isEqualTo(allowed.getLast().getLast());
        Talk told = Talk.NONE;
        for (int i = 0; i < 5; i++) {
            told = chooser.ask(task, told, "what else matters").talk();
        }
        assertThat(allowed.getLast()).extracting(Line::act).containsExactly(Line.Act.THAT_IS_ALL, Line.Act.ENOUGH);
        Shopper.Reply stopped = chooser.propose(task, told, wrong);
        assertThat(stopped.line().act()).isEqualTo(Line.Act.TIRED);
        assertThat(stopped.talk())
                .isEqualTo(shopper(Language.EN).propose(task, told, wrong).talk());
        assertThat(allowed.getLast()).extracting(Line::names).doesNotHaveDuplicates();
        chooser.propose(task, told, purchase(task, MARKET.product(task.target())));
        assertThat(allowed.getLast()).extracting(Line::act).containsExactly(Line.Act.ACCEPT);
    }

    private static Purchase purchase(ShopTask task, Product product) {
        return product.combinations().stream()
                .map(chosen -> new Purchase(product, MARKET.listing(product.index()), chosen))
                .filter(purchase -> task.constraints().stream().allMatch(purchase::meets))
                .findFirst()
                .orElseThrow();
    }

    private static ShopTask task(Temper temper) {
        for (int number = 0; ; number++) {
            ShopTask task = TASKS.task(Scenario.MULTI, Split.TRAIN, Language.EN, Difficulty.MEDIUM, number);
            if (task.disclosure().temper() == temper) {
                return task;
            }
        }
    }

    private static List<Line.Act> acts(Temper temper, int questions) {
        ShopTask task = task(temper);
        List<Line.Act> acts = new ArrayList<>();
        Talk talk = Talk.NONE;
        for (int i = 0; i < questions; i++) {
            Shopper.Reply reply = shopper(Language.EN).ask(task, talk, "what else matters");
            acts.add(reply.line().act());
            talk = reply.talk();
        }
        return acts;
    }

    @Test
    void eachTemperTalksInItsOwnWay() {
        assertThat(acts(Temper.COOPERATIVE, 3)).containsExactly(Line.Act.TELL, Line.Act.TELL, Line.Act.THAT_IS_ALL);
        assertThat(acts(Temper.TERSE, 4))
                .containsExactly(Line.Act.TELL, Line.Act.TELL, Line.Act.TELL, Line.Act.THAT_IS_ALL);
        assertThat(acts(Temper.FORGETFUL, 2)).containsExactly(Line.Act.FORGET, Line.Act.TELL);
        assertThat(acts(Temper.IMPATIENT, 3)).containsExactly(Line.Act.TELL, Line.Act.TELL, Line.Act.ENOUGH);
    }

    @Test
    void aModelWordsWhatTheRulesDecidedOrTheTemplateDoes() {
        ShopTask task = task(Temper.COOPERATIVE);
        WishWriter writer = TASKS.writer(Language.EN);
        var templates = new TemplateVoice(writer, Language.EN);
        var faithful = new ModelVoice(
                request -> new ChatReply(
                        "well well "
                                + request.messages()
                                        .getLast()
                                        .content()
                                        .lines()
                                        .toList()
                                        .getLast(),
                        true,
                        0,
                        0),
                templates,
                writer.reader(),
                Language.EN);
        var inventive = new ModelVoice(
                request -> new ChatReply("i want it for 12 , rated four stars", true, 0, 0),
                templates,
                writer.reader(),
                Language.EN);
        var line = Line.telling(List.of(task.constraints().stream()
                .filter(wish -> wish instanceof Constraint.OptionIs)
                .findFirst()
                .orElseThrow()));
        assertThat(faithful.say(task, line, 0)).startsWith("well well ");
        assertThat(faithful.say(task, line, 0)).as("the same again").startsWith("well well ");
        assertThat(faithful.worded()).isEqualTo(1);
        assertThat(inventive.say(task, line, 0)).isEqualTo(templates.say(task, line, 0));
        assertThat(inventive.fallbacks()).isEqualTo(1);
    }

    @Test
    void profileQuestionsAreAnsweredAsUsual() {
        for (int number = 0; ; number++) {
            ShopTask task = TASKS.task(Scenario.MULTI_PERSONA, Split.TRAIN, Language.EN, Difficulty.MEDIUM, number);
            int place = task.disclosure().sources().indexOf(Source.PROFILE);
            if (task.disclosure().temper() == Temper.COOPERATIVE
                    && place >= 0
                    && task.constraints().get(place) instanceof Constraint.OptionIs(String axis, String value)) {
                Shopper.Reply reply = shopper(Language.EN).ask(task, Talk.NONE, "which " + axis);
                assertThat(reply.line().act()).isEqualTo(Line.Act.AS_USUAL);
                return;
            }
        }
    }
}
