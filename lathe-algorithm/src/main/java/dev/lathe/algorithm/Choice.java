package dev.lathe.algorithm;

import java.util.Locale;

/**
 * Describes one choice of an algorithm for a person.
 *
 * @param role the key under which recipes override it, such as {@code baseline}
 * @param label what was chosen, in a word or two
 * @param formula what it computes
 */
public record Choice(String role, String label, String formula) {
    static Choice of(ReturnEstimator returns) {
        return switch (returns) {
            case ReturnEstimator.TrajectoryReward() -> returns("trajectory", "A_t = A, of R - sum_t p_t");
            case ReturnEstimator.DiscountedTokens(double gamma) ->
                returns(
                        "tokens " + gamma,
                        "A_t = sum_{u>=t} %s^(u-t) r_u, r_u = -p_u, and A more at the last token".formatted(gamma));
            case ReturnEstimator.DiscountedChunkReturn(double gamma, boolean steps) ->
                returns(
                        "chunks " + gamma,
                        "A_k = sum_{j>=k} %s^(j-k) r_j, r_j = %s-sum_{t in j} p_t, and A more at the last chunk"
                                .formatted(gamma, steps ? "reward_j " : ""));
            case ReturnEstimator.Gae(double gamma, double lambda) ->
                returns(
                        "gae %s %s".formatted(gamma, lambda),
                        "A_t = delta_t + %s A_{t+1}, delta_t = r_t + %s V_{t+1} - V_t"
                                .formatted(gamma * lambda, gamma));
        };
    }

    static Choice of(Baseline baseline) {
        return switch (baseline) {
            case Baseline.None(Deviation deviation) -> baseline("none", "A = R", deviation);
            case Baseline.Constant(double value) -> new Choice("baseline", "constant " + value, "A = R - " + value);
            case Baseline.Group(Deviation deviation) -> baseline("group", "A = R - mean(group)", deviation);
            case Baseline.LeaveOneOut() ->
                new Choice("baseline", "leave_one_out", "A_i = R_i - mean_{j != i in group}(R_j)");
            case Baseline.Batch(Deviation deviation) -> baseline("batch", "A = R - mean(batch)", deviation);
            case Baseline.Running(Deviation deviation) -> baseline("running", "A = R - mean(seen)", deviation);
            case Baseline.TwoLevel(double weight, boolean divide) ->
                new Choice(
                        "baseline",
                        "two_level " + weight,
                        "A_k = (R - mean(group))%s + %s (G_k - mean(same state))%s"
                                .formatted(divide ? " / std" : "", weight, divide ? " / std" : ""));
            case Baseline.Critic(double clip) ->
                new Choice(
                        "baseline",
                        "critic " + clip,
                        "V by l_t = max((V - R_t)^2, (V_old + clip(V - V_old, -%s, %s) - R_t)^2) / 2"
                                .formatted(clip, clip));
        };
    }

    static Choice of(ImportanceWeight weight) {
        return switch (weight) {
            case ImportanceWeight.None() -> weight("none", "none");
            case ImportanceWeight.Token() -> weight("token", "rho_t = pi(t) / mu(t)");
            case ImportanceWeight.Chunk() -> weight("chunk", "rho_c = (prod_{t in c} pi(t) / mu(t))^(1/|c|)");
            case ImportanceWeight.Sequence() -> weight("sequence", "rho = (prod_t pi(t) / mu(t))^(1/n)");
            case ImportanceWeight.Product() -> weight("product", "rho = prod_t pi(t) / mu(t)");
            case ImportanceWeight.Truncated(Grain grain, double cap) ->
                weight(
                        "truncated %s %s".formatted(word(grain), cap),
                        "w = s(min(rho_%s, %s))".formatted(word(grain), cap));
            case ImportanceWeight.Decoupled(Grain grain, double cap) ->
                weight(
                        "decoupled %s %s".formatted(word(grain), cap),
                        "rho_%s = pi / prox, A times s(min(prox / mu, %s))".formatted(word(grain), cap));
        };
    }

    static Choice of(PolicyLoss loss, ImportanceWeight weight) {
        return switch (loss) {
            case PolicyLoss.Vanilla() ->
                loss(
                        "vanilla",
                        weight.grain() == null
                                ? "l = -A log pi"
                                : weight instanceof ImportanceWeight.Truncated ? "l = -w A log pi" : "l = -rho A");
            case PolicyLoss.Clip clip ->
                loss(
                        "clip %s %s".formatted(clip.low(), clip.high()),
                        "l = -min(rho A, clip(rho, 1 - %s, 1 + %s) A)%s"
                                .formatted(
                                        clip.low(),
                                        clip.high(),
                                        clip.dual() == null
                                                ? ""
                                                : ", at least %s A where A < 0".formatted(clip.dual())));
            case PolicyLoss.Topr(double cap) ->
                loss("topr " + cap, "l = -A log pi where A > 0, else l = -s(min(rho, %s)) A log pi".formatted(cap));
            case PolicyLoss.Cispo(double low, double high) ->
                loss(
                        "cispo %s %s".formatted(low, high),
                        "l = -s(clip(rho, 1 - %s, 1 + %s)) A log pi".formatted(low, high));
            case PolicyLoss.Sapo(double positive, double negative) ->
                loss(
                        "sapo %s %s".formatted(positive, negative),
                        "l = -(4 / tau) sigmoid(tau (rho - 1)) A, tau = %s where A > 0, else %s"
                                .formatted(positive, negative));
            case PolicyLoss.Gmpo(double low, double high) ->
                loss(
                        "gmpo %s %s".formatted(low, high),
                        "l = -A exp(mean_t sgn(A) min(sgn(A) d_t, sgn(A) clip(d_t, -%s, %s))), d = log rho"
                                .formatted(low, high));
            case PolicyLoss.Regression(double tau) ->
                loss("kimi " + tau, "l_t = -A log pi(t) + %s (sum_u d_u)^2 / n, d = log rho".formatted(tau / 2));
        };
    }

    static Choice of(LossReduction reduction) {
        return switch (reduction) {
            case LossReduction.TokenMean() -> reduction("token_mean", "L = sum_t l_t / N");
            case LossReduction.SequenceMean() -> reduction("sequence_mean", "L = sum_t l_t / (S n)");
            case LossReduction.SequenceSum() -> reduction("sequence_sum", "L = sum_t l_t / S");
            case LossReduction.Constant constant -> reduction("constant", "L = sum_t l_t / (S tokens of an episode)");
        };
    }

    private static Choice returns(String label, String formula) {
        return new Choice("returns", label, formula);
    }

    private static Choice baseline(String label, String formula, Deviation deviation) {
        return deviation == Deviation.NONE
                ? new Choice("baseline", label, formula)
                : new Choice(
                        "baseline",
                        "%s / %s".formatted(label, word(deviation)),
                        "%s, over std(%s)".formatted(formula, word(deviation)));
    }

    private static Choice weight(String label, String formula) {
        return new Choice("weight", label, formula);
    }

    private static Choice loss(String label, String formula) {
        return new Choice("loss", label, formula);
    }

    private static Choice reduction(String label, String formula) {
        return new Choice("reduction", label, formula);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
