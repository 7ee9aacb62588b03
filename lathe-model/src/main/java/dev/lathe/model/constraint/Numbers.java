package dev.lathe.model.constraint;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compiles what a schema says about a number to an automaton over its decimal digits. */
final class Numbers {
    private static final String INTEGER = "0|-?[1-9][0-9]{0,17}";
    private static final String NUMBER = "-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?([eE][+-]?[0-9]{1,2})?";
    private static final BigDecimal FARTHEST = BigDecimal.TEN.pow(18);

    private Numbers() {}

    static Automaton of(JsonNode schema, boolean integer) {
        Limit low = limit(schema, "minimum", "exclusiveMinimum");
        Limit high = limit(schema, "maximum", "exclusiveMaximum");
        if (low == null && high == null) {
            return RegexParser.whole(integer ? INTEGER : NUMBER);
        }
        Limit from = low == null ? new Limit(FARTHEST.negate(), true) : low;
        Limit to = high == null ? new Limit(FARTHEST, true) : high;
        List<Automaton> signs = new ArrayList<>();
        if (from.value().signum() < 0) {
            Limit nearest = to.value().signum() < 0 ? to.negated() : new Limit(BigDecimal.ZERO, true);
            signs.add(Operations.concatenate(
                    List.of(Automata.makeChar('-'), DecimalRange.of(nearest, from.negated(), integer))));
        }
        if (to.value().signum() >= 0) {
            Limit nearest = from.value().signum() >= 0 ? from : new Limit(BigDecimal.ZERO, false);
            signs.add(DecimalRange.of(nearest, to, integer));
        }
        return Operations.union(signs);
    }

    /** Is where numbers end, and whether it is left out itself. */
    record Limit(BigDecimal value, boolean exclusive) {
        Limit negated() {
            return new Limit(value.negate(), exclusive);
        }
    }

    private static @Nullable Limit limit(JsonNode schema, String inclusiveKey, String exclusiveKey) {
        Limit inclusive = limit(schema, inclusiveKey, false);
        Limit exclusive = limit(schema, exclusiveKey, true);
        if (inclusive == null || exclusive == null) {
            return inclusive == null ? exclusive : inclusive;
        }
        int order = exclusive.value().compareTo(inclusive.value());
        boolean exclusiveIsTighter = inclusiveKey.equals("minimum") ? order >= 0 : order <= 0;
        return exclusiveIsTighter ? exclusive : inclusive;
    }

    private static @Nullable Limit limit(JsonNode schema, String key, boolean exclusive) {
        JsonNode value = schema.get(key);
        if (value == null) {
            return null;
        }
        BigDecimal limit = value.decimalValue();
        return limit.abs().compareTo(FARTHEST) >= 0
                ? new Limit(FARTHEST.multiply(BigDecimal.valueOf(limit.signum())), true)
                : new Limit(limit, exclusive);
    }
}
