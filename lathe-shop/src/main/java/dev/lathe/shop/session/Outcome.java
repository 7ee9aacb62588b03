package dev.lathe.shop.session;

import dev.lathe.core.Metrics;
import dev.lathe.shop.dialogue.Talk;
import dev.lathe.shop.session.Page.Item;
import dev.lathe.shop.session.ShopState.Counts;
import java.util.LinkedHashMap;

/** Writes how an episode ended as named numbers. */
final class Outcome {
    private Outcome() {}

    static Metrics metrics(ShopScore score, boolean bought, ShopState end, double verified) {
        Counts counts = end.counts();
        var values = new LinkedHashMap<String, Double>();
        values.put("loose", score.loose());
        values.put("strict", score.strict());
        values.put("success", score.success());
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
        if (end.task().disclosure().temper() != null) {
            values.put("questions", (double) end.talk().questions());
            values.put("proposals", (double) end.talk().proposals());
            values.put("after_refusal", bought && end.talk().verdict() == Talk.Verdict.REFUSED ? 1.0 : 0.0);
        }
        return new Metrics(values);
    }

    /** Returns the share of the constraints that were stated while the bought product was open. */
    static double verified(ShopState end, Item bought) {
        long bits = end.stated().getOrDefault(bought.product(), 0L);
        int constraints = end.task().constraints().size();
        return constraints == 0 ? 1 : (double) Long.bitCount(bits) / constraints;
    }
}
