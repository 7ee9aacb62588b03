package dev.lathe.train.bench;

import dev.lathe.core.UserError;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Is one kind of decoding that is measured.
 *
 * @param name what peers call it too
 * @param answers sequences that are written at once
 * @param prompt tokens of a prompt
 * @param shared whether all answer one prompt
 */
record DecodeWork(String name, int answers, int prompt, boolean shared) {
    /** Tokens that each answer gets. */
    static final int WRITTEN = 128;

    static final List<DecodeWork> ALL = List.of(
            new DecodeWork("decode batch 1", 1, 64, false),
            new DecodeWork("decode batch 8", 8, 64, false),
            new DecodeWork("decode batch 32", 32, 64, false),
            new DecodeWork("shared prompt group", 8, 512, true));

    /**
     * Returns those with some names, or all if there are none.
     *
     * @throws UserError if nothing has such a name
     */
    static List<DecodeWork> named(List<String> names) {
        names.forEach(name -> {
            if (ALL.stream().noneMatch(work -> work.name.equals(name))) {
                throw new UserError("--work: %s is unknown; there are %s"
                        .formatted(name, ALL.stream().map(DecodeWork::name).collect(Collectors.joining(", "))));
            }
        });
        return ALL.stream()
                .filter(work -> names.isEmpty() || names.contains(work.name))
                .toList();
    }

    int tokens() {
        return answers * WRITTEN;
    }
}
