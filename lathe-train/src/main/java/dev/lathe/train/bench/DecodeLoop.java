package dev.lathe.train.bench;

import dev.lathe.core.Seeds;
import dev.lathe.model.engine.Logits;
import dev.lathe.model.engine.ModelRunner;
import dev.lathe.model.engine.SequenceStep;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes the likeliest tokens by a runner, whose blocks it numbers itself. */
final class DecodeLoop {
    private final ModelRunner runner;
    private final int vocabulary;
    private final DecodeWork work;
    private final int[][] tables;
    private final int[] tokens;

    DecodeLoop(ModelRunner runner, int vocabulary, DecodeWork work) {
        this.runner = runner;
        this.vocabulary = vocabulary;
        this.work = work;
        int shared = work.shared() ? work.prompt() / runner.blockSize() : 0;
        int each = Math.ceilDiv(work.prompt() + DecodeWork.WRITTEN, runner.blockSize()) - shared;
        tables = IntStream.range(0, work.answers())
                .mapToObj(answer -> table(shared, each, answer))
                .toArray(int[][]::new);
        tokens = new int[work.answers()];
    }

    /** Returns the blocks of one answer, those of a shared prompt first. */
    private static int[] table(int shared, int each, int answer) {
        return IntStream.concat(
                        IntStream.range(0, shared), IntStream.range(0, each).map(i -> shared + answer * each + i))
                .toArray();
    }

    /** Returns the seconds that the prompts and the answers take together. */
    double seconds() {
        long started = System.nanoTime();
        if (work.shared()) {
            choose(runner.run(List.of(prompt(0))));
            for (int answer = 1; answer < tokens.length; answer++) {
                tokens[answer] = (tokens[0] + answer) % vocabulary;
            }
        } else {
            choose(runner.run(
                    IntStream.range(0, tokens.length).mapToObj(this::prompt).toList()));
        }
        for (int written = 1; written < DecodeWork.WRITTEN; written++) {
            choose(runner.run(next(work.prompt() + written - 1)));
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private SequenceStep prompt(int answer) {
        int[] text = IntStream.range(0, work.prompt())
                .map(place -> Math.floorMod(Seeds.of(answer, place), vocabulary))
                .toArray();
        return new SequenceStep(text, 0, tables[answer], 1, null);
    }

    private List<SequenceStep> next(int start) {
        List<SequenceStep> steps = new ArrayList<>();
        for (int answer = 0; answer < tokens.length; answer++) {
            steps.add(new SequenceStep(new int[] {tokens[answer]}, start, tables[answer], 1, null));
        }
        return steps;
    }

    private void choose(Logits logits) {
        for (int row = 0; row < logits.rows(); row++) {
            tokens[row] = largest(logits, (long) row * vocabulary);
        }
    }

    private int largest(Logits logits, long first) {
        int best = 0;
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < vocabulary; i++) {
            float value = logits.values().getAtIndex(ValueLayout.JAVA_FLOAT, first + i);
            if (value > highest) {
                highest = value;
                best = i;
            }
        }
        return best;
    }
}
