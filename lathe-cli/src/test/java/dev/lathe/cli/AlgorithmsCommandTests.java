package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.algorithm.Algorithms;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AlgorithmsCommandTests {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void listsEveryAlgorithmWithItsFiveChoices() {
        assertThat(run("algorithms")).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(1 + Algorithms.names().size());
        assertThat(lines.getFirst().split(" +"))
                .containsExactly("NAME", "RETURNS", "BASELINE", "WEIGHT", "LOSS", "REDUCTION");
        assertThat(lines)
                .anySatisfy(line ->
                        assertThat(line).matches("dapo +trajectory +group / group +token +clip 0.2 0.28 +token_mean"));
    }

    @Test
    void writesOneObjectALine() {
        assertThat(run("algorithms", "--json")).isZero();
        List<JsonNode> objects =
                out.toString().lines().map(new JsonMapper()::readTree).toList();
        assertThat(objects).extracting(object -> object.get("name").asString()).isEqualTo(Algorithms.names());
        assertThat(objects)
                .allSatisfy(object -> assertThat(object.propertyNames())
                        .contains(
                                "summary", "source", "returns", "baseline", "weight", "loss", "reduction", "besides"));
    }

    @Test
    void showsFormulasAndTheKeysOfARecipe() {
        assertThat(run("algorithms", "show", "ipa")).isZero();
        assertThat(out.toString())
                .startsWith("ipa: ")
                .contains("arXiv 2512.24873")
                .contains("rho_c = (prod_{t in c} pi(t) / mu(t))^(1/|c|)")
                .contains("l = -A log pi where A > 0, else l = -s(min(rho, 1.0)) A log pi")
                .contains("rl:\n  algorithm:\n    kind: ipa\n    returns:\n      kind: chunks\n      gamma: 0.95\n");
    }

    @Test
    void refusesANameThatIsNone() {
        assertThat(run("algorithms", "show", "ippa")).isEqualTo(2);
        assertThat(err.toString())
                .contains("unknown algorithm 'ippa'; there are cispo, dapo,")
                .hasLineCount(1);
    }

    private int run(String... arguments) {
        return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }
}
