package dev.lathe.algorithm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Describes what goes beside the five choices of an algorithm. */
final class TermChoices {
    private TermChoices() {}

    static List<Choice> of(Terms terms) {
        List<Choice> choices = new ArrayList<>();
        addPenalties(choices, terms.rewardKl(), terms.lossKl());
        if (terms.whiten()) {
            choices.add(new Choice("whiten", "true", "A = (A - mean(all tokens)) / std(all tokens)"));
        }
        if (terms.advantageClip() > 0) {
            choices.add(new Choice(
                    "advantage_clip",
                    String.valueOf(terms.advantageClip()),
                    "A = clip(A, -%s, %s)".formatted(terms.advantageClip(), terms.advantageClip())));
        }
        OverlongPenalty overlong = terms.overlong();
        if (overlong != null) {
            choices.add(new Choice(
                    "overlong",
                    "the last %d of %d tokens".formatted(overlong.buffer(), overlong.limit()),
                    "R = R + %s clip((limit - buffer - n) / buffer, -1, 0)".formatted(overlong.penalty())));
        }
        addSelection(choices, terms.selection());
        addEmphasis(choices, terms.emphasis());
        addCorrection(choices, terms.correction());
        addResampling(choices, terms.resampling());
        if (!terms.mixture().equals(Mixture.EVEN)) {
            choices.add(new Choice(
                    "mixture",
                    "imitation and reinforcement",
                    "L = %s L_IL + %s L_RL"
                            .formatted(
                                    terms.mixture().imitation(), terms.mixture().reinforcement())));
        }
        return choices;
    }

    private static void addPenalties(
            List<Choice> choices, @Nullable RewardPenalty inReward, @Nullable LossPenalty inLoss) {
        if (inReward != null) {
            choices.add(new Choice(
                    "reward_kl", word(inReward.estimator()), "p_t = %s KL_t".formatted(inReward.coefficient())));
        }
        if (inLoss != null) {
            choices.add(
                    new Choice("loss_kl", word(inLoss.estimator()), "l_t + %s KL_t".formatted(inLoss.coefficient())));
        }
    }

    private static void addSelection(List<Choice> choices, Selection selection) {
        switch (selection.groups()) {
            case GroupFilter.All() -> {}
            case GroupFilter.WithSignal() ->
                choices.add(new Choice("selection", "with_signal", "groups whose scores differ, others replaced"));
            case GroupFilter.PassRate(double low, double high) ->
                choices.add(
                        new Choice("selection", "pass_rate", "groups with %s < mean score < %s".formatted(low, high)));
        }
        if (selection.dropOverlong()) {
            choices.add(new Choice("selection", "drop_overlong", "only what did not run out of room"));
        }
        if (selection.onlyPositive()) {
            choices.add(new Choice("selection", "only_positive", "only R > 0"));
        }
    }

    private static void addEmphasis(List<Choice> choices, Emphasis emphasis) {
        if (emphasis.difficulty()) {
            choices.add(new Choice("emphasis", "difficulty", "A times 0.5 + 1.5 (1 - mean score of the group)"));
        }
        if (emphasis.length()) {
            choices.add(new Choice("emphasis", "length", "A times 1.5 - n / n_max"));
        }
    }

    private static void addCorrection(List<Choice> choices, Correction correction) {
        Correction.Weight weight = correction.weight();
        if (weight != null) {
            choices.add(new Choice(
                    "correction",
                    "weight " + word(weight.grain()),
                    "A times min(x, %s), x = prox / mu over the %s".formatted(weight.cap(), word(weight.grain()))));
        }
        for (Correction.Filter filter : correction.filters()) {
            choices.add(new Choice(
                    "correction",
                    "filter " + word(filter.grain()),
                    "only tokens with %s <= x <= %s, x = prox / mu over the %s"
                            .formatted(filter.low(), filter.high(), word(filter.grain()))));
        }
    }

    private static void addResampling(List<Choice> choices, @Nullable Resampling resampling) {
        switch (resampling) {
            case null -> {}
            case Resampling.Parallel(int tasks, int anchors, double rise) ->
                choices.add(new Choice(
                        "resampling",
                        "parallel, %d tasks".formatted(tasks),
                        "from %d places of an expert's episode; imitated up to where V rises most, by %s at least"
                                .formatted(anchors, rise)));
            case Resampling.Rollback(int tasks, double success) ->
                choices.add(new Choice(
                        "resampling",
                        "rollback, %d tasks".formatted(tasks),
                        "from an expert's last chunk back while V >= %s; imitated up to where it is not"
                                .formatted(success)));
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
