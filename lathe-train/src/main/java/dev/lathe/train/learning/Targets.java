package dev.lathe.train.learning;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.engine.LanguageModel;
import dev.lathe.train.engine.Passage;
import dev.lathe.train.engine.Rows;
import java.util.Arrays;
import java.util.List;

/** Reads the learned tokens of demonstrations. */
final class Targets {
    private Targets() {}

    static Passage passage(Demonstration demonstration) {
        return Passage.predicting(demonstration.tokens(), demonstration.positions());
    }

    /** Returns the tokens themselves where their rows are, INT64 {@code [learned]}. */
    static Tensor of(List<Demonstration> demonstrations, Rows rows) {
        long[] targets = demonstrations.stream()
                .flatMapToLong(demonstration -> Arrays.stream(demonstration.positions())
                        .mapToLong(position -> demonstration.tokens()[position]))
                .toArray();
        return Tensor.of(targets, rows.device(), targets.length);
    }

    /** Returns what a frozen model says of each demonstration, in nats, summed over its tokens. */
    static double[] sums(LanguageModel model, Rows rows, List<Demonstration> demonstrations) {
        return Autograd.noGrad(() -> {
            try (Scope scope = Scope.open()) {
                double[] logProbs =
                        model.logProbs(rows, of(demonstrations, rows)).toDoubles();
                double[] sums = new double[demonstrations.size()];
                int next = 0;
                for (int i = 0; i < sums.length; i++) {
                    for (int t = 0; t < demonstrations.get(i).positions().length; t++) {
                        sums[i] += logProbs[next++];
                    }
                }
                return sums;
            }
        });
    }
}
