package dev.lathe.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.verify.instruction.Instruction;
import dev.lathe.verify.instruction.Instructions;
import dev.lathe.verify.math.MathVerifier;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Feeds the checkers with 10,000 generated answers that are meant to hang them, and holds each to a bounded time. */
class HostileAnswersTests {
    private static final int ANSWERS = 10_000;

    /** What one answer may take of a processor; a checker that backtracks takes hours. */
    private static final double SECONDS_AN_ANSWER = 1;

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private static final String[] PIECES = {
        "\\frac{",
        "\\sqrt{",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "\\{",
        "\\}",
        "^",
        "_",
        "10^10^10",
        "^{10^{10^{10}}}",
        "!",
        "!!!!",
        "|",
        "||",
        "\\boxed{",
        "$",
        "$$",
        "\\[",
        "\\]",
        "\\left(",
        "\\right)",
        "1",
        "9999999999999999999",
        "1,000,000",
        ",",
        "=",
        "<",
        "\\le",
        "x",
        "\\pm",
        "\\cup",
        "\\begin{pmatrix}",
        "&",
        "\\\\",
        "\\end{pmatrix}",
        "answer",
        "answer:",
        "final answer is",
        "*",
        "**",
        "-",
        " ",
        "\n",
        "\n\n",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
        "```",
        "\"",
        "\u0000",
        "\uD83D\uDE00",
        "%",
        "\\text{",
        "and",
        "\\binom{",
        "A",
    };

    private static final List<Consumer<String>> CHECKERS = checkers();

    @Test
    void answersWithinTime() {
        Random random = new Random(5);
        for (int i = 0; i < ANSWERS; i++) {
            String answer = answer(random, i);
            for (Consumer<String> checker : CHECKERS) {
                long before = CLOCK.getCurrentThreadCpuTime();
                checker.accept(answer);
                double seconds = (CLOCK.getCurrentThreadCpuTime() - before) / 1e9;
                assertThat(seconds)
                        .as("answer %d of %d characters: %.60s", i, answer.length(), answer)
                        .isLessThan(SECONDS_AN_ANSWER);
            }
        }
    }

    /** Every hundredth answer is long: one piece over and over, or nested as deep as it goes. */
    private static String answer(Random random, int number) {
        if (number % 100 == 0) {
            return PIECES[random.nextInt(PIECES.length)].repeat(1 + random.nextInt(6_000));
        } else if (number % 100 == 1) {
            int depth = 1 + random.nextInt(3_000);
            String open = random.nextBoolean() ? "\\frac{1}{" : "(";
            return "\\boxed{" + open.repeat(depth) + "1" + (open.equals("(") ? ")" : "}").repeat(depth) + "}";
        }
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(60);
        for (int i = 0; i < pieces; i++) {
            String piece = PIECES[random.nextInt(PIECES.length)];
            text.append(piece.repeat(random.nextInt(5) == 0 ? 1 + random.nextInt(20) : 1));
        }
        return text.toString();
    }

    private static List<Consumer<String>> checkers() {
        List<Consumer<String>> checkers = new ArrayList<>();
        checkers.add(answer -> MathVerifier.check("\\frac{x^2-1}{x+1}", answer));
        checkers.add(answer -> MathVerifier.check("10^{10^{10}}", answer));
        checkers.add(answer -> MultipleChoice.check('B', 4, answer));
        RegularExpression bomb = RegularExpression.of("^(a+)+$|(x+x+)+y");
        checkers.add(bomb::check);
        JsonSchema schema = JsonSchema.of("{\"type\": \"string\", \"pattern\": \"^(a+)+$\"}");
        checkers.add(answer -> schema.check("\"" + answer + "\""));
        checkers.add(schema::check);
        for (String id : List.of(
                "detectable_format:title",
                "detectable_format:json_format",
                "startend:quotation",
                "combination:two_responses")) {
            checkers.add(Instructions.of(id, JsonMapper.shared().createObjectNode())::isFollowedLoosely);
        }
        Instruction keyword = Instructions.of("keywords:existence", (ObjectNode)
                JsonMapper.shared().readTree("{\"keywords\": [\"(a+)+$\", \"(x+x+)+y\"]}"));
        checkers.add(keyword::isFollowedLoosely);
        Instruction bullets = Instructions.of("detectable_format:number_bullet_lists", (ObjectNode)
                JsonMapper.shared().readTree("{\"num_bullets\": 3}"));
        checkers.add(bullets::isFollowedLoosely);
        return checkers;
    }
}
