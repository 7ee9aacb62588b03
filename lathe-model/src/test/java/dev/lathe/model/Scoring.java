package dev.lathe.model;

import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Computes log-probabilities of given tokens, whole sequences at once. */
public final class Scoring {
    private Scoring() {}

    /** Returns the log-probability of each token but the first, a row a sequence. */
    public static float[][] logProbs(DecoderConfig config, Map<String, Tensor> parameters, List<int[]> sequences) {
        try (Scope scope = Scope.open()) {
            return Autograd.noGrad(() ->
                    rows(sequences, chosen(new Decoder(config), DecoderWeights.of(config, parameters), sequences)));
        }
    }

    /** Returns {@code [batch, time - 1]}: the log-probability of each next token; arbitrary where a row is padded. */
    static Tensor chosen(Decoder decoder, DecoderWeights weights, List<int[]> sequences) {
        Tensor tokens = padded(sequences);
        long time = tokens.size(1);
        Tensor hidden = decoder.hidden(weights, tokens).narrow(1, 0, time - 1);
        Tensor logits =
                decoder.logits(weights, hidden.reshape(-1, decoder.config().hiddenSize()));
        return logits.logProbabilities(tokens.narrow(1, 1, time - 1).reshape(-1))
                .view(sequences.size(), time - 1);
    }

    private static Tensor padded(List<int[]> sequences) {
        int time = sequences.stream().mapToInt(row -> row.length).max().orElseThrow();
        long[] tokens = new long[sequences.size() * time];
        for (int row = 0; row < sequences.size(); row++) {
            for (int step = 0; step < sequences.get(row).length; step++) {
                tokens[row * time + step] = sequences.get(row)[step];
            }
        }
        return Tensor.of(tokens, sequences.size(), time);
    }

    private static float[][] rows(List<int[]> sequences, Tensor chosen) {
        float[][] rows = new float[sequences.size()][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = chosen.select(0, row)
                    .narrow(0, 0, sequences.get(row).length - 1L)
                    .toFloats();
        }
        return rows;
    }
}
