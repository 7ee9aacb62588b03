package dev.lathe.shop.shopper;

import dev.lathe.core.Agent;
import dev.lathe.core.Message;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.InstructionParser;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.World;
import dev.lathe.shop.session.PageWords;
import dev.lathe.shop.shopper.Habits.OptionCare;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shops by the words of the instruction and of the pages alone: it understands the instruction by the lexicon, writes its plan,
 * searches, opens results, compares each with the plan, chooses the options, compares the price, and buys. With careless
 * {@link Habits} it is a baseline. One instance serves one episode at a time; a conversation without a reply starts a new one.
 */
public final class FairOracle implements Agent {
    private final World world;
    private final Language language;
    private final Function<String, List<Constraint>> understanding;
    private final Habits usual;
    private final Style style;
    private final SplittableRandom random;
    private final PageReader reader;

    private Habits habits;
    private Plan plan;
    private boolean capped;
    private boolean morePages;
    private final Deque<Integer> slots = new ArrayDeque<>();
    private final Deque<String> choices = new ArrayDeque<>();
    private Sight.@Nullable Item item;

    /**
     * Makes a shopper that understands instructions by the lexicon.
     *
     * @param seed decides what is random where the style has noise or is careless
     */
    public FairOracle(World world, Language language, Habits habits, Style style, long seed) {
        this(world, language, InstructionParser.of(language)::parse, habits, style, seed);
    }

    /**
     * Makes a shopper that understands instructions in its own way.
     *
     * @param understanding finds the constraints that an instruction states
     * @param seed decides what is random where the style has noise or is careless
     */
    FairOracle(
            World world,
            Language language,
            Function<String, List<Constraint>> understanding,
            Habits habits,
            Style style,
            long seed) {
        this.world = world;
        this.language = language;
        this.understanding = understanding;
        this.usual = habits;
        this.habits = habits;
        this.style = style;
        this.random = new SplittableRandom(seed);
        this.reader = new PageReader(language);
        this.plan = new Plan(language, null, null, List.of(), List.of(), null);
    }

    @Override
    public String reply(List<Message> conversation) {
        String last = conversation.getLast().content();
        boolean starts = conversation.stream().noneMatch(message -> message.role() == Message.Role.ASSISTANT);
        return starts ? begin(last) : answer(last);
    }

    /** Returns the first reply to an instruction. */
    String begin(String instruction) {
        plan = Plan.of(world, language, understanding.apply(instruction));
        habits = usual;
        capped = habits.cap() && plan.maxFen() != null;
        item = null;
        slots.clear();
        choices.clear();
        return say(plan.text(), search());
    }

    /** Returns the slot of the item that is open, or 0 if none is. */
    int openSlot() {
        return item == null ? 0 : item.slot();
    }

    /** Returns the reply to a page. */
    String answer(String page) {
        return switch (reader.read(page)) {
            case Sight.Results results -> look(results);
            case Sight.Item opened -> inspect(opened);
            case Sight.Choice(String price) -> consider(price);
            case Sight.Nothing() -> goOn("");
        };
    }

    private String look(Sight.Results results) {
        morePages = results.page() < results.pages();
        var order = new ArrayList<Integer>();
        for (Sight.Hit hit : results.hits()) {
            if (named(hit, plan.brand()) && named(hit, plan.kind())) {
                order.add(hit.slot());
            }
        }
        if (style.slotNoise() > 0 && random.nextDouble() < style.slotNoise()) {
            Collections.shuffle(order, Random.from(random));
        }
        slots.clear();
        slots.addAll(order);
        return goOn("");
    }

    private static boolean named(Sight.Hit hit, @Nullable String word) {
        return word == null || hit.words().contains(word);
    }

    private String inspect(Sight.Item opened) {
        item = opened;
        Check check = Check.item(
                opened,
                habits.attributes() ? plan.attributes() : List.of(),
                habits.options() == OptionCare.CHECK ? plan.options() : List.of(),
                this::overlooks);
        return check.right() ? decide(check.text(), opened) : goOn(check.text());
    }

    private boolean overlooks() {
        return style.carelessness() > 0 && random.nextDouble() < style.carelessness();
    }

    private String decide(String notes, Sight.Item opened) {
        choices.clear();
        for (String axis : axes(opened)) {
            choices.add(value(axis, opened.values(axis)));
        }
        return choose(notes);
    }

    /** Returns the labels that offer a choice: those with more than one value, and those that the plan chooses from. */
    private List<String> axes(Sight.Item opened) {
        return opened.lines().entrySet().stream()
                .filter(line -> line.getValue().size() > 1 || wanted(line.getKey()) != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    private String value(String axis, List<String> offered) {
        String wanted = wanted(axis);
        return habits.options() != OptionCare.FIRST && wanted != null && offered.contains(wanted)
                ? wanted
                : offered.getFirst();
    }

    private @Nullable String wanted(String axis) {
        for (Want want : plan.options()) {
            if (want.label().equals(axis)) {
                return want.value();
            }
        }
        return null;
    }

    private String choose(String notes) {
        String next = choices.poll();
        return say(notes, next == null ? new ShopAction.Buy() : new ShopAction.Choose(next));
    }

    private String consider(@Nullable String price) {
        if (price == null || !habits.price() || plan.maxFen() == null) {
            return choose("");
        }
        Check check = Check.price(PageWords.of(language).price(), price, plan.maxFen(), this::overlooks);
        return check.right() ? choose(check.text()) : goOn(check.text());
    }

    /** Opens the next result, or looks for more of them, or buys what is open because there are none. */
    private String goOn(String notes) {
        Integer slot = slots.poll();
        if (slot != null) {
            return say(notes, new ShopAction.Open(slot));
        }
        if (morePages) {
            return say(notes, new ShopAction.NextPage());
        }
        if (capped) {
            capped = false;
            return say(notes, search());
        }
        if (habits.leaves()) {
            return say(notes, new ShopAction.Leave());
        }
        habits = Habits.RESIGNED;
        return item == null ? say(notes, new ShopAction.Buy()) : decide(notes, item);
    }

    private ShopAction search() {
        return new ShopAction.Search(plan.query(), capped ? plan.maxFen() : null);
    }

    private String say(String notes, ShopAction action) {
        return style.format().write(style.explain() ? notes : "", action);
    }
}
