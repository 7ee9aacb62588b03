package dev.lathe.model.sampling;

import java.util.ArrayList;
import java.util.List;

/** Finds the most likely tokens of a row. */
final class MostLikely {
    private final LogitRow row;

    MostLikely(LogitRow row) {
        this.row = row;
    }

    /** Returns the most likely tokens, the most likely first, of equally likely ones that with the lower id. */
    List<TokenLogProb> of(int count, double logTotal) {
        int wanted = Math.min(count, row.vocabulary());
        if (wanted == 0) {
            return List.of();
        }
        int[] best = best(wanted);
        List<TokenLogProb> found = new ArrayList<>(wanted);
        for (int token : best) {
            found.add(new TokenLogProb(token, (float) (row.logits()[token] - logTotal)));
        }
        return List.copyOf(found);
    }

    private int[] best(int wanted) {
        float[] logits = row.logits();
        int[] best = new int[wanted];
        int found = 0;
        for (int block = 0; block < row.blocks(); block++) {
            if (found == wanted && row.maxima()[block] <= logits[best[found - 1]]) {
                continue;
            }
            int start = block * LogitRow.BLOCK;
            int end = Math.min(start + LogitRow.BLOCK, row.vocabulary());
            for (int token = start; token < end; token++) {
                if (found < wanted) {
                    insert(best, found++, token);
                } else if (logits[token] > logits[best[found - 1]]) {
                    insert(best, found - 1, token);
                }
            }
        }
        return best;
    }

    /** Puts a token at a place or before it, behind all that are at least as likely. */
    private void insert(int[] best, int place, int token) {
        float[] logits = row.logits();
        int i = place;
        while (i > 0 && logits[best[i - 1]] < logits[token]) {
            best[i] = best[i - 1];
            i--;
        }
        best[i] = token;
    }
}
