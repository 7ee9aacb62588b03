package dev.lathe.shop.action;

import dev.lathe.shop.Refinement;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.action.Reading.Flaw;
import dev.lathe.shop.action.Reading.Malformed;
import dev.lathe.shop.action.Reading.Understood;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the arguments of verbs into actions, the same for both formats. */
final class Arguments {
    private static final Pattern SLOT = Pattern.compile("#?(\\d{1,4})");
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,7})(?:\\.(\\d{1,2}))?");

    private Arguments() {}

    static Reading search(String query, @Nullable String maximum, Refinement refinement) {
        String words = query.strip();
        if (words.isEmpty()) {
            return new Malformed(Flaw.NO_QUERY);
        }
        if (maximum == null) {
            return new Understood(new ShopAction.Search(words, null, refinement));
        }
        Integer fen = fen(maximum);
        return fen == null
                ? new Malformed(Flaw.BAD_MAXIMUM)
                : new Understood(new ShopAction.Search(words, fen, refinement));
    }

    static Reading open(String slot) {
        int number = slot(slot);
        return number < 0 ? new Malformed(Flaw.BAD_SLOT) : new Understood(new ShopAction.Open(number));
    }

    static Reading propose(String slot) {
        int number = slot(slot);
        return number < 0 ? new Malformed(Flaw.BAD_SLOT) : new Understood(new ShopAction.Propose(number));
    }

    static Reading choose(String value) {
        String stripped = value.strip();
        return stripped.isEmpty() ? new Malformed(Flaw.NO_VALUE) : new Understood(new ShopAction.Choose(stripped));
    }

    static Reading ask(String question) {
        String stripped = question.strip();
        return stripped.isEmpty() ? new Malformed(Flaw.NO_QUESTION) : new Understood(new ShopAction.Ask(stripped));
    }

    /** Returns an amount in fen, or null. Space between digits is ignored: tokenizers that split numbers leave it. */
    private static @Nullable Integer fen(String text) {
        Matcher matcher = AMOUNT.matcher(withoutSpace(text));
        if (!matcher.matches()) {
            return null;
        }
        String cents = matcher.group(2) == null ? "00" : (matcher.group(2) + "0").substring(0, 2);
        return Integer.parseInt(matcher.group(1)) * 100 + Integer.parseInt(cents);
    }

    private static int slot(String text) {
        Matcher matcher = SLOT.matcher(withoutSpace(text));
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
