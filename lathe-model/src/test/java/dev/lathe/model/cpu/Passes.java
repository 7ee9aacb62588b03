package dev.lathe.model.cpu;

import dev.lathe.model.engine.Logits;
import dev.lathe.model.engine.ModelRunner;
import dev.lathe.model.engine.SequenceStep;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Runs sequences by hand, as an engine would. */
final class Passes {
    /** Blocks of each sequence. */
    static final int BLOCKS = 6;

    private Passes() {}

    /** Returns blocks that are not in order, of which no other sequence has any. */
    static int[] table(int sequence) {
        return IntStream.range(0, BLOCKS)
                .map(i -> sequence * BLOCKS + (i * 5 + 1) % BLOCKS)
                .toArray();
    }

    /** Adds some tokens of a text to a sequence and asks for the logits of all of them. */
    static SequenceStep step(int sequence, int[] text, int from, int to) {
        return new SequenceStep(Arrays.copyOfRange(text, from, to), from, table(sequence), to - from, null);
    }

    static int[] text(long seed, int length, int vocabulary) {
        return new Random(seed).ints(length, 0, vocabulary).toArray();
    }

    static float[][] rows(Logits logits) {
        float[] all = logits.values().toArray(ValueLayout.JAVA_FLOAT);
        int size = logits.vocabulary();
        return IntStream.range(0, logits.rows())
                .mapToObj(row -> Arrays.copyOfRange(all, row * size, (row + 1) * size))
                .toArray(float[][]::new);
    }

    /** Returns the tokens that follow a prompt if the likeliest is always taken. */
    static int[] greedy(ModelRunner runner, int[] prompt, int count) {
        int[] written = new int[count];
        float[][] rows = rows(runner.run(List.of(step(0, prompt, 0, prompt.length))));
        for (int i = 0; i < count; i++) {
            written[i] = largest(rows[rows.length - 1]);
            rows = rows(runner.run(
                    List.of(new SequenceStep(new int[] {written[i]}, prompt.length + i, table(0), 1, null))));
        }
        return written;
    }

    static int largest(float[] row) {
        return IntStream.range(0, row.length)
                .reduce((a, b) -> row[b] > row[a] ? b : a)
                .orElseThrow();
    }

    /** Returns log-probabilities. */
    static double[] logProbs(float[] row) {
        double largest = row[largest(row)];
        double sum = 0;
        for (float logit : row) {
            sum += Math.exp(logit - largest);
        }
        double total = largest + Math.log(sum);
        return IntStream.range(0, row.length).mapToDouble(i -> row[i] - total).toArray();
    }
}
