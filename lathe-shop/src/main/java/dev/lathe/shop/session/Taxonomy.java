package dev.lathe.shop.session;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Language;
import dev.lathe.shop.Product;
import dev.lathe.shop.Satisfaction;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds, from the steps of one episode alone, what went wrong in it. One instance serves one episode. */
public final class Taxonomy {
    private static final int LONG_QUERY = 20;
    private static final int LOOP = 3;

    private final World world;
    private final ShopTask task;
    private final int pageSize;
    private final Kinds kinds;
    private final ItemPages items;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Integer> right = new HashSet<>();
    private final Set<Integer> wrong = new HashSet<>();
    private final Set<Integer> shown = new HashSet<>();
    private final Set<Integer> opened = new HashSet<>();
    private final Set<ShopAction.Search> queries = new HashSet<>();
    private final Set<String> questions = new HashSet<>();
    private final Map<String, Integer> visits = new HashMap<>();
    private boolean retrieved;
    private boolean lastFoundNothing;

    /**
     * Makes ready for one episode.
     *
     * @param pageSize results a page
     */
    public Taxonomy(World world, ShopTask task, int pageSize, Kinds kinds) {
        this.world = world;
        this.task = task;
        this.pageSize = pageSize;
        this.kinds = kinds;
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
            refused(step, number);
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
        see(step.after().page());
        String state = step.after().page() + " " + step.after().talk();
        if (visits.merge(state, 1, Integer::sum) == LOOP) {
            add(ErrorKind.LOOP, number);
        }
    }

    private void refused(ReplayStep step, int number) {
        add(
                switch (step.refusal()) {
                    case "no_such_slot" -> ErrorKind.NOT_ON_PAGE;
                    case "no_such_value" -> ErrorKind.OPTION_MISSING;
                    case "not_all_chosen" -> ErrorKind.WITHOUT_ALL_OPTIONS;
                    case "sold_out" -> ErrorKind.SOLD_OUT;
                    case "no_results", "no_item_open", "last_page", "first_page", "no_shopper" ->
                        ErrorKind.WRONG_PAGE_KIND;
                    default -> ErrorKind.PARSE_ERROR;
                },
                number);
    }

    private void search(ShopAction.Search search, ReplayStep step, int number) {
        if (!queries.add(search)) {
            add(ErrorKind.DUPLICATE_QUERY, number);
        }
        if (search.query().split("\\s+").length > LONG_QUERY) {
            add(ErrorKind.OVER_LONG_QUERY, number);
        }
        if (step.after().page() instanceof Results results) {
            retrieved |= results.hits().stream().anyMatch(this::isRight);
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

    private void see(Page page) {
        switch (page) {
            case Results results -> {
                int from = results.number() * pageSize;
                int to = Math.min(from + pageSize, results.hits().size());
                shown.addAll(results.hits().subList(from, to));
            }
            case Item item -> opened.add(item.product());
            case Page.Start start -> {}
        }
    }

    /** Returns whether some combination of a product meets all constraints. */
    private boolean isRight(int product) {
        if (right.contains(product) || wrong.contains(product)) {
            return right.contains(product);
        }
        boolean meets = Satisfaction.count(world.product(product), world.listing(product), task.constraints()) > 0;
        (meets ? right : wrong).add(product);
        return meets;
    }

    private void end(ReplayStep last, int number) {
        if (last.result().info().find("success").orElse(0) == 1) {
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
        if (shown.stream().anyMatch(this::isRight)) {
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
        if (task.satisfying() == 0) {
            return;
        }
        if (!retrieved) {
            add(ErrorKind.GOLD_NEVER_RETRIEVED, number);
        } else if (shown.stream().noneMatch(this::isRight)) {
            add(ErrorKind.PAGE_DEPTH_INSUFFICIENT, number);
        } else if (opened.stream().noneMatch(this::isRight)) {
            add(ErrorKind.GOLD_RETRIEVED_NOT_OPENED, number);
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
            boolean queried = queries.stream()
                    .anyMatch(search -> search.query().toLowerCase(Locale.ROOT).contains(word));
            if (!queried) {
                return false;
            }
        }
        return true;
    }
}
