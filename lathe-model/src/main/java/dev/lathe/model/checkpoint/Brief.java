package dev.lathe.model.checkpoint;

/** Shortens what a file holds, so that a damaged one does not fill the terminal. */
final class Brief {
    private static final int MOST = 80;

    private Brief() {}

    /** Returns the beginning of a value's text, without control characters. */
    static String of(Object value) {
        String text = value.toString();
        String head = text.length() > MOST ? text.substring(0, MOST) + "..." : text;
        return head.replaceAll("\\p{Cntrl}", "\ufffd");
    }
}
