package dev.lathe.web.customer;

import dev.lathe.shop.Language;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.dialogue.Kinds;
import dev.lathe.shop.dialogue.Line;
import dev.lathe.shop.dialogue.Occasion;
import dev.lathe.shop.dialogue.SameFacts;
import dev.lathe.shop.dialogue.Spoken;
import dev.lathe.shop.dialogue.Voice;
import dev.lathe.web.customer.PersonAtPage.Choice;
import dev.lathe.web.customer.PersonAtPage.Exchange;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Lets a person choose among the lines that the rules allow, and word the one that is chosen. The words are said if they state exactly
 * its facts and name exactly its kind; else the template is. What was said is remembered for a while, so that whoever plays the same
 * steps again hears the same. Episodes of one task share what was said before.
 */
final class PersonVoice implements Voice {
    private static final int REMEMBERED = 10_000;

    private final PersonAtPage person;
    private final Language language;
    private final Kinds kinds;
    private final SameFacts facts;
    private final Voice templates;
    private final Map<Occasion, Spoken> remembered = new ConcurrentHashMap<>();
    private final Map<String, SortedMap<Integer, Exchange>> talks = new ConcurrentHashMap<>();

    PersonVoice(PersonAtPage person, Language language, Kinds kinds, SameFacts facts, Voice templates) {
        this.person = person;
        this.language = language;
        this.kinds = kinds;
        this.facts = facts;
        this.templates = templates;
    }

    @Override
    public String say(ShopTask task, Line line, int turn) {
        return templates.say(task, line, turn);
    }

    @Override
    public Spoken answer(Occasion occasion) {
        Spoken known = remembered.get(occasion);
        if (known != null) {
            return known;
        }
        if (remembered.size() >= REMEMBERED) {
            remembered.clear();
            talks.clear();
        }
        SortedMap<Integer, Exchange> talk =
                talks.computeIfAbsent(occasion.task().id(), task -> new ConcurrentSkipListMap<>());
        Spoken spoken =
                asked(occasion, List.copyOf(talk.headMap(occasion.turn()).values()));
        talk.put(occasion.turn(), new Exchange(said(occasion), spoken.text()));
        remembered.put(occasion, spoken);
        return spoken;
    }

    private Spoken asked(Occasion occasion, List<Exchange> before) {
        List<String> usual = occasion.lines().stream()
                .map(line -> say(occasion.task(), line, occasion.turn()))
                .toList();
        Choice choice = person.ask(language, occasion, usual, before).orElse(new Choice(0, ""));
        Line line = occasion.lines().get(choice.line());
        String template = usual.get(choice.line());
        boolean own = isRight(occasion.task(), line, template, choice.words());
        return new Spoken(line, own ? choice.words().strip() : template);
    }

    /** Returns whether words say what a template does; what is corrected in the same breath, only templates say. */
    private boolean isRight(ShopTask task, Line line, String template, String words) {
        return line.slips().isEmpty()
                && facts.hold(task, template, words)
                && (line.names().isEmpty() || kinds.in(words).equals(kinds.in(template)));
    }

    private String said(Occasion occasion) {
        Purchase proposed = occasion.proposed();
        return proposed == null
                ? String.valueOf(occasion.question())
                : proposed.product().title().in(language);
    }
}
