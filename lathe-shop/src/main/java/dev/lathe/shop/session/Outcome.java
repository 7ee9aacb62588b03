package dev.lathe.shop.session;

import dev.lathe.core.Metrics;
import dev.lathe.core.StepResult;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Source;
import dev.lathe.shop.dialogue.Talk;
import dev.lathe.shop.session.Page.Item;
import dev.lathe.shop.session.ShopState.Counts;
import java.util.LinkedHashMap;
import java.util.Locale;

/** Writes how an episode ended as named numbers. */
public final class Outcome {
    private static final String SUCCESS = "success";

    private Outcome() {}

    /** Returns whether a step ended an episode, or an errand, with all that was wished. */
    public static boolean succeeded(StepResult last) {
        return last.info().find(SUCCESS).orElse(0) == 1;
    }

    static Metrics metrics(ShopScore score, boolean bought, ShopState end, double verified) {
        Counts counts = end.counts();
        var values = new LinkedHashMap<String, Double>();
        values.put("loose", score.loose());
        values.put("strict", score.strict());
        values.put(SUCCESS, score.success());
        values.put("type", score.type());
        values.put("attributes", score.attributes());
        values.put("options", score.options());
        values.put("price", score.price());
        values.put("bought", bought ? 1.0 : 0.0);
        values.put("turns", (double) counts.turns());
        values.put("invalid_actions", (double) counts.invalidActions());
        values.put("items_opened", (double) counts.itemsOpened());
        values.put("verified", verified);
        values.put("searches", (double) counts.searches());
        if (!end.task().disclosure().sources().isEmpty()) {
            values.put("regret", 1 - score.loose());
        }
        if (end.task().disclosure().temper() != null) {
            values.put("questions", (double) end.talk().questions());
            values.put("proposals", (double) end.talk().proposals());
            values.put("after_refusal", bought && end.talk().verdict() == Talk.Verdict.REFUSED ? 1.0 : 0.0);
        }
        return new Metrics(values);
    }

    /**
     * Returns, for tasks that do not say everything, the share of constraints met of each source, and whether the purchase is the
     * very target; nothing for other tasks.
     */
    static Metrics bySource(ShopTask task, Purchase purchase) {
        if (task.disclosure().sources().isEmpty()) {
            return Metrics.NONE;
        }
        var values = new LinkedHashMap<String, Double>();
        for (Source source : Source.values()) {
            int asked = 0;
            int met = 0;
            for (int place = 0; place < task.constraints().size(); place++) {
                if (task.disclosure().source(place) == source) {
                    asked++;
                    met += purchase.meets(task.constraints().get(place)) ? 1 : 0;
                }
            }
            if (asked > 0) {
                values.put("met_" + source.name().toLowerCase(Locale.ROOT), (double) met / asked);
            }
        }
        values.put("exact_target", purchase.product().index() == task.target() ? 1.0 : 0.0);
        return new Metrics(values);
    }

    /** Returns the share of the constraints that were stated while the bought product was open. */
    static double verified(ShopState end, Item bought) {
        long bits = end.stated().getOrDefault(bought.product(), 0L);
        int constraints = end.task().constraints().size();
        return constraints == 0 ? 1 : (double) Long.bitCount(bits) / constraints;
    }
}
