package dev.lathe.train.engine;

import dev.lathe.algorithm.TrainingSample;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads how far a model's prediction of each learned token is from that of another: {@code sum_v p(v) (log p(v) - log q(v))} over the
 * whole vocabulary, in nats. A part of the places is read at a time, so that memory does not grow with them.
 *
 * @param reference q, a model of the same tokens
 * @param temperature at which both predict
 */
record DivergenceReading(LanguageModel reference, double temperature) implements Reading {
    @Override
    public Tensor of(List<TrainingSample> samples, Rows rows, LanguageModel model) {
        LanguageModel.Reader own = model.reader(rows, temperature);
        LanguageModel.Reader other = reference.reader(rows, temperature);
        int places = samples.stream().mapToInt(TrainingSample::learned).sum();
        int part = model.placesOfPart();
        List<Tensor> parts = new ArrayList<>();
        for (int from = 0; from < places; from += part) {
            int count = Math.min(part, places - from);
            try (Scope scope = Scope.open()) {
                Tensor logProbs = own.predictions(from, count);
                Tensor gap = logProbs.sub(other.predictions(from, count));
                parts.add(scope.keep(gap.mul(logProbs.exp()).sum(-1, false)));
            }
        }
        return Tensor.cat(parts, 0);
    }
}
