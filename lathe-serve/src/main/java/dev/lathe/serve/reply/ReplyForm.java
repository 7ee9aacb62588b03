package dev.lathe.serve.reply;

import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.Check;
import dev.lathe.serve.tools.ToolFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says how the tokens of a reply are read.
 *
 * @param stops strings before which the text ends
 * @param tools how calls of tools are written, or null if there are no tools
 * @param begun text of the reply that stands at the end of the prompt already
 * @param oneCall whether only the first call counts
 */
public record ReplyForm(List<String> stops, @Nullable ToolFormat tools, String begun, boolean oneCall) {
    private static final int MOST_STOPS = 16;

    /** Returns the form of a reply that is text. */
    public static ReplyForm text(List<String> stops) {
        return new ReplyForm(stops, null, "", false);
    }

    /**
     * Returns stop strings that may be.
     *
     * @param param the field that they come from
     * @throws ApiError if they are too many, or one is empty
     */
    public static List<String> stops(String param, List<String> given) {
        if (given.size() > MOST_STOPS || given.contains("")) {
            throw Check.invalid(param, "expected at most %d strings, none empty".formatted(MOST_STOPS));
        }
        return given;
    }
}
