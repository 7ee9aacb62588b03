package dev.lathe.train.report;

import java.util.Comparator;
import java.util.List;

/** Puts what a person asks for first: is it better, is it learning, is it stable, is it fast; then everything else. */
final class CurveOrder {
    private static final List<String> IMPORTANT = List.of(
            "success",
            "reward",
            "loss",
            "signal",
            "entropy",
            "kl",
            "ratio",
            "clip",
            "grad",
            "log_prob",
            "tokens_per_second");

    static final Comparator<Series> BY_IMPORTANCE = Comparator.comparingInt(series -> rank(series.name()));

    private CurveOrder() {}

    private static int rank(String name) {
        for (int i = 0; i < IMPORTANT.size(); i++) {
            if (name.contains(IMPORTANT.get(i))) {
                return i;
            }
        }
        return IMPORTANT.size();
    }
}
