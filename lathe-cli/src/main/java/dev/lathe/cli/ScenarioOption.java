package dev.lathe.cli;

import dev.lathe.core.DisplayName;
import dev.lathe.core.UserError;
import dev.lathe.shop.Scenario;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Chooses the scenario of the shop on the command line. */
final class ScenarioOption {
    @Option(
            names = "--scenario",
            paramLabel = "SCENARIO",
            description =
                    "Scenario of the shop: single, single-persona, multi or multi-persona; as in the recipe if not given."
                            + " Talks and profiles get longer episodes.")
    private Optional<String> scenario = Optional.empty();

    /** Chooses the recipe that suits scenarios, for a policy from scratch. */
    void choose(RecipeOptions recipes) {
        scenario.ifPresent(recipes::preferScenario);
    }

    /** Changes the keys of a recipe that the scenario asks for, before those that the command line names. */
    void preset(RecipeOptions recipes) {
        scenario.map(ScenarioOption::named).ifPresent(chosen -> {
            recipes.preset("environment.scenario=" + chosen.name().toLowerCase(Locale.ROOT));
            if (chosen.dialogue()) {
                recipes.preset("environment.turn_limit=40");
            }
            if (chosen != Scenario.SINGLE) {
                recipes.preset("compute.conversation_tokens=1536");
            }
        });
    }

    private static Scenario named(String name) {
        return Arrays.stream(Scenario.values())
                .filter(scenario -> display(scenario).equals(name))
                .findFirst()
                .orElseThrow(() -> new UserError("--scenario is %s; allowed is %s"
                        .formatted(
                                name,
                                Arrays.stream(Scenario.values())
                                        .map(ScenarioOption::display)
                                        .collect(Collectors.joining(", ")))));
    }

    private static String display(Scenario scenario) {
        return DisplayName.of(scenario);
    }
}
