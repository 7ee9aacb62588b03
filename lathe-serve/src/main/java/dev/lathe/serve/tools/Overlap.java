package dev.lathe.serve.tools;

/** Tells how much of a text must be held back because a mark may have begun in it. */
final class Overlap {
    private Overlap() {}

    /** Returns the length of the longest end of the text that is a beginning of the mark, but not all of it. */
    static int of(CharSequence text, String mark) {
        for (int length = Math.min(text.length(), mark.length() - 1); length > 0; length--) {
            if (mark.contentEquals(
                    text.subSequence(text.length() - length, text.length()).toString() + mark.substring(length))) {
                return length;
            }
        }
        return 0;
    }
}
