package dev.lathe.serve.openai;

import dev.lathe.serve.reply.Ending;

/** Writes why a reply ended. */
final class Endings {
    private Endings() {}

    static String reason(Ending ending) {
        return switch (ending) {
            case STOP, STOP_STRING -> "stop";
            case CALLS -> "tool_calls";
            case LENGTH, ABORTED -> "length";
        };
    }
}
