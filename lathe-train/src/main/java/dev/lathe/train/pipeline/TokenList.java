package dev.lathe.train.pipeline;

import dev.lathe.algorithm.Demonstration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects tokens, and which of them are to be learned. */
final class TokenList {
    private final List<int[]> parts = new ArrayList<>();
    private final List<Boolean> learned = new ArrayList<>();
    private int length;

    void add(int[] tokens, boolean learn) {
        parts.add(tokens);
        learned.add(learn);
        length += tokens.length;
    }

    Demonstration demonstration() {
        int[] tokens = new int[length];
        int[] positions = new int[length];
        int next = 0;
        int count = 0;
        for (int part = 0; part < parts.size(); part++) {
            for (int token : parts.get(part)) {
                if (learned.get(part) && next > 0) {
                    positions[count++] = next;
                }
                tokens[next++] = token;
            }
        }
        return new Demonstration(tokens, Arrays.copyOf(positions, count));
    }
}
