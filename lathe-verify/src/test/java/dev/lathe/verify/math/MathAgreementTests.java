package dev.lathe.verify.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.verify.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares verdicts with those of PyPI's math-verify, which bench/golden/math_answers.py wrote: of 4,000 generated answers and of
 * four models' solutions of 800 problems. All differences stand in bench/verify/math-disagreements.jsonl.
 */
class MathAgreementTests {
    private static final List<String> MODELS =
            List.of("6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path LISTED = Path.of("../bench/verify/math-disagreements.jsonl");

    @Test
    void agreesOnGeneratedAnswersButForTheListedOnes() throws IOException {
        List<String> lines = lines("answers.jsonl.gz");
        List<String> differing = new ArrayList<>();
        for (String line : lines) {
            ObjectNode row = (ObjectNode) JSON.readTree(line);
            Verdict verdict = MathVerifier.check(
                    row.get("gold").asString(), row.get("reply").asString());
            if ((verdict == Verdict.CORRECT) != row.get("correct").asBoolean()) {
                differing.add(JSON.writeValueAsString(row.put("lathe", verdict.name())));
            }
        }
        System.out.printf(
                "math-verify: %d of %d generated answers agree%n", lines.size() - differing.size(), lines.size());
        Files.write(Path.of("target/math-disagreements.jsonl"), differing);
        assertThat(lines).hasSize(4_000);
        assertThat(differing).hasSizeLessThanOrEqualTo(lines.size() / 100);
        assertThat(differing).isEqualTo(Files.readAllLines(LISTED));
    }

    @Test
    void agreesOnSolutionsOfModels() throws IOException {
        List<String> verdicts = lines("gsm8k.txt");
        List<String> differing = new ArrayList<>();
        List<JsonNode> problems = problems();
        for (int i = 0; i < problems.size(); i++) {
            String truth = problems.get(i).get("ground_truth").asString();
            String gold = truth.substring(truth.lastIndexOf("\nA: ") + 4);
            for (int model = 0; model < MODELS.size(); model++) {
                String solution =
                        problems.get(i).get(MODELS.get(model)).get("solution").asString();
                boolean correct = MathVerifier.check(gold, solution) == Verdict.CORRECT;
                if (correct != (verdicts.get(i).charAt(model) == '1')) {
                    differing.add("gold %s, ours %s: %s".formatted(gold, correct, solution));
                }
            }
        }
        System.out.printf("math-verify: %d of 3200 model solutions agree%n", 3_200 - differing.size());
        assertThat(problems).hasSize(800);
        assertThat(differing).hasSizeLessThanOrEqualTo(32);
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(MathAgreementTests.class.getResourceAsStream(name));
                InputStream text = name.endsWith(".gz") ? new GZIPInputStream(file) : file) {
            return new String(text.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static List<JsonNode> problems() throws IOException {
        Path file = Path.of(System.getProperty("lathe.shared"), "data/gsm8k/model_solutions.first800.jsonl");
        return Files.readAllLines(file).stream().map(JSON::readTree).toList();
    }
}
