package dev.lathe.algorithm;

import dev.lathe.core.Chunk;
import dev.lathe.core.TokenSpan;
import dev.lathe.core.Trajectory;
import java.util.Arrays;

/**
 * Holds the tokens of a trajectory end to end.
 *
 * @param tokens prompt, then action and observation of each chunk, {@code [length]}
 * @param positions indices of the tokens that the model wrote, {@code [learned]}
 * @param chunks the chunk of each of those, from 0, {@code [learned]}
 * @param logProbs their behaviour log-probabilities, {@code [learned]}
 */
record FlatTrajectory(int[] tokens, int[] positions, int[] chunks, float[] logProbs) {
    static FlatTrajectory of(Trajectory trajectory) {
        int learned = trajectory.modelTokens();
        var flat = new FlatTrajectory(
                new int[trajectory.length()], new int[learned], new int[learned], new float[learned]);
        int end = flat.copy(trajectory.prompt(), 0);
        int next = 0;
        for (int k = 0; k < trajectory.chunks().size(); k++) {
            Chunk chunk = trajectory.chunks().get(k);
            TokenSpan action = chunk.action();
            System.arraycopy(action.logProbs(), 0, flat.logProbs, next, action.length());
            for (int i = 0; i < action.length(); i++, next++) {
                flat.positions[next] = end + i;
                flat.chunks[next] = k;
            }
            end = flat.copy(action, end);
            end = flat.copy(chunk.observation(), end);
        }
        return flat;
    }

    int learned() {
        return positions.length;
    }

    /** Returns how many learned tokens each chunk has; chunks without any are left out. */
    int[] chunkLengths() {
        int[] lengths = new int[learned()];
        int count = 0;
        for (int t = 0; t < learned(); t++) {
            if (t > 0 && chunks[t] != chunks[t - 1]) {
                count++;
            }
            lengths[count]++;
        }
        return Arrays.copyOf(lengths, learned() == 0 ? 0 : count + 1);
    }

    private int copy(TokenSpan span, int start) {
        System.arraycopy(span.tokens(), 0, tokens, start, span.length());
        return start + span.length();
    }
}
