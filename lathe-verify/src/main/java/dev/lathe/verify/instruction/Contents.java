package dev.lathe.verify.instruction;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Checks what a reply begins with, ends with or contains. */
final class Contents {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\[[^\\n]*?\\]");
    private static final List<String> OPTIONS = List.of("My answer is yes.", "My answer is no.", "My answer is maybe.");

    private Contents() {}

    static Predicate<String> placeholders(int atLeast) {
        return reply -> Keywords.occurrences(PLACEHOLDER, reply) >= atLeast;
    }

    static Predicate<String> postscript(String marker) {
        Pattern pattern = Pattern.compile(
                switch (marker.strip()) {
                    case "P.P.S" -> "p\\.\\s?p\\.\\s?s";
                    case "P.S." -> "p\\.\\s?s\\.";
                    default -> Pattern.quote(marker.strip().toLowerCase(Locale.ROOT));
                });
        return reply -> pattern.matcher(reply.toLowerCase(Locale.ROOT)).find();
    }

    static boolean isOneOfTheOptions(String reply) {
        return OPTIONS.stream().anyMatch(reply::contains);
    }

    static boolean areTwoResponses(String reply) {
        List<String> parts = List.of(reply.split("\\*{6}", -1));
        for (int i = 1; i < parts.size() - 1; i++) {
            if (parts.get(i).isBlank()) {
                return false;
            }
        }
        List<String> responses = parts.stream()
                .filter(part -> !part.isBlank())
                .map(String::strip)
                .toList();
        return responses.size() == 2 && !responses.getFirst().equals(responses.getLast());
    }

    static Predicate<String> beginsWith(String prompt) {
        String wanted = prompt.strip().toLowerCase(Locale.ROOT);
        return reply -> reply.strip().toLowerCase(Locale.ROOT).startsWith(wanted);
    }

    static Predicate<String> endsWith(String phrase) {
        String wanted = phrase.strip().toLowerCase(Locale.ROOT);
        return reply -> reply.strip()
                .replaceAll("^\"+|\"++$", "")
                .toLowerCase(Locale.ROOT)
                .endsWith(wanted);
    }

    static boolean isQuoted(String reply) {
        String text = reply.strip();
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    }
}
