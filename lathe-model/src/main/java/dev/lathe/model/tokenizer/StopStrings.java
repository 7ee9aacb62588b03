package dev.lathe.model.tokenizer;

import dev.lathe.core.UserError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches a text, as it is written, for strings that end it. What may be the beginning of such a string is held back until it is known
 * not to be, so that nothing of a stop string is ever shown; nor is it part of the text.
 */
public final class StopStrings {
    private final List<String> stops;
    private String held = "";
    private @Nullable String found;

    /**
     * Watches for some strings.
     *
     * @throws UserError if one is empty
     */
    public StopStrings(List<String> stops) {
        if (stops.contains("")) {
            throw new UserError("a stop string must not be empty");
        }
        this.stops = List.copyOf(stops);
    }

    /** Takes what came next and returns the text that can be shown now; nothing after a stop string was found. */
    public String next(String text) {
        return found == null ? release(held + text) : "";
    }

    /** Returns what was held back when nothing more comes. */
    public String rest() {
        String shown = held;
        held = "";
        return shown;
    }

    /** Returns the stop string that ended the text, if one did. */
    public Optional<String> found() {
        return Optional.ofNullable(found);
    }

    private String release(String text) {
        int end = cut(text);
        held = found == null ? text.substring(end) : "";
        return text.substring(0, end);
    }

    /** Returns where a stop string begins that is complete, or else the first place where one may have begun. */
    private int cut(String text) {
        for (int start = 0; start < text.length(); start++) {
            for (String stop : stops) {
                if (text.startsWith(stop, start)) {
                    found = stop;
                    return start;
                }
            }
        }
        int start = 0;
        while (start < text.length() && !mayBecomeStop(text, start)) {
            start++;
        }
        return start;
    }

    private boolean mayBecomeStop(String text, int start) {
        int length = text.length() - start;
        return stops.stream().anyMatch(stop -> stop.length() > length && stop.regionMatches(0, text, start, length));
    }
}
