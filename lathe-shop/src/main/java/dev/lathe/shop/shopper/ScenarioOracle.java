package dev.lathe.shop.shopper;

import dev.lathe.core.Agent;
import dev.lathe.core.Message;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Language;
import dev.lathe.shop.Scenario;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.WishReader;
import dev.lathe.shop.World;
import dev.lathe.shop.action.Reading;
import dev.lathe.shop.dialogue.DialogueWords;
import dev.lathe.shop.dialogue.Kinds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shops in every scenario by what it is told alone: it reads the request and the profile, asks until the shopper has told everything,
 * shops as the {@link FairOracle} does, proposes before it buys, and leaves if nothing is right. One instance serves one episode at a
 * time; a conversation without a reply starts a new one.
 */
public final class ScenarioOracle implements Agent {
    private final Language language;
    private final Scenario scenario;
    private final WishReader reader;
    private final DialogueWords words;
    private final Style style;
    private final FairOracle oracle;
    private final World world;
    private final Map<String, Constraint> known = new LinkedHashMap<>();
    private boolean shopping;
    private boolean proposes;
    private String pendingBuy = "";

    /**
     * Makes a shopper.
     *
     * @param reader understands requests, profiles and answers
     * @param habits {@link Habits#STRICT} to be fair; others make baselines
     * @param seed decides what is random where the style has noise or is careless
     */
    public ScenarioOracle(
            World world,
            Language language,
            Scenario scenario,
            WishReader reader,
            Habits habits,
            Style style,
            long seed) {
        this.world = world;
        this.language = language;
        this.scenario = scenario;
        this.reader = reader;
        this.words = DialogueWords.of(language);
        this.style = style;
        this.oracle = new FairOracle(world, language, anything -> wishes(), habits, style, seed);
    }

    @Override
    public String reply(List<Message> conversation) {
        String last = conversation.getLast().content();
        boolean starts = conversation.stream().noneMatch(message -> message.role() == Message.Role.ASSISTANT);
        if (starts) {
            return begin(last);
        }
        String speaker = words.speaker() + ": ";
        return last.startsWith(speaker) ? hear(last.substring(speaker.length())) : shop(oracle.answer(last));
    }

    private String begin(String request) {
        known.clear();
        shopping = false;
        proposes = scenario.dialogue();
        pendingBuy = "";
        List<String> lines = request.lines().toList();
        List<Constraint> said = reader.read(lines.getFirst(), null);
        String category = category(said);
        String readings = profile(lines.subList(1, lines.size()), category);
        learn(said);
        String notes = style.explain() && !readings.isEmpty()
                ? readings + " " + Marks.THEN + " " + notes(wishes())
                : notes(wishes());
        if (scenario.dialogue()) {
            return ask(notes);
        }
        return scenario.persona() && !notes.isEmpty() ? notes + " " + Marks.THEN + " " + start() : start();
    }

    /** Returns the first reply of somebody who was told everything: it neither asks nor proposes. */
    String beginKnowing(List<Constraint> wishes) {
        known.clear();
        learn(wishes);
        proposes = false;
        return start();
    }

    private static @Nullable String category(List<Constraint> wishes) {
        for (Constraint wish : wishes) {
            if (wish instanceof Constraint.CategoryIs(String id)) {
                return id;
            }
        }
        return null;
    }

    /**
     * Learns what the profile says of a category: preferences, and of orders the latest, which come last. Returns the lines as they were
     * read, each with the category beside its own: {@code kind= soap always soap soap ok season winter order 47 tent soap no color red}.
     */
    private String profile(List<String> lines, @Nullable String category) {
        var readings = new ArrayList<String>();
        for (String line : lines) {
            List<String> parts = List.of(line.split(" ", 3));
            boolean order = parts.getFirst().equals(words.order());
            if (order || parts.getFirst().equals(words.always())) {
                String head = order ? parts.get(0) + " " + parts.get(1) : words.always();
                String wishes = line.substring(head.length() + 1);
                List<Constraint> read = reader.read(wishes, null);
                String of = category(read);
                if (category != null && of != null) {
                    readings.add(head + " " + reading(wishes, of, category));
                }
                if (category != null && category.equals(of)) {
                    learn(read);
                }
            }
        }
        return category == null || readings.isEmpty()
                ? ""
                : notes(List.of(new Constraint.CategoryIs(category))) + " " + String.join(" ", readings);
    }

    private String reading(String wishes, String category, String wanted) {
        String own = name(category);
        String verdict = category.equals(wanted) ? Marks.RIGHT : Marks.WRONG;
        return own + " " + name(wanted) + " " + verdict + wishes.substring(own.length());
    }

    private String name(String category) {
        return world.category(category).name().in(language);
    }

    private void learn(List<Constraint> wishes) {
        wishes.forEach(wish -> known.put(Kinds.of(wish), wish));
    }

    private String ask(String notes) {
        return style.format().write(notes, new ShopAction.Ask(question()));
    }

    /** Writes down what was understood, so that the plan is put together from notes: {@code brand= norvik color= red}. */
    private String notes(List<Constraint> understood) {
        return style.explain() ? Plan.of(world, language, understood).wants() : "";
    }

    private String question() {
        return language == Language.ZH ? words.question().replace(" ", "") : words.question();
    }

    /** Understands an answer; a verdict on a proposal either lets the purchase go through or tells what to mend. */
    private String hear(String answer) {
        List<Constraint> told = reader.read(answer, category(List.copyOf(known.values())));
        learn(told);
        if (!shopping) {
            return ended(answer) ? start() : ask(notes(told));
        }
        if (says(words.accept(), answer) || says(words.tired(), answer)) {
            return pendingBuy;
        }
        shopping = false;
        return told.isEmpty() && !says(words.notAsked(), answer) ? resume() : ask(notes(told));
    }

    private boolean ended(String answer) {
        return says(words.thatIsAll(), answer) || says(words.enough(), answer);
    }

    private boolean says(List<String> variants, String answer) {
        return variants.stream()
                .map(variant -> language == Language.ZH ? variant.replace(" ", "") : variant)
                .map(variant -> variant.split("%s", -1)[0])
                .anyMatch(answer::startsWith);
    }

    private String start() {
        shopping = true;
        return shop(oracle.begin(""));
    }

    /** Looks further after an item was refused. */
    private String resume() {
        shopping = true;
        return shop(oracle.answer(""));
    }

    /** Proposes where there is a shopper and the oracle would buy. */
    private String shop(String reply) {
        boolean buys = style.format().read(reply) instanceof Reading.Understood(ShopAction.Buy());
        if (!buys || !proposes || oracle.openSlot() == 0) {
            return reply;
        }
        String buy = style.format().write(new ShopAction.Buy());
        pendingBuy = buy;
        return reply.replace(buy, style.format().write(new ShopAction.Propose(oracle.openSlot())));
    }

    /** Returns what is known in the order of tasks: category, brand, and the rest as in the category. */
    private List<Constraint> wishes() {
        List<Constraint> wishes = new ArrayList<>(known.values());
        String category = category(wishes);
        if (category != null) {
            List<String> schema = new ArrayList<>(List.of("category", "brand"));
            schema.addAll(world.category(category).attributes());
            schema.addAll(world.category(category).axes());
            wishes.sort(Comparator.comparingInt(
                    wish -> schema.contains(Kinds.of(wish)) ? schema.indexOf(Kinds.of(wish)) : schema.size()));
        }
        return wishes;
    }
}
