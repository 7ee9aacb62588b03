package dev.lathe.model.engine;

import dev.lathe.core.PolicyVersion;
import dev.lathe.model.sampling.SampledToken;
import java.util.List;

/**
 * Is one token that the model wrote.
 *
 * @param id its number
 * @param logProb its log-probability under the unmodified model (temperature 1, no penalty, no constraint), in nats
 * @param samplingLogProb its log-probability under the distribution that it was drawn from, in nats; 0 if it was taken greedily
 * @param alternatives the most likely tokens under the unmodified model, the most likely first, as many as the request asked for
 * @param version the weights that made it
 */
public record GeneratedToken(
        int id, float logProb, float samplingLogProb, List<Alternative> alternatives, PolicyVersion version) {
    /**
     * Is a token that could have been written.
     *
     * @param id its number
     * @param logProb its log-probability under the unmodified model, in nats
     */
    public record Alternative(int id, float logProb) {}

    static GeneratedToken of(SampledToken token, PolicyVersion version) {
        return new GeneratedToken(
                token.token(),
                token.logProb(),
                token.samplingLogProb(),
                token.top().stream()
                        .map(likely -> new Alternative(likely.token(), likely.logProb()))
                        .toList(),
                version);
    }
}
