package dev.lathe.shop;

import java.util.List;

/**
 * Describes an attribute that is a number.
 *
 * @param unit what pages write behind the number, without a space
 * @param said how people say the unit; no two measures share it in a language
 * @param steps the values that products have, rising
 */
record Measure(Text unit, Text said, List<Integer> steps) {
    Measure {
        steps = List.copyOf(steps);
    }
}
