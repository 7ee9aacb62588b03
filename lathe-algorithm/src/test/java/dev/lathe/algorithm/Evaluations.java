package dev.lathe.algorithm;

import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Evaluates objectives on given log-probabilities in float64. */
final class Evaluations {
    /** One sample and what three models would say of its learned tokens. */
    record Item(TrainingSample sample, double[] logProbs, double[] entropies) {}

    record Evaluation(double loss, double[] gradient, LossStatistics statistics) {}

    private Evaluations() {}

    static List<Item> items(Golden golden, List<TrainingSample> samples) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            Golden.Attempt attempt = golden.attempts().get(i);
            items.add(new Item(samples.get(i), attempt.current().clone(), attempt.entropy()));
        }
        return items;
    }

    static Evaluation of(Objective objective, List<Item> items) {
        try (Scope scope = Scope.open()) {
            Tensor logProbs = column(items, Item::logProbs).requiresGrad_(true);
            TokenBatch batch = batch(objective, items, logProbs);
            Tensor loss = objective.loss(batch);
            LossStatistics statistics = objective.statistics(batch);
            double[] gradient =
                    Autograd.grad(loss, List.of(logProbs)).getFirst().toDoubles();
            return new Evaluation(loss.item(), gradient, statistics);
        }
    }

    static double loss(Objective objective, List<Item> items) {
        try (Scope scope = Scope.open()) {
            return objective
                    .loss(batch(objective, items, column(items, Item::logProbs)))
                    .item();
        }
    }

    private static TokenBatch batch(Objective objective, List<Item> items, Tensor logProbs) {
        TokenBatch batch = TokenBatch.of(items.stream().map(Item::sample).toList(), logProbs);
        if (!objective.needsEntropies()) {
            return batch;
        }
        return batch.withEntropies(column(items, Item::entropies));
    }

    private static Tensor column(List<Item> items, Function<Item, double[]> part) {
        double[] values =
                items.stream().map(part).flatMapToDouble(DoubleStream::of).toArray();
        return Tensor.of(values, values.length);
    }
}
