package dev.lathe.model.sampling;

import java.util.List;

/**
 * Holds a token that was chosen.
 *
 * @param token its id
 * @param logProb in nats, under the unmodified model (temperature 1, no penalty, no mask)
 * @param samplingLogProb in nats, under the distribution that it was drawn from; 0 at temperature 0
 * @param top the most likely tokens of the unmodified model, the most likely first
 */
public record SampledToken(int token, float logProb, float samplingLogProb, List<TokenLogProb> top) {}
