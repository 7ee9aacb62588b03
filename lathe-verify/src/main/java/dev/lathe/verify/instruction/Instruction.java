package dev.lathe.verify.instruction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Is one instruction that a reply can be held against; {@link Instructions} makes them. */
public final class Instruction {
    private final String id;
    private final Predicate<String> check;

    Instruction(String id, Predicate<String> check) {
        this.id = id;
        this.check = check;
    }

    /** Returns the name, such as {@code punctuation:no_comma}. */
    public String id() {
        return id;
    }

    /** Returns whether the reply as it stands follows the instruction; an empty reply follows none. */
    public boolean isFollowed(String reply) {
        return !reply.isBlank() && check.test(reply);
    }

    /**
     * Returns whether the reply follows the instruction when what often stands around an answer is passed over: its first line, its
     * last line, and the asterisks of Markdown.
     */
    public boolean isFollowedLoosely(String reply) {
        return variants(reply).stream().anyMatch(this::isFollowed);
    }

    private static List<String> variants(String reply) {
        List<String> lines = List.of(reply.split("\n", -1));
        int count = lines.size();
        List<String> cuts = List.of(
                reply,
                joined(lines.subList(Math.min(1, count), count)),
                joined(lines.subList(0, count - 1)),
                joined(count > 2 ? lines.subList(1, count - 1) : List.of()));
        List<String> variants = new ArrayList<>(cuts);
        cuts.forEach(cut -> variants.add(cut.replace("*", "")));
        return variants;
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines).strip();
    }
}
