package dev.lathe.train.pipeline;

import dev.lathe.core.Message;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.action.Verb;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.shop.shopper.Demonstrations;
import dev.lathe.shop.shopper.Drill;
import dev.lathe.shop.shopper.Style;
import dev.lathe.shop.shopper.Turn;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes lessons of the fair oracle's episodes. */
final class ShopLessons {
    private final ShopPlay play;
    private final Map<Language, ShopSettings> settings;
    private final Map<Language, Demonstrations> demonstrations = new EnumMap<>(Language.class);

    ShopLessons(ShopPlay play, Map<Language, ShopSettings> settings, Style style, long seed) {
        this.play = play;
        this.settings = settings;
        settings.keySet().forEach(language -> demonstrations.put(language, play.demonstrations(language, style, seed)));
    }

    /** Returns the fair oracle's episode on a task; its first observation is the environment's, guide included. */
    Lesson episode(ShopTask task) {
        List<Lesson.Turn> turns = new ArrayList<>();
        for (Turn turn : of(task.language()).of(task).turns()) {
            List<Message> seen = List.of(Message.user(turn.observation()));
            turns.add(new Lesson.Turn(turns.isEmpty() ? firstMessages(task) : seen, turn.reply()));
        }
        return new Lesson(turns);
    }

    /** Returns an episode up to its first search: one turn, or a talk and one turn. */
    Lesson opening(ShopTask task) {
        List<Lesson.Turn> turns = episode(task).turns();
        int length = 1;
        for (Lesson.Turn turn : turns) {
            if (turn.reply().contains(Verb.SEARCH.word() + "[")) {
                break;
            }
            length++;
        }
        return new Lesson(turns.subList(0, Math.min(length, turns.size())));
    }

    /** Returns the first turn of an episode: a request, and what was understood of it. */
    Lesson reply(ShopTask task) {
        return new Lesson(episode(task).turns().subList(0, 1));
    }

    /** Returns a plan, an item page and the reply to it. */
    Lesson drill(Language language, long number) {
        Drill drill = of(language).drill(number);
        List<Lesson.Turn> turns = new ArrayList<>();
        turns.add(new Lesson.Turn(List.of(), drill.plan()));
        drill.turns()
                .forEach(turn -> turns.add(new Lesson.Turn(List.of(Message.user(turn.observation())), turn.reply())));
        return new Lesson(turns);
    }

    private List<Message> firstMessages(ShopTask task) {
        try (ShopEnvironment environment = play.environment(Objects.requireNonNull(settings.get(task.language())))) {
            return environment.reset(task, 0).messages();
        }
    }

    private Demonstrations of(Language language) {
        return Objects.requireNonNull(demonstrations.get(language));
    }
}
