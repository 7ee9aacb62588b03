package dev.lathe.train.report;

import dev.lathe.shop.score.SuccessBootstrap.Bounded;
import dev.lathe.train.report.Question.Contest;
import java.util.List;
import java.util.Locale;

/** Shows what runs were compared for: each question with its answer, or with what is missing to answer it. */
final class Questions {
    private static final List<String> HEADER = List.of(
            "compared",
            "decoding",
            "answer",
            "points, 95 % interval",
            "failures, times, 95 % interval",
            "McNemar p",
            "seeds",
            "tasks");

    private Questions() {}

    static List<Element> of(List<Question> questions) {
        return questions.stream().map(Questions::element).toList();
    }

    private static Element element(Question question) {
        Element element = Element.of("div", "question").add(Element.of("h3").text(question.text()));
        if (!question.contests().isEmpty()) {
            element.add(Tables.of(
                    HEADER, question.contests().stream().map(Questions::row).toList()));
        }
        if (question.missing() != null) {
            element.add(Element.of("p", "missing").text("Not answered: " + question.missing()));
        }
        return element;
    }

    private static List<String> row(Contest contest) {
        Bounded difference = contest.bounds().difference();
        Bounded failures = contest.bounds().failures();
        return List.of(
                contest.first() + " less " + contest.second(),
                Wording.decoding(contest.decoding()),
                answer(difference),
                "%s [%s, %s]"
                        .formatted(points(difference.value()), points(difference.low()), points(difference.high())),
                "%s [%s, %s]"
                        .formatted(
                                Figures.fixed(failures.value(), 2),
                                Figures.fixed(failures.low(), 2),
                                Figures.fixed(failures.high(), 2)),
                contest.probability() == null ? "-" : Figures.compact(contest.probability()),
                Integer.toString(contest.seeds()),
                contest.tasks() + (contest.paired() ? ", the same" : " each, not the same"));
    }

    private static String points(double share) {
        return String.format(Locale.ROOT, "%+.1f", 100 * share);
    }

    private static String answer(Bounded difference) {
        if (difference.low() > 0) {
            return "yes";
        }
        return difference.high() < 0 ? "no, the other way round" : "not clear";
    }
}
