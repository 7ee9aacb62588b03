package dev.lathe.train.engine;

import dev.lathe.model.Decoder;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.DecoderWeights;
import dev.lathe.tensor.Tensor;
import java.util.Map;

/** Computes what a decoder says at the places of some rows; with gradient where its parameters have one. */
public final class LanguageModel {
    /** The name of the weight {@code [1, hidden]} that makes scores of hidden states, as Hugging Face's sequence classifiers have it. */
    public static final String SCORE = "score.weight";

    private final Decoder decoder;
    private final Map<String, Tensor> parameters;

    /**
     * Computes with parameters of the caller's, under their Hugging Face names.
     *
     * @param parameters live: what is written to them counts from the next call on
     */
    public LanguageModel(DecoderConfig config, Map<String, Tensor> parameters) {
        decoder = new Decoder(config);
        this.parameters = parameters;
    }

    /** Returns the log-probabilities of all tokens, in nats, {@code [read, vocabulary]}. */
    public Tensor predictions(Rows rows) {
        DecoderWeights weights = weights();
        return decoder.logits(weights, hidden(weights, rows)).logSoftmax(-1);
    }

    /**
     * Returns the log-probabilities of one token a place, in nats, {@code [read]}.
     *
     * @param targets INT64 {@code [read]}
     */
    public Tensor logProbs(Rows rows, Tensor targets) {
        return predictions(rows).gather(1, targets.unsqueeze(1)).squeeze(1);
    }

    /** Returns the scores {@code [read]} of a model with the parameter {@link #SCORE}. */
    public Tensor scores(Rows rows) {
        Tensor head = parameters.get(SCORE);
        if (head == null) {
            throw new IllegalStateException("the model has no " + SCORE);
        }
        return hidden(weights(), rows).linear(head, null).squeeze(1);
    }

    private Tensor hidden(DecoderWeights weights, Rows rows) {
        return decoder.hidden(weights, rows.tokens())
                .reshape(rows.tokens().numel(), decoder.config().hiddenSize())
                .indexSelect(0, rows.places());
    }

    private DecoderWeights weights() {
        return DecoderWeights.of(decoder.config(), parameters);
    }
}
