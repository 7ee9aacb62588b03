package dev.lathe.model.engine;

import dev.lathe.core.PolicyVersion;
import dev.lathe.model.sampling.TokenSampler;
import dev.lathe.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Draws one token for each of some requests from their logits. */
final class Draw {
    private final TokenSampler sampler;

    Draw(int vocabulary) {
        sampler = new TokenSampler(vocabulary);
    }

    /**
     * Adds a token to each request.
     *
     * @param logits float32 {@code [requests, vocabulary]}, in the order of the requests
     */
    void addTokens(Tensor logits, List<Request> requests, PolicyVersion version) {
        MemorySegment rows = logits.memory();
        for (int row = 0; row < requests.size(); row++) {
            Request request = requests.get(row);
            request.add(sampler.sample(rows, row, request.state()), version);
        }
    }
}
