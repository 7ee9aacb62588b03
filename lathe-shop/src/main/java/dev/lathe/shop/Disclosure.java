package dev.lathe.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what an agent learns of a task, and how.
 *
 * @param sources where each constraint can be learned, in their order; empty if all are said
 * @param persona who asks, or null if nobody in particular
 * @param temper how the shopper talks, or null if there is nobody to talk to
 * @param seed decides how the shopper words its answers
 */
public record Disclosure(
        List<Source> sources,
        @Nullable Persona persona,
        @Nullable Temper temper,
        long seed) {
    /** The request states everything, and there is nobody to ask. */
    public static final Disclosure ALL_SAID = new Disclosure(List.of(), null, null, 0);

    public Disclosure {
        sources = List.copyOf(sources);
    }

    /** Returns where the constraint at a place can be learned. */
    public Source source(int place) {
        return sources.isEmpty() ? Source.SAID : sources.get(place);
    }
}
