package dev.lathe.verify;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.lathe.core.UserError;

/** Checks replies against a regular expression of RE2, which is matched in time linear in the reply whatever the expression. */
public final class RegularExpression {
    private final Pattern pattern;

    private RegularExpression(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles an expression.
     *
     * @throws UserError if it is malformed, or uses what cannot be matched in linear time, such as references back
     */
    public static RegularExpression of(String expression) {
        try {
            return new RegularExpression(Pattern.compile(expression));
        } catch (PatternSyntaxException malformed) {
            throw new UserError(
                    "regular expression '%s': %s; see the syntax of RE2"
                            .formatted(expression, malformed.getDescription()),
                    malformed);
        }
    }

    /** Returns whether the expression matches somewhere in the reply; anchor it to have it match the whole. */
    public Verdict check(String reply) {
        return pattern.matcher(reply).find() ? Verdict.CORRECT : Verdict.WRONG;
    }
}
