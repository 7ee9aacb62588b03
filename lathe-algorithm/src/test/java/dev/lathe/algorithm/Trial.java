package dev.lathe.algorithm;

import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Evaluates the loss of an algorithm on samples and given log-probabilities, in float64. */
record Trial(Algorithm algorithm, List<Item> items) {
    /** One sample, and what the policy says of its learned tokens. */
    record Item(TrainingSample sample, double[] current, double[] entropy) {}

    record Outcome(double loss, double[] gradient) {}

    /** A loss of single tokens, {@code [learned]}: the module's, or a wrong one that must be found out. */
    @FunctionalInterface
    interface Losses {
        Tensor of(Algorithm algorithm, TokenBatch batch);
    }

    static Trial of(PolicyGolden golden, String name) {
        return of(golden, name, Choices.of(name, golden.maxTokens()));
    }

    static Trial of(PolicyGolden golden, String name, Algorithm algorithm) {
        List<TrainingSample> samples = golden.batch(name, algorithm).samples();
        List<PolicyGolden.Attempt> attempts = new ArrayList<>(golden.learned(algorithm));
        golden.experts(name).forEach(expert -> attempts.add(golden.expert()));
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            int learned = samples.get(i).learned();
            items.add(new Item(
                    samples.get(i),
                    Arrays.copyOf(attempts.get(i).current(), learned),
                    Arrays.copyOf(attempts.get(i).entropy(), learned)));
        }
        return new Trial(algorithm, items);
    }

    Trial with(List<Item> others) {
        return new Trial(algorithm, others);
    }

    double[] advantages() {
        return items.stream()
                .flatMapToDouble(item -> doubles(item.sample.advantages()))
                .toArray();
    }

    double[] behavior() {
        return items.stream()
                .flatMapToDouble(item -> doubles(item.sample.behaviorLogProbs()))
                .toArray();
    }

    double[] current() {
        return items.stream()
                .flatMapToDouble(item -> DoubleStream.of(item.current))
                .toArray();
    }

    Outcome run() {
        return run(current());
    }

    Outcome run(double[] current) {
        try (Scope scope = Scope.open()) {
            Tensor logProbs = Tensor.of(current, current.length).requiresGrad_(true);
            return outcome(new Objective.Policy(algorithm).loss(batch(logProbs)), logProbs);
        }
    }

    /** Runs with other losses in place of the module's, without the terms beside them. */
    Outcome run(Losses losses) {
        try (Scope scope = Scope.open()) {
            double[] current = current();
            Tensor logProbs = Tensor.of(current, current.length).requiresGrad_(true);
            TokenBatch batch = batch(logProbs);
            return outcome(losses.of(algorithm, batch).mul(batch.weights()).sum(), logProbs);
        }
    }

    /** Returns the loss with what is held fixed computed from other log-probabilities. */
    double loss(double[] current, double[] held) {
        try (Scope scope = Scope.open()) {
            TokenBatch batch = batch(Tensor.of(current, current.length));
            Tensor losses = TokenLosses.policy(algorithm, batch, Tensor.of(held, held.length));
            Tensor all = TokenLosses.withTerms(algorithm.terms(), losses, batch);
            return all.mul(batch.weights()).sum().item();
        }
    }

    private TokenBatch batch(Tensor logProbs) {
        TokenBatch batch = TokenBatch.of(items.stream().map(Item::sample).toList(), logProbs);
        double[] entropies = items.stream()
                .flatMapToDouble(item -> DoubleStream.of(item.entropy))
                .toArray();
        return algorithm.terms().entropy() > 0 ? batch.withEntropies(Tensor.of(entropies, entropies.length)) : batch;
    }

    private static Outcome outcome(Tensor loss, Tensor logProbs) {
        return new Outcome(
                loss.item(), Autograd.grad(loss, List.of(logProbs)).getFirst().toDoubles());
    }

    private static DoubleStream doubles(float[] values) {
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, t -> values[t]);
        return DoubleStream.of(doubles);
    }
}
