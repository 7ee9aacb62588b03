package dev.lathe.model.constraint;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Knows the categories and scripts that {@code \p{...}} names. */
final class UnicodeProperty {
    /** The categories by the numbers of {@link Character#getType(int)}. */
    private static final Map<Integer, String> CATEGORIES = Map.ofEntries(
            Map.entry((int) Character.UPPERCASE_LETTER, "Lu"),
            Map.entry((int) Character.LOWERCASE_LETTER, "Ll"),
            Map.entry((int) Character.TITLECASE_LETTER, "Lt"),
            Map.entry((int) Character.MODIFIER_LETTER, "Lm"),
            Map.entry((int) Character.OTHER_LETTER, "Lo"),
            Map.entry((int) Character.NON_SPACING_MARK, "Mn"),
            Map.entry((int) Character.ENCLOSING_MARK, "Me"),
            Map.entry((int) Character.COMBINING_SPACING_MARK, "Mc"),
            Map.entry((int) Character.DECIMAL_DIGIT_NUMBER, "Nd"),
            Map.entry((int) Character.LETTER_NUMBER, "Nl"),
            Map.entry((int) Character.OTHER_NUMBER, "No"),
            Map.entry((int) Character.SPACE_SEPARATOR, "Zs"),
            Map.entry((int) Character.LINE_SEPARATOR, "Zl"),
            Map.entry((int) Character.PARAGRAPH_SEPARATOR, "Zp"),
            Map.entry((int) Character.DASH_PUNCTUATION, "Pd"),
            Map.entry((int) Character.START_PUNCTUATION, "Ps"),
            Map.entry((int) Character.END_PUNCTUATION, "Pe"),
            Map.entry((int) Character.CONNECTOR_PUNCTUATION, "Pc"),
            Map.entry((int) Character.OTHER_PUNCTUATION, "Po"),
            Map.entry((int) Character.INITIAL_QUOTE_PUNCTUATION, "Pi"),
            Map.entry((int) Character.FINAL_QUOTE_PUNCTUATION, "Pf"),
            Map.entry((int) Character.MATH_SYMBOL, "Sm"),
            Map.entry((int) Character.CURRENCY_SYMBOL, "Sc"),
            Map.entry((int) Character.MODIFIER_SYMBOL, "Sk"),
            Map.entry((int) Character.OTHER_SYMBOL, "So"));

    /** Finding them takes a look at every character. */
    private static final Map<String, CodePoints> KNOWN = new ConcurrentHashMap<>();

    private UnicodeProperty() {}

    /** Returns the characters of a category ({@code L}, {@code Lu}) or a script ({@code Greek}), or null if there is none of that name. */
    static @Nullable CodePoints of(String name) {
        if (CATEGORIES.values().stream().anyMatch(category -> category.startsWith(name))) {
            return KNOWN.computeIfAbsent(name, UnicodeProperty::category);
        }
        try {
            Character.UnicodeScript script = Character.UnicodeScript.forName(name);
            return KNOWN.computeIfAbsent(
                    script.name(), _ -> CodePoints.where(point -> Character.UnicodeScript.of(point) == script));
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private static CodePoints category(String prefix) {
        boolean[] wanted = new boolean[Character.FINAL_QUOTE_PUNCTUATION + 1];
        CATEGORIES.forEach((type, category) -> wanted[type] = category.startsWith(prefix));
        return CodePoints.where(point -> wanted[Character.getType(point)]);
    }
}
