package dev.lathe.verify.math;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds formulas between LaTeX's marks. Formulas with "and", "or" or a comma between them are one answer of several parts. */
final class Formulas {
    private static final Pattern PERCENT = Pattern.compile("\\s{0,9}(?:\\\\?%|[Pp]ercent(?:age)?|[Pp]ct)");
    private static final Pattern JOINT = Pattern.compile("\\s*(?:,?\\s*(?:and|or)|,)\\s*");
    private static final Pattern FRACTION =
            Pattern.compile("-?\\\\frac\\{-?\\d{1,99}(?:[.,]\\d{1,99})?\\}\\{-?\\d{1,99}(?:[.,]\\d{1,99})?\\}");
    private static final int MAX_PARTS = 6;

    private Formulas() {}

    static List<Candidate> in(String text) {
        List<Candidate> found = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            Candidate formula = at(text, at);
            if (formula == null) {
                at++;
            } else {
                found.add(formula);
                at = formula.end();
            }
        }
        return joined(text, found);
    }

    private static @Nullable Candidate at(String text, int at) {
        char c = text.charAt(at);
        boolean escaped = at > 0 && text.charAt(at - 1) == '\\';
        if (escaped || (c != '$' && c != '\\' && c != '-')) {
            return null;
        } else if (text.startsWith("$$", at)) {
            return between(text, at, "$$", false);
        } else if (c == '$') {
            boolean behindDigit = at > 0 && Character.isDigit(text.charAt(at - 1));
            return behindDigit ? null : between(text, at, "$", true);
        } else if (text.startsWith("\\[", at)) {
            return between(text, at, "\\[", false);
        } else if (text.startsWith("\\(", at)) {
            return between(text, at, "\\(", true);
        }
        Matcher fraction = FRACTION.matcher(text).region(at, text.length());
        return fraction.lookingAt() ? closed(text, at, fraction.group(), fraction.end()) : null;
    }

    private static @Nullable Candidate between(String text, int at, String open, boolean oneLine) {
        String close = switch (open) {
            case "\\[" -> "\\]";
            case "\\(" -> "\\)";
            default -> open;
        };
        int start = at + open.length();
        int end = text.indexOf(close, start);
        while (end > 0 && text.charAt(end - 1) == '\\') {
            end = text.indexOf(close, end + 1);
        }
        int line = oneLine ? text.indexOf('\n', start) : -1;
        if (end <= start || (line >= 0 && line < end)) {
            return null;
        }
        return closed(text, at, text.substring(start, end), end + close.length());
    }

    private static Candidate closed(String text, int start, String formula, int end) {
        Matcher percent = PERCENT.matcher(text).region(end, text.length());
        return percent.lookingAt()
                ? new Candidate(start, percent.end(), formula + "\\%")
                : new Candidate(start, end, formula);
    }

    private static List<Candidate> joined(String text, List<Candidate> formulas) {
        List<Candidate> joined = new ArrayList<>();
        int parts = 0;
        for (Candidate formula : formulas) {
            boolean continues = !joined.isEmpty()
                    && parts < MAX_PARTS
                    && JOINT.matcher(text.substring(joined.getLast().end(), formula.start()))
                            .matches();
            if (continues) {
                Candidate before = joined.removeLast();
                joined.add(new Candidate(before.start(), formula.end(), before.formula() + "," + formula.formula()));
                parts++;
            } else {
                joined.add(formula);
                parts = 1;
            }
        }
        return joined;
    }
}
