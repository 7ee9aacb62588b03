package dev.lathe.serve.reply;

import dev.lathe.serve.tools.ToolFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says how the tokens of a reply are read.
 *
 * @param stops strings before which the text ends
 * @param tools how calls of tools are written, or null if there are no tools
 * @param begun text of the reply that stands at the end of the prompt already
 */
public record ReplyForm(List<String> stops, @Nullable ToolFormat tools, String begun) {
    /** Returns the form of a reply that is text. */
    public static ReplyForm text(List<String> stops) {
        return new ReplyForm(stops, null, "");
    }
}
