package dev.lathe.shop;

import dev.lathe.core.Task;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Asks for one purchase. The constraints are exactly what the instruction, the profile and the shopper
 * tell together, in the order category, brand, attributes, options
 * (both in the order of the category), price. {@code target} is the index of a product that satisfies them and is never shown to
 * agents; {@code satisfying} counts the (product, combination) pairs of the catalogue that satisfy them.
 */
public record ShopTask(
        String id,
        Split split,
        Language language,
        String instruction,
        List<Constraint> constraints,
        int target,
        int satisfying,
        Disclosure disclosure)
        implements Task {
    public ShopTask {
        constraints = List.copyOf(constraints);
    }

    /** States everything in the instruction. */
    public ShopTask(
            String id,
            Split split,
            Language language,
            String instruction,
            List<Constraint> constraints,
            int target,
            int satisfying) {
        this(id, split, language, instruction, constraints, target, satisfying, Disclosure.ALL_SAID);
    }

    /** Returns the SHA-256 of all that the task says, in hexadecimal digits. */
    public String hash() {
        return Hashes.sha256(toString());
    }

    /** Returns the SHA-256 of all that some tasks say, in their order. */
    public static String hash(List<ShopTask> tasks) {
        return Hashes.sha256(tasks.stream().map(ShopTask::hash).collect(Collectors.joining("\n")));
    }
}
