package dev.lathe.model.sampling;

import java.util.Map;
import java.util.Set;

/**
 * Says how the tokens of one request are chosen.
 *
 * @param temperature divides the logits; 0 takes the most likely token
 * @param topK keeps this many of the most likely tokens; 0 keeps all
 * @param topP keeps the fewest most likely tokens whose probabilities reach this sum; from (0, 1], 1 keeps all
 * @param minP keeps tokens that are at least this fraction as likely as the most likely one; from [0, 1], 0 keeps all
 * @param repetitionPenalty divides the positive logits, and multiplies the negative ones, of tokens that the prompt or the reply has;
 *     1 changes nothing (Keskar et al. 2019, as transformers does it)
 * @param presencePenalty is taken from the logits of tokens that the reply has (as OpenAI does it); from [-2, 2]
 * @param frequencyPenalty is taken from the logits of tokens once for each time that the reply has them; from [-2, 2]
 * @param logitBias is added to the logits of tokens; from [-100, 100]
 * @param maxTokens the most tokens to write, at least 1
 * @param seed decides the draws: one seed and one prompt give the same tokens
 * @param stopTokens tokens that end the reply and belong to it
 * @param topLogProbs how many of the most likely tokens to report beside each token, from 0 to {@value #MOST_LOG_PROBS}
 */
public record Sampling(
        double temperature,
        int topK,
        double topP,
        double minP,
        double repetitionPenalty,
        double presencePenalty,
        double frequencyPenalty,
        Map<Integer, Float> logitBias,
        int maxTokens,
        long seed,
        Set<Integer> stopTokens,
        int topLogProbs) {
    /** The most alternatives that a token may be reported with. */
    public static final int MOST_LOG_PROBS = 20;

    private static final float LARGEST_BIAS = 100;

    public Sampling {
        require(temperature >= 0 && Double.isFinite(temperature), "temperature must be 0 or more, not %s", temperature);
        require(topK >= 0, "topK must be 0 (all) or more, not %s", topK);
        require(topP > 0 && topP <= 1, "topP must be above 0 and at most 1, not %s", topP);
        require(minP >= 0 && minP <= 1, "minP must be from 0 to 1, not %s", minP);
        require(
                repetitionPenalty > 0 && Double.isFinite(repetitionPenalty),
                "repetitionPenalty must be above 0, not %s",
                repetitionPenalty);
        require(Math.abs(presencePenalty) <= 2, "presencePenalty must be from -2 to 2, not %s", presencePenalty);
        require(Math.abs(frequencyPenalty) <= 2, "frequencyPenalty must be from -2 to 2, not %s", frequencyPenalty);
        require(maxTokens >= 1, "maxTokens must be at least 1, not %s", maxTokens);
        require(
                topLogProbs >= 0 && topLogProbs <= MOST_LOG_PROBS,
                "topLogProbs must be from 0 to " + MOST_LOG_PROBS + ", not %s",
                topLogProbs);
        logitBias = Map.copyOf(logitBias);
        logitBias.forEach(Sampling::requireBias);
        stopTokens = Set.copyOf(stopTokens);
    }

    private static void requireBias(int token, float bias) {
        require(token >= 0, "logitBias has the token %s; tokens are 0 or more", token);
        require(Math.abs(bias) <= LARGEST_BIAS, "logitBias must be from -100 to 100, not %s", bias);
    }

    private static void require(boolean allowed, String message, Object given) {
        if (!allowed) {
            throw new IllegalArgumentException(message.formatted(given));
        }
    }

    /** Returns what takes the most likely token each time. */
    public static Sampling greedy(int maxTokens) {
        return of(0, maxTokens, 0);
    }

    /** Returns what draws from the model's own distribution, at a temperature. */
    public static Sampling of(double temperature, int maxTokens, long seed) {
        return new Sampling(temperature, 0, 1, 0, 1, 0, 0, Map.of(), maxTokens, seed, Set.of(), 0);
    }

    public Sampling withTemperature(double value) {
        return new Sampling(
                value,
                topK,
                topP,
                minP,
                repetitionPenalty,
                presencePenalty,
                frequencyPenalty,
                logitBias,
                maxTokens,
                seed,
                stopTokens,
                topLogProbs);
    }

    public Sampling withTopK(int value) {
        return new Sampling(
                temperature,
                value,
                topP,
                minP,
                repetitionPenalty,
                presencePenalty,
                frequencyPenalty,
                logitBias,
                maxTokens,
                seed,
                stopTokens,
                topLogProbs);
    }

    public Sampling withTopP(double value) {
        return new Sampling(
                temperature,
                topK,
                value,
                minP,
                repetitionPenalty,
                presencePenalty,
                frequencyPenalty,
                logitBias,
                maxTokens,
                seed,
                stopTokens,
                topLogProbs);
    }

    public Sampling withMinP(double value) {
        return new Sampling(
                temperature,
                topK,
                topP,
                value,
                repetitionPenalty,
                presencePenalty,
                frequencyPenalty,
                logitBias,
                maxTokens,
                seed,
                stopTokens,
                topLogProbs);
    }

    /** Replaces the three penalties. */
    public Sampling withPenalties(double repetition, double presence, double frequency) {
        return new Sampling(
                temperature,
                topK,
                topP,
                minP,
                repetition,
                presence,
                frequency,
                logitBias,
                maxTokens,
                seed,
                stopTokens,
                topLogProbs);
    }

    public Sampling withLogitBias(Map<Integer, Float> value) {
        return new Sampling(
                temperature,
                topK,
                topP,
                minP,
                repetitionPenalty,
                presencePenalty,
                frequencyPenalty,
                value,
                maxTokens,
                seed,
                stopTokens,
                topLogProbs);
    }

    public Sampling withMaxTokens(int value) {
        return new Sampling(
                temperature,
                topK,
                topP,
                minP,
                repetitionPenalty,
                presencePenalty,
                frequencyPenalty,
                logitBias,
                value,
                seed,
                stopTokens,
                topLogProbs);
    }

    public Sampling withSeed(long value) {
        return new Sampling(
                temperature,
                topK,
                topP,
                minP,
                repetitionPenalty,
                presencePenalty,
                frequencyPenalty,
                logitBias,
                maxTokens,
                value,
                stopTokens,
                topLogProbs);
    }

    public Sampling withStopTokens(Set<Integer> value) {
        return new Sampling(
                temperature,
                topK,
                topP,
                minP,
                repetitionPenalty,
                presencePenalty,
                frequencyPenalty,
                logitBias,
                maxTokens,
                seed,
                value,
                topLogProbs);
    }

    public Sampling withTopLogProbs(int value) {
        return new Sampling(
                temperature,
                topK,
                topP,
                minP,
                repetitionPenalty,
                presencePenalty,
                frequencyPenalty,
                logitBias,
                maxTokens,
                seed,
                stopTokens,
                value);
    }
}
