package dev.lathe.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares the answer rule with the correctness flags that were published with four models' solutions of 800 problems. All 3,200
 * agree. Eight solutions stop before their final answer; none of them ends in the right number by accident.
 */
class Gsm8kAgreementTests {
    private static final List<String> MODELS =
            List.of("6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification");

    @Test
    void reproducesEveryPublishedFlag() throws IOException {
        List<String> differing = new ArrayList<>();
        int compared = 0;
        int correct = 0;
        int unmarked = 0;
        for (JsonNode problem : problems()) {
            Rational gold = Gsm8kAnswer.gold(problem.get("ground_truth").asString());
            for (String model : MODELS) {
                JsonNode solution = problem.get(model);
                var found = Gsm8kAnswer.find(solution.get("solution").asString());
                boolean agrees =
                        found.map(Gsm8kAnswer::value).filter(gold::equals).isPresent();
                boolean marked = found.map(Gsm8kAnswer::evidence)
                        .filter(Gsm8kAnswer.Evidence.MARKED::equals)
                        .isPresent();
                compared++;
                correct += agrees ? 1 : 0;
                unmarked += marked ? 0 : 1;
                if (agrees != solution.get("is_correct").asBoolean()) {
                    differing.add("%s: gold %s, found %s, published as %s, on: %s"
                            .formatted(model, gold, found, solution.get("is_correct"), problem.get("question")));
                }
            }
        }
        System.out.printf(
                "GSM8K answer rule: %d of %d flags agree (%d correct, %d without a marked answer)%n",
                compared - differing.size(), compared, correct, unmarked);
        differing.forEach(System.out::println);
        assertThat(compared).isEqualTo(3_200);
        assertThat(correct).isEqualTo(1_234);
        assertThat(unmarked).isEqualTo(8);
        assertThat(differing).isEmpty();
    }

    private static List<JsonNode> problems() throws IOException {
        Path file = Path.of(System.getProperty("lathe.shared"), "data/gsm8k/model_solutions.first800.jsonl");
        JsonMapper mapper = new JsonMapper();
        return Files.readAllLines(file).stream().map(mapper::readTree).toList();
    }
}
