package dev.lathe.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Names parameters that multiply the same input, and so are used as one matrix. Whoever holds them one below the other may add the whole
 * to the parameters, under the name that it has here; else they are copied together each time.
 */
public final class JoinedParameters {
    private static final Map<String, List<String>> OTHERS =
            Map.of("q_proj", List.of("k_proj", "v_proj"), "gate_proj", List.of("up_proj"));

    private JoinedParameters() {}

    /** Returns the name of the whole. */
    public static String name(List<String> parts) {
        return String.join("+", parts);
    }

    /** Finds what is joined among some parameters: the parts, in their order, by the name of the whole. */
    public static SequencedMap<String, List<String>> among(Set<String> parameters) {
        SequencedMap<String, List<String>> joined = new LinkedHashMap<>();
        for (String first : parameters) {
            OTHERS.forEach((projection, others) -> {
                int at = first.lastIndexOf("." + projection + ".");
                if (at >= 0) {
                    String end = first.substring(at + projection.length() + 2);
                    List<String> parts = new ArrayList<>(List.of(first));
                    others.forEach(other -> parts.add(first.substring(0, at + 1) + other + "." + end));
                    if (parameters.containsAll(parts)) {
                        joined.put(name(parts), parts);
                    }
                }
            });
        }
        return joined;
    }
}
