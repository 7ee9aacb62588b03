package dev.lathe.model.engine;

import dev.lathe.core.PolicyVersion;
import dev.lathe.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** Draws one token for each of some requests from their logits. */
final class Draw {
    private final List<Request> requests;
    private final int vocabulary;
    private final MemorySegment logProbs;
    private final MemorySegment probabilities;

    /**
     * Takes logits in the order of the requests.
     *
     * @param logits {@code [requests, vocabulary]}
     */
    Draw(Tensor logits, List<Request> requests) {
        this.requests = requests;
        vocabulary = Math.toIntExact(logits.size(1));
        Tensor atOne = logits.logSoftmax(-1);
        logProbs = atOne.memory();
        probabilities = probabilities(atOne).memory();
    }

    /** Adds a token to each request, with its log-probability at temperature 1. */
    void addTokens(PolicyVersion version) {
        for (int row = 0; row < requests.size(); row++) {
            Request request = requests.get(row);
            int token = draw(row, request);
            float logProb = logProbs.getAtIndex(ValueLayout.JAVA_FLOAT, (long) row * vocabulary + token);
            if (Float.isNaN(logProb)) {
                throw new IllegalStateException("the model's log-probabilities are not numbers");
            }
            request.add(token, logProb, version);
        }
    }

    private int draw(int row, Request request) {
        long offset = (long) row * vocabulary;
        return request.sampling().temperature() == 0
                ? Sampler.largest(logProbs, offset, vocabulary)
                : Sampler.draw(probabilities, offset, vocabulary, request.uniform());
    }

    private Tensor probabilities(Tensor atOne) {
        if (requests.stream().allMatch(request -> request.sampling().temperature() == 0)) {
            return atOne;
        }
        if (requests.stream().allMatch(request -> request.sampling().temperature() == 1)) {
            return atOne.exp();
        }
        float[] temperatures = new float[requests.size()];
        for (int row = 0; row < temperatures.length; row++) {
            double temperature = requests.get(row).sampling().temperature();
            temperatures[row] = temperature == 0 ? 1 : (float) temperature;
        }
        return atOne.div(Tensor.of(temperatures, temperatures.length, 1)).softmax(-1);
    }
}
