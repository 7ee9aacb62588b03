package dev.lathe.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;

/**
 * Says what the place can show that messages for a person go to. The launcher looks: Java cannot ask about one stream alone.
 *
 * @param live whether a line can be written over
 * @param color whether colors can be used; never with NO_COLOR set
 */
record Terminal(boolean live, boolean color) {
    static Terminal current() {
        boolean live = Boolean.getBoolean("lathe.terminal") && !"dumb".equals(System.getenv("TERM"));
        String noColor = System.getenv("NO_COLOR");
        return new Terminal(live, live && (noColor == null || noColor.isEmpty()));
    }

    /** Says whether a person types what is read. */
    static boolean hasKeyboard() {
        return Boolean.getBoolean("lathe.keyboard");
    }

    /** Returns what is typed, line by line. */
    static BufferedReader keyboard() {
        return new BufferedReader(
                new InputStreamReader(System.in, Charset.forName(System.getProperty("stdin.encoding", "UTF-8"))));
    }
}
