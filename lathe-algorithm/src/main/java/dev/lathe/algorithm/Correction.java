package dev.lathe.algorithm;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Positive;
import dev.lathe.core.recipe.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Corrects for what trainer and inference engine make of the same weights, and for weights that were older: {@code x = prox / mu}, of
 * the policy that the step starts from, as the trainer computes it, and the one that acted, as the engine recorded it.
 *
 * @param weight what advantages are multiplied by; none to leave them
 * @param filters what leaves a token out of the loss and of every denominator; all of them must keep it
 * @see <a href="https://fengyao.notion.site/off-policy-rl">Yao et al. 2025, Your Efficient RL Framework Secretly Brings You Off-Policy
 *     RL Training</a>
 * @see <a href="https://arxiv.org/abs/2512.24873">Let It Flow, 2025, equations 6 and 8</a>
 */
@Doc("A correction for what trainer and inference engine make of the same tokens.")
public record Correction(
        @Doc("What advantages are multiplied by.") @Nullable Weight weight,

        @Doc("What leaves tokens out.") @Default("[]") List<Filter> filters) {
    /** Corrects nothing. */
    public static final Correction NONE = new Correction(null, List.of());

    public Correction {
        filters = List.copyOf(filters);
    }

    /**
     * Multiplies advantages by {@code min(x, cap)}.
     *
     * @param grain what the ratio is taken over
     * @param cap the largest weight, positive
     */
    @Doc("Multiplies advantages by the ratio of trainer and engine, cut off.")
    public record Weight(
            @Doc("What the ratio is taken over.") @Default("token")
            Grain grain,

            @Doc("The largest weight.") @Positive @Default("1.2")
            double cap) {
        public Weight {
            Checks.positive("cap", cap);
        }
    }

    /**
     * Keeps the tokens with {@code low <= x <= high}.
     *
     * @param grain what the ratio is taken over
     * @param low at least 0
     * @param high above {@code low}
     */
    @Doc("Keeps the tokens whose ratio of trainer and engine is in a range.")
    public record Filter(
            @Doc("What the ratio is taken over.") @Default("token")
            Grain grain,

            @Doc("The smallest ratio.") @Range(min = 0) @Default("0.0")
            double low,

            @Doc("The largest ratio.") @Positive @Default("5.0")
            double high) {
        public Filter {
            Checks.require(low >= 0 && low < high, "a filter needs 0 <= low < high, not %s and %s", low, high);
        }
    }

    boolean isNone() {
        return weight == null && filters.isEmpty();
    }

    boolean uses(Grain grain) {
        return (weight != null && weight.grain == grain) || filters.stream().anyMatch(filter -> filter.grain == grain);
    }
}
