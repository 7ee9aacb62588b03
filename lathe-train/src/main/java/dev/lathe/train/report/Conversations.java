package dev.lathe.train.report;

import dev.lathe.core.Chunk;
import dev.lathe.core.Metrics;
import dev.lathe.core.Trajectory;
import java.util.List;
import java.util.Map;

/** Shows whole conversations before and after reinforcement learning side by side. */
final class Conversations {
    private Conversations() {}

    static Element of(List<ConversationPair> pairs) {
        Element all = Element.of("div", "conversations");
        for (int i = 0; i < pairs.size(); i++) {
            all.add(pair(pairs.get(i), i == 0));
        }
        return all;
    }

    private static Element pair(ConversationPair pair, boolean open) {
        Element details = Element.of("details", "pair");
        if (open) {
            details.with("open", "open");
        }
        return details.add(
                Element.of("summary")
                        .add(
                                change(pair.before().trajectory(), pair.after().trajectory()),
                                Element.of("span", "task").text(pair.task())),
                Element.of("div", "sides")
                        .add(
                                side("Before reinforcement learning", pair.task(), pair.before()),
                                side("After reinforcement learning", pair.task(), pair.after())));
    }

    private static Element change(Trajectory before, Trajectory after) {
        double from = before.score().value();
        double to = after.score().value();
        String direction = to > from ? "better" : to < from ? "worse" : "same";
        return Element.of("span", "change " + direction)
                .text("%s → %s".formatted(Figures.fixed(from, 2), Figures.fixed(to, 2)));
    }

    private static Element side(String title, String task, ConversationPair.Attempt attempt) {
        Trajectory trajectory = attempt.trajectory();
        Element side = Element.of("section", "side")
                .add(
                        Element.of("h4").text(title),
                        Element.of("p", "fate")
                                .text("score %s, %d turns, %s"
                                        .formatted(
                                                Figures.fixed(trajectory.score().value(), 3),
                                                trajectory.chunks().size(),
                                                Wording.end(trajectory.end()))),
                        numbers("score", trajectory.score().parts()),
                        numbers("outcome", trajectory.outcome()));
        if (!trajectory.promptText().strip().equals(task.strip())) {
            side.add(Element.of("div", "said prompt").text(trajectory.promptText()));
        }
        for (int i = 0; i < trajectory.chunks().size(); i++) {
            side.add(turn(i, trajectory.chunks().get(i), attempt.mistakes()));
        }
        return side;
    }

    private static Element numbers(String title, Metrics metrics) {
        Element list = Element.of("p", "numbers");
        if (!metrics.values().isEmpty()) {
            list.add(Element.of("b").text(title));
        }
        metrics.values()
                .forEach((name, value) -> list.add(
                        Element.of("span").text(name + " ").add(Element.of("b").text(Figures.compact(value)))));
        return list;
    }

    private static Element turn(int index, Chunk chunk, Map<Integer, String> mistakes) {
        String mistake = mistakes.get(index);
        Element turn = Element.of("div", mistake == null ? "turn" : "turn mistaken")
                .add(
                        Element.of("span", "index").text(Integer.toString(index + 1)),
                        Element.of("div", "said model").text(chunk.actionText()));
        if (mistake != null) {
            turn.add(Element.of("div", "mistake").text(mistake));
        }
        if (!chunk.observationText().isEmpty()) {
            turn.add(Element.of("div", "said environment").text(chunk.observationText()));
        }
        return turn;
    }
}
