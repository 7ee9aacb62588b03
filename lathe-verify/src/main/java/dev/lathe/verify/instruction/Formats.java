package dev.lathe.verify.instruction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Checks the form of a reply: Markdown, titles, JSON. */
final class Formats {
    private static final Pattern STAR_BULLET = Pattern.compile("^\\s*\\*[^\\*].*$", Pattern.MULTILINE);
    private static final Pattern DASH_BULLET = Pattern.compile("^\\s*-.*$", Pattern.MULTILINE);
    private static final Pattern HIGHLIGHT = Pattern.compile("\\*[^\\n\\*]*\\*");
    private static final Pattern DOUBLE_HIGHLIGHT = Pattern.compile("\\*\\*[^\\n\\*]*\\*\\*");
    private static final Pattern TITLE = Pattern.compile("<<[^\\n]+>>");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Formats() {}

    static Predicate<String> bullets(int exactly) {
        return reply -> Keywords.occurrences(STAR_BULLET, reply) + Keywords.occurrences(DASH_BULLET, reply) == exactly;
    }

    static Predicate<String> highlights(int atLeast) {
        return reply -> marked(HIGHLIGHT, reply) + marked(DOUBLE_HIGHLIGHT, reply) >= atLeast;
    }

    static Predicate<String> sections(String mark, int atLeast) {
        Pattern start = Pattern.compile("\\s?" + Pattern.quote(mark.strip()) + "\\s?\\d+\\s?");
        return reply -> Keywords.occurrences(start, reply) >= atLeast;
    }

    static boolean isJson(String reply) {
        String text = reply.strip();
        for (String fence : new String[] {"```json", "```Json", "```JSON", "```"}) {
            text = text.startsWith(fence) ? text.substring(fence.length()) : text;
        }
        text = text.endsWith("```") ? text.substring(0, text.length() - 3) : text;
        try {
            return !text.isBlank() && !JSON.readTree(text).isMissingNode();
        } catch (JacksonException malformed) {
            return false;
        }
    }

    static boolean hasTitle(String reply) {
        Matcher matcher = TITLE.matcher(reply);
        while (matcher.find()) {
            if (!matcher.group().replaceAll("^<+|>++$", "").isBlank()) {
                return true;
            }
        }
        return false;
    }

    private static int marked(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        int count = 0;
        while (matcher.find()) {
            count += matcher.group().replace("*", "").isBlank() ? 0 : 1;
        }
        return count;
    }
}
