package dev.lathe.shop.desk;

import dev.lathe.core.StepResult;
import dev.lathe.shop.session.Diagnosis;
import dev.lathe.shop.session.FirstLost;
import dev.lathe.shop.session.Outcome;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopSettings;
import java.util.List;

/** Runs errands again that were stored, and finds what went wrong in them. */
public final class ErrandExaminer {
    private final Shop shop;

    public ErrandExaminer(Shop shop) {
        this.shop = shop;
    }

    /** Holds an errand that was run again, and what went wrong in it. */
    public record Examined(List<ErrandStep> steps, Diagnosis diagnosis) {}

    /**
     * Examines an errand that the shop ended or the policy, having no room for more tokens.
     *
     * @param settings those of the errand
     */
    public Examined examine(DeskTask errand, ShopSettings settings, List<String> replies) {
        try (var environment = new DeskEnvironment(shop, settings)) {
            List<ErrandStep> steps = ErrandStep.of(environment, errand, replies);
            Diagnosis diagnosis = new ErrandTaxonomy(shop.world(), errand, settings.pageSize()).of(steps);
            return new Examined(steps, diagnosis.withFirstFatal(fatal(environment, settings, steps)));
        }
    }

    /** Examines an errand that broke off for a reason outside the agent. */
    public Examined lost(DeskTask errand, ShopSettings settings, List<String> replies) {
        try (var environment = new DeskEnvironment(shop, settings)) {
            List<ErrandStep> steps = ErrandStep.of(environment, errand, replies);
            return new Examined(steps, new ErrandTaxonomy(shop.world(), errand, settings.pageSize()).lost(steps));
        }
    }

    private int fatal(DeskEnvironment environment, ShopSettings settings, List<ErrandStep> steps) {
        var expert = new DeskExpert(shop, settings.pageSize());
        return FirstLost.of(
                steps.stream().map(ErrandStep::result).toList(),
                step -> succeeds(environment, expert, steps.get(step).after()));
    }

    private static boolean succeeds(DeskEnvironment environment, DeskExpert expert, DeskState state) {
        if (state.done()) {
            return false;
        }
        environment.restore(state);
        for (String action : expert.left(state)) {
            StepResult result = environment.step(action);
            if (result.done()) {
                return Outcome.succeeded(result);
            }
        }
        return false;
    }
}
