package dev.lathe.shop.desk;

import dev.lathe.shop.ShopAction;
import dev.lathe.shop.World;
import dev.lathe.shop.session.Diagnosis;
import dev.lathe.shop.session.Diagnosis.Finding;
import dev.lathe.shop.session.ErrorKind;
import dev.lathe.shop.session.Outcome;
import dev.lathe.shop.session.Repetition;
import dev.lathe.shop.session.Sightings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds, from the steps of one errand alone, what went wrong in it. One instance serves one errand. */
final class ErrandTaxonomy {
    private final World world;
    private final DeskTask errand;
    private final Repetition repetition = new Repetition();
    private final List<Sightings> sightings;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Makes ready for one errand.
     *
     * @param pageSize results a page
     */
    ErrandTaxonomy(World world, DeskTask errand, int pageSize) {
        this.world = world;
        this.errand = errand;
        this.sightings = errand.goal() instanceof Goal.Bought goal
                ? goal.items().stream()
                        .map(item -> new Sightings(world, item, Set.copyOf(goal.excluded()), pageSize))
                        .toList()
                : List.of();
    }

    /**
     * Returns the errors of an errand that the shop ended or the policy, having no room for more tokens; the first fatal step is left
     * open.
     */
    Diagnosis of(List<ErrandStep> steps) {
        steps(steps);
        if (!steps.isEmpty()) {
            end(steps.getLast(), steps.size() - 1);
        }
        return new Diagnosis(findings, -1);
    }

    /** Returns the errors of an errand that broke off for a reason outside the agent. */
    Diagnosis lost(List<ErrandStep> steps) {
        steps(steps);
        add(ErrorKind.INFRA, Math.max(0, steps.size() - 1));
        return new Diagnosis(findings, -1);
    }

    private void add(ErrorKind kind, int step) {
        findings.add(new Finding(kind, step));
    }

    private void steps(List<ErrandStep> steps) {
        for (int number = 0; number < steps.size(); number++) {
            step(steps.get(number), number);
        }
    }

    private void step(ErrandStep step, int number) {
        if (!step.refusal().isEmpty()) {
            add(ErrorKind.ofRefusal(step.refusal()), number);
            return;
        }
        if (step.browsing().orElse(null) instanceof ShopAction.Search search) {
            repetition.query(search).forEach(kind -> add(kind, number));
        }
        DeskState after = step.after();
        sightings.forEach(each -> each.see(after.browsing().page()));
        repetition
                .state("%s %s %s %s".formatted(after.browsing().page(), after.cart(), after.voucher(), after.deeds()))
                .ifPresent(kind -> add(kind, number));
    }

    private void end(ErrandStep last, int number) {
        if (Outcome.succeeded(last.result())) {
            return;
        }
        Deeds deeds = last.after().deeds();
        if (last.result().truncated()) {
            add(ErrorKind.STEP_CAP, number);
        } else if (!last.after().done()) {
            add(ErrorKind.TOKEN_CAP, number);
        } else if (deeds.equals(Deeds.NONE)) {
            add(ErrorKind.ABSTAIN_WRONG, number);
        } else {
            GoalErrors.of(world, errand, deeds).forEach(kind -> add(kind, number));
        }
        sightings.forEach(each -> each.missed().ifPresent(kind -> add(kind, number)));
    }
}
