package dev.lathe.reward;

/**
 * Holds what a program is to write for an input; white space at the ends of lines and of the text does not count.
 *
 * @param input what it reads from standard input
 * @param output what it must write to standard output
 */
public record CodeTest(String input, String output) {
    boolean accepts(String written) {
        return normal(output).equals(normal(written));
    }

    private static String normal(String text) {
        return text.replace("\r\n", "\n")
                .replaceAll("[ \\t]{1,999}(?=\\n|$)", "")
                .strip();
    }
}
