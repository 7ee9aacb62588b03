package dev.lathe.verify.math;

/** Finds the ends of groups in braces. */
final class Braces {
    private Braces() {}

    /** Returns where the group that opens at a place closes; -1 if it does not. */
    static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '{' -> depth++;
                case '}' -> depth--;
                default -> {}
            }
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
