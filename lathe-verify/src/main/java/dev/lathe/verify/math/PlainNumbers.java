package dev.lathe.verify.math;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds numbers and sums outside of formulas, such as {@code $1,080.50}, {@code 45%}, {@code 7 + 5}. */
final class PlainNumbers {
    private static final int MAX_RUN = 400;
    private static final String START = "(?:^|[\\s=])(?:\\*\\*)?";

    private static final Pattern NUMBER = Pattern.compile(START
            + "[$€£¥₹₽₪₩₫฿]?(?<!\\d)(?<number>(?<grouped>-?[1-9]\\d{0,2}(?:[ ,]\\d{3})++)(?<places>\\.\\d++)?+"
            + "|(?<whole>-?\\d++)(?:(?<comma>[.,])(?<part>\\d++))?+|(?<only>\\.\\d++))"
            + "(?<percent>\\s{0,9}(?:%|[Pp]ercent(?:age)?|[Pp]ct))?+");

    /** Characters of sums; nothing else can stand in a run of them, so that each is looked at once. */
    private static final Pattern RUN = Pattern.compile("[-\\d.\\s+*×/^()÷]++");

    private static final Pattern SUM = Pattern.compile("-?\\(?-?\\d.*[-+*×/^()÷].+", Pattern.DOTALL);

    private PlainNumbers() {}

    static List<Candidate> in(String text) {
        List<Candidate> found = new ArrayList<>();
        sums(text, found);
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            found.add(new Candidate(matcher.start("number"), matcher.end(), formula(matcher)));
        }
        return found;
    }

    private static void sums(String text, List<Candidate> found) {
        Matcher matcher = RUN.matcher(text);
        while (matcher.find()) {
            int start = start(text, matcher.start(), matcher.end());
            if (start < matcher.end() && matcher.end() - start <= MAX_RUN && ends(text, matcher.end())) {
                String sum = text.substring(start, matcher.end()).stripTrailing();
                int end = start + sum.length();
                String formula = sum.endsWith(".") ? sum.substring(0, sum.length() - 1) : sum;
                if (SUM.matcher(formula).matches()) {
                    found.add(new Candidate(start, end, formula));
                }
            }
        }
    }

    /** Returns where a run's first sum begins: at a digit, a minus or a bracket that does not follow directly on a word. */
    private static int start(String text, int from, int to) {
        int start = from;
        while (start < to && !(begins(text, start) && "-(0123456789".indexOf(text.charAt(start)) >= 0)) {
            start++;
        }
        return start;
    }

    private static boolean begins(String text, int at) {
        return at == 0
                || text.charAt(at - 1) == '='
                || Character.isWhitespace(text.charAt(at - 1))
                || text.startsWith("**", at - 2);
    }

    private static boolean ends(String text, int end) {
        return end == text.length()
                || ",:$.".indexOf(text.charAt(end)) >= 0
                || ").".indexOf(text.charAt(end - 1)) >= 0
                || Character.isWhitespace(text.charAt(end - 1));
    }

    private static String formula(Matcher matcher) {
        String grouped = matcher.group("grouped");
        String percent = matcher.group("percent") == null ? "" : "\\%";
        if (grouped != null) {
            String places = matcher.group("places");
            return grouped.replaceAll("[ ,]", "") + (places == null ? "" : places) + percent;
        }
        String only = matcher.group("only");
        if (only != null) {
            return only + percent;
        }
        String part = matcher.group("part");
        return matcher.group("whole") + (part == null ? "" : "." + part) + percent;
    }
}
