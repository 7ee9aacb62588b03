package dev.lathe.verify.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares verdicts with those of lm-eval's copy of IFEval, which bench/golden/instructions.py wrote: 24 replies for each of the 25
 * checks, strict and loose.
 */
class InstructionsAgreementTests {
    /** Checks that rest on a model of languages or sentences; another model may see a short text otherwise. */
    private static final List<String> BY_A_MODEL = List.of(
            "language:response_language",
            "length_constraints:number_sentences",
            "change_case:english_capital",
            "change_case:english_lowercase");

    @Test
    void agreesOnEveryReply() throws IOException {
        List<String> differing = new ArrayList<>();
        List<String> byModel = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>();
        for (String line : lines()) {
            ObjectNode row = (ObjectNode) JsonMapper.shared().readTree(line);
            String id = row.get("id").asString();
            seen.add(id);
            Instruction instruction = Instructions.of(id, (ObjectNode) row.get("parameters"));
            String reply = row.get("reply").asString();
            boolean strict = instruction.isFollowed(reply);
            boolean loose = instruction.isFollowedLoosely(reply);
            if (strict != row.get("strict").asBoolean()
                    || loose != row.get("loose").asBoolean()) {
                (BY_A_MODEL.contains(id) ? byModel : differing).add("%s %s: %s".formatted(strict, loose, line));
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(Instructions.ids()).hasSize(25);
        assertThat(differing).isEmpty();
        assertThat(byModel).hasSizeLessThanOrEqualTo(DIFFERENCES);
    }

    private static final int DIFFERENCES = 4;

    private static List<String> lines() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(InstructionsAgreementTests.class.getResourceAsStream("verdicts.jsonl"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
