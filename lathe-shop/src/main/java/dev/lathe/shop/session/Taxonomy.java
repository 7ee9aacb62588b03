package dev.lathe.shop.session;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Language;
import dev.lathe.shop.Product;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Source;
import dev.lathe.shop.World;
import dev.lathe.shop.dialogue.Kinds;
import dev.lathe.shop.dialogue.Talk;
import dev.lathe.shop.session.Diagnosis.Finding;
import dev.lathe.shop.session.Page.Item;
import dev.lathe.shop.session.Page.Results;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds, from the steps of one episode alone, what went wrong in it. One instance serves one episode. */
public final class Taxonomy {
    private final World world;
    private final ShopTask task;
    private final Kinds kinds;
    private final ItemPages items;
    private final List<Finding> findings = new ArrayList<>();
    private final Sightings sightings;
    private final Repetition repetition = new Repetition();
    private final Set<String> questions = new HashSet<>();
    private boolean lastFoundNothing;

    /**
     * Makes ready for one episode.
     *
     * @param pageSize results a page
     */
    public Taxonomy(World world, ShopTask task, int pageSize, Kinds kinds) {
        this.world = world;
        this.task = task;
        this.kinds = kinds;
        this.sightings = new Sightings(world, task.constraints(), Set.of(), pageSize);
        this.items = new ItemPages(world, task.language());
    }

    /**
     * Returns the errors of an episode that was played again, which the shop ended or the policy, having no room for more tokens; the
     * first fatal step is left open.
     */
    public Diagnosis of(List<ReplayStep> steps) {
        steps(steps);
        if (!steps.isEmpty()) {
            end(steps.getLast(), steps.size() - 1);
        }
        return new Diagnosis(findings, -1);
    }

    /**
     * Returns the errors of an episode that broke off for a reason outside the agent: those of the steps that it made, and
     * {@link ErrorKind#INFRA} at the last one. What it had not done yet is not held against it.
     */
    public Diagnosis lost(List<ReplayStep> steps) {
        steps(steps);
        add(ErrorKind.INFRA, Math.max(0, steps.size() - 1));
        return new Diagnosis(findings, -1);
    }

    private void steps(List<ReplayStep> steps) {
        for (int i = 0; i < steps.size(); i++) {
            step(steps.get(i), i);
        }
    }

    private void add(ErrorKind kind, int step) {
        findings.add(new Finding(kind, step));
    }

    private void step(ReplayStep step, int number) {
        if (!step.refusal().isEmpty()) {
            add(ErrorKind.ofRefusal(step.refusal()), number);
            return;
        }
        ShopAction action = step.action();
        if (action instanceof ShopAction.Search search) {
            search(search, step, number);
        } else if (action instanceof ShopAction.Ask(String question)) {
            ask(question, step.before().talk(), number);
        } else if (action instanceof ShopAction.Open && step.after().page() instanceof Item item) {
            open(item, number);
        }
        sightings.see(step.after().page());
        repetition.state(step.after().page() + " " + step.after().talk()).ifPresent(kind -> add(kind, number));
    }

    private void search(ShopAction.Search search, ReplayStep step, int number) {
        repetition.query(search).forEach(kind -> add(kind, number));
        if (step.after().page() instanceof Results results) {
            lastFoundNothing = results.hits().isEmpty();
        }
    }

    private void ask(String question, Talk before, int number) {
        Set<String> about = kinds.in(question);
        boolean repeated = !questions.add(question);
        if (repeated && !about.isEmpty()) {
            add(ErrorKind.REPEATED_QUESTION, number);
        }
        for (int place = 0; place < task.constraints().size(); place++) {
            if (about.contains(Kinds.of(task.constraints().get(place)))) {
                if (task.disclosure().source(place) == Source.PROFILE) {
                    add(ErrorKind.ASKED_PROFILE_ANSWERABLE, number);
                } else if (!repeated && isKnown(place, before)) {
                    add(ErrorKind.ASKED_KNOWN, number);
                }
            }
        }
    }

    /** Returns whether a wish was said in the request or in an answer. */
    private boolean isKnown(int place, Talk talk) {
        return task.disclosure().source(place) == Source.SAID || talk.has(place);
    }

    /** Compares what the list of results shows with what the request says. */
    private void open(Item item, int number) {
        Product product = world.product(item.product());
        for (int place = 0; place < task.constraints().size(); place++) {
            if (task.disclosure().source(place) == Source.SAID
                    && breaks(product, task.constraints().get(place))) {
                add(ErrorKind.OPENED_VIOLATING_ITEM, number);
                return;
            }
        }
    }

    private static boolean breaks(Product listed, Constraint wish) {
        return switch (wish) {
            case Constraint.CategoryIs(String id) -> !listed.category().equals(id);
            case Constraint.AttributeIs(String id, String value) ->
                id.equals(Attribute.BRAND) && !listed.brand().equals(value);
            case Constraint.PriceAtMost(int fen) -> listed.fromPrice() > fen;
            case Constraint other -> false;
        };
    }

    private void end(ReplayStep last, int number) {
        if (Outcome.succeeded(last.result())) {
            return;
        }
        boolean bought =
                last.action() instanceof ShopAction.Buy && last.refusal().isEmpty();
        if (bought && last.before().page() instanceof Item item) {
            bought(item, last.before().talk(), number);
        } else if (last.action() instanceof ShopAction.Leave) {
            add(ErrorKind.ABSTAIN_WRONG, number);
        } else {
            add(last.result().truncated() ? ErrorKind.STEP_CAP : ErrorKind.TOKEN_CAP, number);
        }
        searched(number);
        for (int place = 0; place < task.constraints().size(); place++) {
            if (!isKnown(place, last.before().talk()) && task.disclosure().source(place) == Source.ASKED) {
                add(ErrorKind.MISSING_SLOT_NEVER_ASKED, number);
            }
        }
    }

    private void bought(Item item, Talk talk, int number) {
        PurchaseErrors.of(task, items.purchase(item)).forEach(kind -> add(kind, number));
        if (task.disclosure().temper() != null && talk.verdict() != Talk.Verdict.ACCEPTED) {
            add(talk.verdict() == Talk.Verdict.REFUSED ? ErrorKind.AFTER_REFUSAL : ErrorKind.UNCONFIRMED, number);
        }
        if (sightings.showedRight()) {
            add(ErrorKind.BETTER_IN_VIEW, number);
        }
    }

    private void searched(int number) {
        if (!neededWordsQueried()) {
            add(ErrorKind.CONSTRAINT_NEVER_QUERIED, number);
        }
        if (lastFoundNothing) {
            add(ErrorKind.ZERO_RESULT_NOT_RELAXED, number);
        }
        if (task.satisfying() > 0) {
            sightings.missed().ifPresent(kind -> add(kind, number));
        }
    }

    private boolean neededWordsQueried() {
        Language language = task.language();
        for (Constraint wish : task.constraints()) {
            String word = switch (wish) {
                case Constraint.CategoryIs(String id) ->
                    world.category(id).name().in(language);
                case Constraint.AttributeIs(String id, String value)
                when id.equals(Attribute.BRAND) ->
                    world.attribute(id).value(value).name().in(language);
                case Constraint other -> "";
            };
            boolean queried = repetition.queries().stream()
                    .anyMatch(search -> search.query().toLowerCase(Locale.ROOT).contains(word));
            if (!queried) {
                return false;
            }
        }
        return true;
    }
}
